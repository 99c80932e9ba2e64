"""The step that an invoice takes next, and which of its dates still lie ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder, Level, Opening, Waits, WorkCalendar, opens

Term = Literal["base", "gap", "deadline", "contact", "absence"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next level, None when the ladder is climbed, and the days it waits for. `pass_over_on`: of a pre-due level
    the due date, from which on it is passed over."""

    level: Level | None
    opening: Opening | None
    today: date
    pass_over_on: date | None = None

    def ahead(self, term: Term) -> date | None:
        """The day on which that wait ends, None when it is over. A pre-due level waits no longer than the due date."""
        if self.opening is None:
            return None
        end: date | None = getattr(self.opening, term)
        if end is None or end <= self.today:
            return None
        return min(end, self.pass_over_on) if self.pass_over_on else end


def next_step(invoice: Invoice, ladder: Ladder, calendar: WorkCalendar, today: date, waits: Waits) -> NextStep:
    """What comes next for this invoice. Pre-due levels are for the days before the due date only."""
    level = ladder.after(invoice.level, overdue=today >= invoice.due_on)
    if level is None:
        return NextStep(None, None, today)
    opening = opens(level, ladder, calendar, invoice, waits)
    return NextStep(level, opening, today, invoice.due_on if ladder.before_due(level) else None)
