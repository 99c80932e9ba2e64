"""`mailbot holds`: what keeps reminders back, and ever did; each ending can be taken back."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import holds as books_of_holds
from mailbot.store.tables import HoldRow
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.holds.manage_holds import reopen_hold

_COLUMNS = (
    "id", "client", "invoice", "kind", "reason", "author", "since", "until", "promised_on", "amount", "published_on",
    "ended_on", "ended_by", "outcome",
)  # fmt: skip


@click.group("holds")
def holds() -> None:
    """What keeps reminders back."""


@holds.command("list")
@click.option("--client", "code", metavar="CODE", default="", help="Only this client's.")
@click.option("--kind", type=click.Choice([kind.value for kind in HoldKind]), help="Only of this kind.")
@click.option("--all", "ended_too", is_flag=True, help="Those that are over as well.")
@format_option
@pass_shell
def list_holds(shell: Shell, code: str, kind: str | None, ended_too: bool, form: str) -> None:
    """Everything that keeps reminders back now (--all: or ever did), newest first, with who said so and why."""
    office, today = shell.office, shell.office.day(shell.now())
    with office.books.read() as session:
        owner = find_subjects(session, (), code)[0].client.id if code else None
        rows = [
            row
            for row in books_of_holds.listed(session, client_id=owner, ended_too=ended_too)
            if (kind is None or row.kind == kind) and (ended_too or row.until is None or row.until >= today)
        ]
        people = clients.by_ids(session, [row.client_id for row in rows])
        about = invoices.by_ids(session, [row.invoice_id for row in rows if row.invoice_id])

        def line(row: HoldRow) -> dict[str, object]:
            return {
                "id": row.id,
                "client": people[row.client_id].name,
                "invoice": about[row.invoice_id].number if row.invoice_id else None,
                "kind": row.kind,
                "reason": row.reason,
                "author": row.author,
                "since": office.day(row.created_at),
                "until": row.until,
                "promised_on": row.promised_on,
                "amount": _amount(row, office.settings.firm.currency),
                "published_on": row.published_on,
                "ended_on": office.day(row.ended_at) if row.ended_at else None,
                "ended_by": row.ended_by or None,
                "outcome": row.outcome or None,
            }

        show([line(row) for row in rows], _COLUMNS, form)


@holds.command("reopen")
@click.argument("key", metavar="ID", type=int)
@click.option("--why", required=True, help="The reason, kept in the history.")
@as_option
@pass_shell
def reopen(shell: Shell, key: int, why: str, who: str | None) -> None:
    """It had not ended after all: the undo of an ending."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        row = reopen_hold(session, office, key, by, why, now)
        name = clients.by_ids(session, [row.client_id])[row.client_id].name
    running = "runs again" if row.ended_at is None else row.outcome
    click.echo(f"{name}: {row.kind} {running} ({row.reason})")


def _amount(row: HoldRow, usual: str) -> Money | None:
    return None if row.amount_minor is None else Money.from_minor(row.amount_minor, row.currency or usual)
