"""Watches from outside what truly leaves, at the instant at which it leaves, and says what ought not to have.

It knows the books, but none of the code that decides: its questions are its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.demo.simulation.faulty_post import Handed
from mailbot.demo.transfers import Transfer
from mailbot.store import drawn
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import holds, reminders
from mailbot.store.lists import figures
from mailbot.store.tables import ReminderLineRow, ReminderRow
from mailbot.tasks.desk.office import Office

# What is written down while a message is on the wire cannot hold it back any more.
_ON_THE_WIRE = timedelta(minutes=6)


class Onlooker:
    """Stands beside the mail server of one firm. `problems` are sentences, in the order in which they were seen."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.handed: dict[str, Handed] = {}
        self.problems: list[str] = []
        self._levels: dict[tuple[int, int, int], int] = {}
        self._contacts: dict[int, date] = {}

    def left(self, message_id: str, recipients: Sequence[str], now: datetime) -> None:
        """A message has left."""
        if message_id in self.handed:
            self.problems.append(f"{now:%Y-%m-%d %H:%M}: {message_id} left twice.")
        self.handed[message_id] = Handed(now, message_id, tuple(recipients))
        if message_id.startswith("<rem-"):
            with self._office.books.read() as session:
                for said in self._wrong(session, message_id, now):
                    self.problems.append(f"{now:%Y-%m-%d %H:%M}: {message_id} {said}")

    def money(self, arrived: Sequence[Transfer]) -> Iterator[str]:
        """Every transfer that a bank told of has entered once, and nothing else has. Ask when all mail is read."""
        with self._office.books.read() as session:
            entered = Counter(figures.told_by_banks(session))
        told = Counter((one.value_on, one.amount.minor) for one in arrived)
        for (day, minor), count in sorted((told - entered).items()):
            yield f"{count} x {minor} cents of {day} came, and did not enter the books."
        for (day, minor), count in sorted((entered - told).items()):
            yield f"{count} x {minor} cents of {day} are in the books, and never came."

    def _wrong(self, session: Session, message_id: str, now: datetime) -> Iterator[str]:
        row = reminders.by_message_ids(session, [message_id])
        if row is None:
            yield "belongs to no reminder."
            return
        lines = reminders.lines(session, row.id)
        yield from self._hour(now)
        yield from self._pause(session, row, now)
        yield from self._money(session, lines, now)
        yield from self._held(session, row, lines, now)
        yield from self._again(row, lines)

    def _hour(self, now: datetime) -> Iterator[str]:
        local, schedule = self._office.local(now), self._office.settings.schedule
        if not self._office.calendar.is_working_day(local.date()):
            yield "left on a day without work."
        elif not schedule.send_from <= local.time() < schedule.send_until:
            yield f"left at {local:%H:%M}, outside the hours."

    def _pause(self, session: Session, row: ReminderRow, now: datetime) -> Iterator[str]:
        today, before = self._office.day(now), self._contacts.get(row.client_id)
        self._contacts[row.client_id] = today
        gap = self._office.ladders[row.ladder].min_contact_gap_days
        if before is not None and (today - before).days < gap:
            client = clients.by_ids(session, [row.client_id])[row.client_id]
            yield f"left to {client.code} {(today - before).days} days after another reminder, not {gap}."

    def _money(self, session: Session, lines: Sequence[ReminderLineRow], now: datetime) -> Iterator[str]:
        rows = invoices.by_ids(session, [line.invoice_id for line in lines])
        late = drawn.put_on_since(session, rows.keys(), now - _ON_THE_WIRE)
        for line in lines:
            if line.open_minor > 0 and rows[line.invoice_id].open_minor + late[line.invoice_id] <= 0:
                yield f"asked for {line.number}, on which nothing is owed."

    def _held(
        self, session: Session, row: ReminderRow, lines: Sequence[ReminderLineRow], now: datetime
    ) -> Iterator[str]:
        today = self._office.day(now)
        for hold in holds.running(session, [row.client_id], today):
            known = hold.created_at < now - _ON_THE_WIRE
            over = hold.until is not None and hold.until < today
            mine = hold.invoice_id is None or any(line.invoice_id == hold.invoice_id for line in lines)
            if known and mine and not over:
                yield f"left although its client is held back ({HoldKind(hold.kind)})."

    def _again(self, row: ReminderRow, lines: Sequence[ReminderLineRow]) -> Iterator[str]:
        for line in lines:
            key = (line.invoice_id, line.level, line.cycle)
            if line.advanced and self._levels.setdefault(key, row.id) != row.id:
                yield f"is level {line.level} of {line.number} once more (cycle {line.cycle})."
