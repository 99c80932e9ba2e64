"""The ladder: a policy's ordered levels, and when the next one opens.

`opens(n) = max(day_n, sent(n−1) + gap_n, deadline(n−1) + 1, last_contact + min_contact_gap,
absence_until + 2 working days)`, where `day_n` is the level's own day: the ladder's base day of the
invoice + its offset, and never before the invoice is overdue, except for pre-due levels. A level is due
when that day has come, never only on that day: after an outage nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from mailbot.core.invoice import Invoice
from mailbot.core.reminder import Channel


class WorkCalendar(Protocol):
    """Which days the firm works; see `mailbot.core.workdays`."""

    def is_working_day(self, day: date) -> bool:
        """Neither a weekend nor a public holiday."""

    def forward(self, day: date) -> date:
        """The day itself if worked, else the next working day."""

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""


class Base(StrEnum):
    """The day of an invoice that a ladder's offsets are counted from; of a quote, DUE is the end of its validity."""

    DUE = "due"
    ISSUED = "issued"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step. Offsets, gaps and deadlines are days; `deadline_days` None prints no deadline. `penalties`: the
    reminder prints what the law adds, to the day, where the client owes it. `post`: how its letter goes on paper too,
    `none`, `plain` or `registered`."""

    number: int
    name: str
    offset_days: int
    gap_days: int = 0
    deadline_days: int | None = None
    channel: Channel = Channel.MAIL
    approval: str = "partner"
    formal: bool = False
    penalties: bool = False
    post: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A policy: levels in order, what their offsets count from, the shortest pause between two contacts for any
    reason. `raise_all`: every row of a reminder takes its level; `raise_to_formal`: rows may be lifted to a formal
    notice too."""

    name: str
    levels: tuple[Level, ...]
    min_contact_gap_days: int = 7
    handover_after_days: int = 7
    raise_all: bool = False
    raise_to_formal: bool = False
    base: Base = Base.DUE

    def level(self, number: int) -> Level | None:
        """The level of that number, None when the ladder has none."""
        return next((level for level in self.levels if level.number == number), None)

    def before_due(self, level: Level) -> bool:
        """Is it a pre-due level? Only an offset that counts back from the due date makes one."""
        return self.base is Base.DUE and level.offset_days < 0

    def after(self, number: int | None, *, overdue: bool) -> Level | None:
        """The level that follows `number`; a pre-due level is for invoices not yet due only and is passed over once
        they are."""
        for level in self.levels:
            if number is not None and level.number <= number:
                continue
            if overdue and self.before_due(level):
                continue
            return level
        return None


def counted_from(invoice: Invoice, base: Base) -> date:
    """The invoice's base day; one whose sending day is not known counts from its issue."""
    if base is Base.DUE:
        return invoice.due_on
    return (invoice.sent_on or invoice.issued_on) if base is Base.SENT else invoice.issued_on


def day_of(level: Level, ladder: Ladder, invoice: Invoice) -> date:
    """The level's own day, for this invoice.

    No debt is reminded before the day after it was due, whatever its ladder counts from: where the first level of a
    ladder that counts from issue or sending would come too early, the whole ladder moves on by as many days and keeps
    its rhythm. A pre-due level comes before the due date, and a quote is never due.
    """
    base = counted_from(invoice, ladder.base)
    day = base + timedelta(days=level.offset_days)
    if invoice.is_quote or ladder.before_due(level):
        return day
    overdue_on = invoice.due_on + timedelta(days=1)
    if ladder.base is Base.DUE:
        return max(day, overdue_on)
    first = base + timedelta(days=ladder.levels[0].offset_days)
    return day + max(timedelta(0), overdue_on - first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Every date that the next level waits for, None where there is nothing to wait for."""

    base: date
    gap: date | None
    deadline: date | None
    contact: date | None
    absence: date | None

    @property
    def day(self) -> date:
        """The day on which the level opens."""
        return max(d for d in (self.base, self.gap, self.deadline, self.contact, self.absence) if d)


@dataclass(frozen=True, slots=True)
class Waits:
    """What the whole client is waited for: the last message to them, the last day of their absence."""

    last_contact_on: date | None = None
    absent_until: date | None = None


def opens(level: Level, ladder: Ladder, calendar: WorkCalendar, invoice: Invoice, waits: Waits) -> Opening:
    """When `level` opens for this invoice, term by term, so that the plan can name the one that holds it back."""
    sent_on, deadline_on = invoice.level_sent_on, invoice.deadline_on
    contact, absent = waits.last_contact_on, waits.absent_until
    return Opening(
        base=day_of(level, ladder, invoice),
        gap=sent_on + timedelta(days=level.gap_days) if sent_on else None,
        deadline=deadline_on + timedelta(days=1) if deadline_on else None,
        contact=contact + timedelta(days=ladder.min_contact_gap_days) if contact else None,
        absence=calendar.add_working_days(absent, 2) if absent else None,
    )
