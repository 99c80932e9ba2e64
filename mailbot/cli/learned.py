"""`mailbot learned`: addresses and domains that people's decisions taught, and how one is forgotten."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store.mail import aliases
from mailbot.tasks.correcting.learn_alias import forget_alias, said

_COLUMNS = ("id", "writes_from", "client", "code", "by", "since", "message", "forgotten_by")


@click.group("learned")
def learned() -> None:
    """Who writes for which client, as decisions about messages have taught."""


@learned.command("list")
@click.option("--all", "forgotten_too", is_flag=True, help="What was forgotten as well.")
@format_option
@pass_shell
def list_learned(shell: Shell, forgotten_too: bool, form: str) -> None:
    """Addresses and whole domains (with an @) that link a message to its client, newest first."""
    office = shell.office
    with office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "writes_from": said(row),
                "client": client.name,
                "code": client.code,
                "by": row.author,
                "since": office.day(row.created_at),
                "message": row.inbox_id,
                "forgotten_by": row.undone_by or None,
            }
            for row, client in aliases.listed(session, forgotten_too=forgotten_too)
        ]
        show(rows, _COLUMNS, form)


@learned.command("forget")
@click.argument("keys", metavar="ID…", type=int, nargs=-1, required=True)
@as_option
@pass_shell
def forget(shell: Shell, keys: tuple[int, ...], who: str | None) -> None:
    """Mails from there are nobody's again."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        for key in keys:
            click.echo(f"forgotten: {said(forget_alias(session, key, by, now))}")
