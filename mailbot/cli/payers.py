"""`mailbot payers`: names and accounts that placing payments taught, and how one is forgotten."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store.money import payer_aliases
from mailbot.tasks.money.learn_payer import forget_payer
from mailbot.tasks.money.place_payment import bring_back, set_aside

_COLUMNS = ("id", "pays_under", "client", "code", "by", "since", "payment", "why", "forgotten_by")


@click.group("payers")
def payers() -> None:
    """Who pays for which client, as placing payments has taught; and whose money is no client's."""


@payers.command("list")
@click.option("--all", "forgotten_too", is_flag=True, help="What was forgotten as well.")
@format_option
@pass_shell
def list_payers(shell: Shell, forgotten_too: bool, form: str) -> None:
    """Names and accounts, newest first; without a client: money that is nobody's debt."""
    office = shell.office
    with office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "pays_under": row.said,
                "client": client.name if client else None,
                "code": client.code if client else None,
                "by": row.author,
                "since": office.day(row.created_at),
                "payment": row.payment_id,
                "why": row.why,
                "forgotten_by": row.undone_by or None,
            }
            for row, client in payer_aliases.listed(session, forgotten_too=forgotten_too)
        ]
        show(rows, _COLUMNS, form)


@payers.command("forget")
@click.argument("keys", metavar="ID…", type=int, nargs=-1, required=True)
@as_option
@pass_shell
def forget(shell: Shell, keys: tuple[int, ...], who: str | None) -> None:
    """It tells nothing about the payer any more."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        for key in keys:
            click.echo(f"forgotten: {forget_payer(session, key, by, now).said}")


@payers.command("nobody")
@click.option("--payment", type=int, metavar="ID", required=True, help="Its number in `mailbot export payments`.")
@click.option("--why", required=True, help="The reason: a tax refund, a loan, an own transfer.")
@click.option("--always", is_flag=True, help="So is whatever comes under this name or from this account from now on.")
@click.option("--undo", is_flag=True, help="It is a client's money after all; what it taught is forgotten.")
@as_option
@pass_shell
def nobody(shell: Shell, payment: int, why: str, always: bool, undo: bool, who: str | None) -> None:
    """This payment is no client's money: it leaves the queue."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        if undo:
            bring_back(session, payment, by, why, now)
        else:
            set_aside(session, payment, by, why, now, always=always)
    click.echo(f"payment {payment}: {'waits again' if undo else 'set aside'}")
