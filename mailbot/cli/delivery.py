"""`mailbot delivery list|sent|not-sent`: messages of which it is not known whether they left."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store.dunning import deliveries
from mailbot.tasks.sending.settle_delivery import settle_delivery

_COLUMNS = ("id", "kind", "to", "message_id", "claimed_at", "attempts", "answer")


@click.group()
def delivery() -> None:
    """Messages that may have left or not; only a person's word sends them again."""


@delivery.command("list")
@click.option(
    "--status",
    type=click.Choice(["unknown", "queued", "sending", "sent", "failed"]),
    default="unknown",
    show_default=True,
    help="Where they stand.",
)
@format_option
@pass_shell
def list_deliveries(shell: Shell, status: str, form: str) -> None:
    """The messages that stand there, oldest first."""
    with shell.office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "kind": row.kind,
                "to": ", ".join(row.recipients),
                "message_id": row.message_id,
                "claimed_at": row.claimed_at,
                "attempts": row.attempts,
                "answer": row.answer,
            }
            for row in deliveries.of_status(session, status)
        ]
    show(rows, _COLUMNS, form)


@delivery.command()
@click.argument("ident", metavar="ID", type=int)
@as_option
@pass_shell
def sent(shell: Shell, ident: int, who: str | None) -> None:
    """It did leave: it counts as sent."""
    _settle(shell, ident, who, left=True)


@delivery.command("not-sent")
@click.argument("ident", metavar="ID", type=int)
@as_option
@pass_shell
def not_sent(shell: Shell, ident: int, who: str | None) -> None:
    """It did not leave: it is queued and sent again."""
    _settle(shell, ident, who, left=False)


def _settle(shell: Shell, ident: int, who: str | None, *, left: bool) -> None:
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        row = settle_delivery(session, office, ident, by, now, left=left)
    click.echo(f"{row.id}: {row.status}")
