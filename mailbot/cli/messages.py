"""`mailbot messages`: what waits to be read, and what a person decides about it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.core.reading.corrections import Verdict
from mailbot.store.lists import inbox_list
from mailbot.store.mail import corrections
from mailbot.store.tables import InboxRow
from mailbot.tasks.correcting.correct_message import CorrectionOrder, correct_message
from mailbot.tasks.correcting.learn_alias import said
from mailbot.tasks.correcting.message_view import view
from mailbot.tasks.correcting.undo_correction import undo_correction

_COLUMNS = ("id", "arrived", "client", "sender", "subject", "kind", "understood", "why", "proposal")
_VERDICTS = click.Choice([verdict.value for verdict in Verdict])


@click.group("messages")
def messages() -> None:
    """Messages that wait for a person: read one, say what it means, take that back."""


@messages.command("list")
@click.option("--all", "every", is_flag=True, help="Every message, newest first.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="At most so many.")
@format_option
@pass_shell
def list_messages(shell: Shell, every: bool, limit: int, form: str) -> None:
    """What waits to be read, oldest first, with what was understood and proposed."""
    office = shell.office
    with office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "arrived": office.day(row.arrived_at),
                "client": client.name if client else None,
                "sender": row.sender,
                "subject": row.subject,
                "kind": row.kind,
                "understood": row.understood.get("intents") or None,
                "why": row.why,
                "proposal": row.proposal or None,
            }
            for row, client in inbox_list.messages(session, waiting=not every, limit=limit)
        ]
        show(rows, _COLUMNS, form)


@messages.command("show")
@click.argument("key", metavar="ID", type=int)
@click.option("--quotes", is_flag=True, help="What it quotes as well.")
@pass_shell
def show_message(shell: Shell, key: int, quotes: bool) -> None:
    """The new text of a message, and by which sentences it was understood."""
    office = shell.office
    with office.books.read() as session:
        row = session.get(InboxRow, key)
        if row is None:
            raise click.UsageError(f"There is no message {key}")
        seen = view(office, row)
        click.echo(f"{row.sender}: {row.subject}\n\n{seen.new}\n")
        if quotes and seen.quoted:
            click.echo("".join(f"> {line}\n" for line in seen.quoted.splitlines()))
        for one in row.understood.get("evidence") or ():
            click.echo(f"{one['intent']}: « {one['sentence']} »")
        for decided in corrections.of_message(session, key):
            taken = f", taken back by {decided.undone_by}" if decided.undone_at else ""
            click.echo(f"decision {decided.id}: {decided.verdict} ({decided.author}{taken})")


@messages.command("decide")
@click.argument("key", metavar="ID", type=int)
@click.argument("verdict", type=_VERDICTS)
@click.option("--date", "day", type=DAY, metavar="DAY", help="The day promised.")
@click.option("--amount", type=Amount(), help="The amount promised (default: all that is due).")
@click.option("--invoice", "numbers", metavar="NUMBER", multiple=True, help="Only about this one; as often as needed.")
@click.option("--client", "code", metavar="CODE", default="", help="Whose it is, with other_client.")
@click.option("--note", default="", help="Kept with the decision.")
@as_option
@pass_shell
def decide(shell: Shell, /, key: int, who: str | None, **typed: object) -> None:
    """Say what a message means: its wrong effects are taken back and the right ones made."""
    office, now = shell.office, shell.now()
    day, amount, numbers = typed["day"], typed["amount"], typed["numbers"]
    order = CorrectionOrder(
        message_id=key,
        verdict=Verdict(str(typed["verdict"])),
        day=day.date() if isinstance(day, datetime) else None,
        amount=amount if isinstance(amount, Decimal) else None,
        numbers=numbers if isinstance(numbers, tuple) else (),
        client_code=str(typed["code"]),
        note=str(typed["note"]),
    )
    with office.books.write() as session:
        done = correct_message(session, office, order, decider(office, who), now)
        click.echo(f"decision {done.row.id} on message {key}: {done.row.verdict}")
        for hold in done.made:
            click.echo(f"{hold.kind}{f' until {hold.until}' if hold.until else ''} ({hold.reason})")
        for alias in done.learned:
            click.echo(f"learned: {said(alias)}")
        for waits in done.waits:
            click.echo(waits)


@messages.command("undo")
@click.argument("key", metavar="DECISION", type=int)
@as_option
@pass_shell
def undo(shell: Shell, key: int, who: str | None) -> None:
    """Take a decision back: everything is as the program had understood it."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        row = undo_correction(session, office, key, by, now)
        click.echo(f"decision {row.id} taken back: message {row.inbox_id} is as it was")
