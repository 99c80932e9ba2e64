"""`mailbot call list|add|done|drop|undo`: whom to telephone, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.core.deciding.hand_made import Contact, Outcome
from mailbot.core.errors import UserError
from mailbot.core.money import Money
from mailbot.core.reminder import ByHand
from mailbot.store.debts import clients
from mailbot.store.dunning import calls
from mailbot.tasks.holds.calls import CallOrder, add_call, drop_call, undo_call
from mailbot.tasks.holds.contact_order import ContactOrder
from mailbot.tasks.holds.hand_made import record_contact

_COLUMNS = ("call", "due", "client", "name", "phone", "owed", "late", "why")
_OUTCOMES = click.Choice([one.value.replace("_", "-") for one in Outcome])
_WHY = click.option("--why", required=True, help="The reason, kept in the history.")


@click.group()
def call() -> None:
    """Calls to make; made, each counts as a reminder by telephone."""


@call.command("list")
@click.option("--all", "later_too", is_flag=True, help="Those of the coming days as well.")
@format_option
@pass_shell
def list_calls(shell: Shell, later_too: bool, form: str) -> None:
    """Whom to call today. Who has paid, contests or has promised is not called."""
    office = shell.office
    today = office.day(shell.now())
    with office.books.read() as session:
        rows = [
            {
                "call": row.id,
                "due": row.due_on,
                "client": client.code,
                "name": client.name,
                "phone": client.phone or None,
                "owed": ", ".join(str(Money.from_minor(minor, code)) for code, minor in owed.totals.items()),
                "late": (today - owed.oldest).days,
                "why": row.why,
            }
            for row, client, owed in calls.to_make(session, today, later_too=later_too)
        ]
    show(rows, _COLUMNS, form)


@call.command()
@click.option("--client", "code", required=True, metavar="CODE", help="Whom.")
@click.option("--on", "day", type=DAY, metavar="DAY", help="From which day on (default: today).")
@_WHY
@as_option
@pass_shell
def add(shell: Shell, code: str, day: datetime | None, why: str, who: str | None) -> None:
    """Put a call on the list."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        order = CallOrder(code=code, on=day.date() if day else office.day(now), why=why)
        row = add_call(session, office, order, by, now)
        click.echo(f"call {row.id} to make on {row.due_on}")


@call.command()
@click.argument("key", metavar="CALL", type=int)
@click.option("--outcome", type=_OUTCOMES, required=True, help="What came of it.")
@click.option("--note", required=True, help="Who said what.")
@click.option("--promised", type=DAY, metavar="DAY", help="The day promised, with --outcome promise.")
@click.option("--amount", type=Amount(), help="The amount promised (default: all that is due).")
@as_option
@pass_shell
def done(shell: Shell, /, key: int, outcome: str, note: str, who: str | None, **promise: Any) -> None:
    """It was made: a promise or a dispute holds, a voicemail or no answer puts another call on the list.

    `mailbot contact --undo` takes it back.
    """
    office, now = shell.office, shell.now()
    by = decider(office, who)
    made = Contact(by=ByHand.PHONE, on=office.day(now), outcome=Outcome(outcome.replace("-", "_")))
    with office.books.write() as session:
        row = calls.get(session, key)
        client = clients.by_id(session, row.client_id) if row is not None and row.status == calls.OPEN else None
        if client is None:
            raise UserError(f"No call {key} waits; `mailbot call list --all` shows them.")
        promised: datetime | None = promise["promised"]
        order = ContactOrder(
            contact=made,
            note=note,
            code=client.code,
            promised_on=promised.date() if promised else None,
            amount=promise["amount"],
        )
        recorded = record_contact(session, office, order, by, now)
        for one in recorded.rows:
            click.echo(f"{client.name}: reminder {one.id}, {outcome}")
        for hold in recorded.holds:
            click.echo(f"{hold.kind}{f' until {hold.until}' if hold.until else ''} ({hold.reason})")
        if recorded.again is not None:
            click.echo(f"call {recorded.again.id} to make on {recorded.again.due_on}: {recorded.again.why}")


@call.command()
@click.argument("key", metavar="CALL", type=int)
@_WHY
@as_option
@pass_shell
def drop(shell: Shell, key: int, why: str, who: str | None) -> None:
    """It is not to be made."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        drop_call(session, key, by, why, now)
    click.echo(f"call {key} dropped")


@call.command()
@click.argument("key", metavar="CALL", type=int)
@_WHY
@as_option
@pass_shell
def undo(shell: Shell, key: int, why: str, who: str | None) -> None:
    """A call that was dropped is to be made after all."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        undo_call(session, key, by, why, now)
    click.echo(f"call {key} waits again")
