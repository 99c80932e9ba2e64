"""The step that an invoice takes next, and which of its dates still lie ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder, Level, Opening, WorkCalendar, opens

Term = Literal["base", "gap", "deadline", "contact", "absence"]


@dataclass(frozen=True, slots=True)
class Waits:
    """What the whole client is waited for: the last message to them, the last day of their absence."""

    last_contact_on: date | None = None
    absent_until: date | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next level, None when the ladder is climbed, and the days it waits for."""

    level: Level | None
    opening: Opening | None
    due_on: date
    today: date

    def ahead(self, term: Term) -> date | None:
        """The day on which that wait ends, None when it is over. A pre-due level waits no longer than the due date:
        from then on it is passed over."""
        if self.level is None or self.opening is None:
            return None
        end: date | None = getattr(self.opening, term)
        if end is None or end <= self.today:
            return None
        return min(end, self.due_on) if self.level.offset_days < 0 else end


def next_step(invoice: Invoice, ladder: Ladder, calendar: WorkCalendar, today: date, waits: Waits) -> NextStep:
    """What comes next for this invoice. Pre-due levels are for the days before the due date only."""
    level = ladder.after(invoice.level, overdue=today >= invoice.due_on)
    if level is None:
        return NextStep(None, None, invoice.due_on, today)
    opening = opens(
        level, ladder, calendar, due_on=invoice.due_on, sent_on=invoice.level_sent_on, deadline_on=invoice.deadline_on,
        last_contact_on=waits.last_contact_on, absent_until=waits.absent_until,
    )  # fmt: skip
    return NextStep(level, opening, invoice.due_on, today)
