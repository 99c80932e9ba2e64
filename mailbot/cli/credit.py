"""`mailbot credit apply|undo`: a credit note on an invoice, and off it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import click

from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import Amount
from mailbot.tasks.money.apply_credit import CreditOrder, apply_credit, take_off_credit


def _named(command: Callable[..., Any]) -> Callable[..., Any]:
    command = as_option(click.option("--why", default="", help="The reason, kept in the history.")(command))
    command = click.option("--invoice", metavar="NUMBER", required=True, help="The invoice that it settles.")(command)
    return click.option("--note", metavar="NUMBER", required=True, help="The credit note.")(command)


@click.group()
def credit() -> None:
    """Credit notes: set them against invoices."""


@credit.command("apply")
@_named
@click.option("--amount", type=Amount(), help="How much of it (default: as much as there is room for).")
@pass_shell
def apply(shell: Shell, note: str, invoice: str, amount: Decimal | None, why: str, who: str | None) -> None:
    """Set a credit note against an invoice of the same client."""
    office, now = shell.office, shell.now()
    wanted = CreditOrder(note=note, invoice=invoice, why=why, amount=amount)
    by = decider(office, who)
    with office.books.write() as session:
        money = apply_credit(session, office, wanted, by, now)
    click.echo(f"{invoice}: {money} of {note}")


@credit.command("undo")
@_named
@pass_shell
def undo(shell: Shell, note: str, invoice: str, why: str, who: str | None) -> None:
    """Take a credit note off an invoice again."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        money = take_off_credit(session, office, CreditOrder(note=note, invoice=invoice, why=why), by, now)
    click.echo(f"{invoice}: {money} of {note} taken off")
