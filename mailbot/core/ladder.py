"""The ladder: a policy's ordered levels, and when the next one opens.

`opens(n) = max(due + offset_n, sent(n−1) + gap_n, deadline(n−1) + 1,
last_contact + min_contact_gap, absence_until + 2 working days)`. A level is due when that day has
come, never only on that day: after an outage nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

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
    """The day of an invoice that a ladder's offsets are counted from."""

    DUE = "due"
    ISSUED = "issued"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step. Offsets, gaps and deadlines are days; `deadline_days` None prints no deadline. `penalties`: the
    reminder prints what the law adds, to the day, where the client owes it."""

    number: int
    name: str
    offset_days: int
    gap_days: int = 0
    deadline_days: int | None = None
    channel: Channel = Channel.MAIL
    approval: str = "partner"
    formal: bool = False
    penalties: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A policy: levels in order, what their offsets count from, the shortest pause between two contacts for any
    reason."""

    name: str
    levels: tuple[Level, ...]
    min_contact_gap_days: int = 7
    handover_after_days: int = 7
    raise_all: bool = False
    base: Base = Base.DUE

    def level(self, number: int) -> Level | None:
        """The level of that number, None when the ladder has none."""
        return next((level for level in self.levels if level.number == number), None)

    def after(self, number: int | None, *, overdue: bool) -> Level | None:
        """The level that follows `number`; a pre-due level (negative offset) is for invoices not yet
        due only and is passed over once they are."""
        for level in self.levels:
            if number is not None and level.number <= number:
                continue
            if overdue and level.offset_days < 0:
                continue
            return level
        return None


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


def opens(  # noqa: PLR0913  the formula has these terms
    level: Level, ladder: Ladder, calendar: WorkCalendar, *, due_on: date,
    sent_on: date | None, deadline_on: date | None, last_contact_on: date | None, absent_until: date | None,
) -> Opening:
    """When `level` opens, term by term, so that the plan can name the one that holds it back."""
    return Opening(
        base=due_on + timedelta(days=level.offset_days),
        gap=sent_on + timedelta(days=level.gap_days) if sent_on else None,
        deadline=deadline_on + timedelta(days=1) if deadline_on else None,
        contact=last_contact_on + timedelta(days=ladder.min_contact_gap_days) if last_contact_on else None,
        absence=calendar.add_working_days(absent_until, 2) if absent_until else None,
    )
