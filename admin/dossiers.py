"""Reminders as they are shown for a decision: the exact mail, the letter, the files, the invoices, what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.desk import language, reading
from mailbot.core.contacts import said_capacity
from mailbot.store.debts import clients
from mailbot.store.dunning import reminders
from mailbot.store.tables import ClientRow, ReminderLineRow, ReminderRow
from mailbot.tasks.deciding.who_is_written_to import Addressee, of_reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One reminder with all that a decision needs."""

    row: ReminderRow
    client: ClientRow
    lines: tuple[ReminderLineRow, ...]
    earlier: tuple[ReminderRow, ...]
    to: Addressee

    @property
    def role(self) -> str:
        """As what the recipient was chosen, in words; empty when the address is nobody's any more."""
        return said_capacity(self.to.capacity, language())

    @property
    def days(self) -> int:
        """How long the oldest of its invoices has been overdue."""
        return max((line.days_overdue for line in self.lines), default=0)

    @property
    def advanced(self) -> int:
        """For how many invoices it counts; the others are only mentioned."""
        return sum(line.advanced for line in self.lines)


def dossiers(rows: Sequence[ReminderRow]) -> list[Dossier]:
    """These reminders, in their order."""
    books = reading()
    lines = reminders.lines_of(books, [row.id for row in rows])
    owners = clients.by_ids(books, [row.client_id for row in rows])
    written_to = of_reminders(books, rows)
    return [
        Dossier(
            row=row, client=owners[row.client_id], lines=tuple(lines[row.id]), earlier=_earlier(row, lines[row.id]),
            to=written_to[row.id],
        )
        for row in rows
    ]  # fmt: skip


def _earlier(row: ReminderRow, lines: Sequence[ReminderLineRow]) -> tuple[ReminderRow, ...]:
    found = reminders.earlier_sent(reading(), [line.invoice_id for line in lines])
    return tuple(one for one in found if one.id != row.id)
