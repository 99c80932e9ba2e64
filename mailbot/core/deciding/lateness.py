"""The level that lateness proposes: the default wherever a person sends, who may choose another."""

from __future__ import annotations

from datetime import date

from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder, Level, day_of


def level_by_lateness(invoice: Invoice, ladder: Ladder, today: date) -> Level | None:
    """The highest level above the counted one whose own day has come; None while none has.

    Levels in between are passed over, for the client was late all the while; but a formal notice is only proposed once
    the level before it was counted, and none is passed over: it has effects in law, and should not come out of the
    blue. A person who wants one at once names it. Before the due date the pre-due levels are proposed, after it the
    others.
    """
    overdue = today >= invoice.due_on
    counted = -1 if invoice.level is None else invoice.level
    proposed: Level | None = None
    below = counted
    for level in ladder.levels:
        if level.number <= counted or (overdue and ladder.before_due(level)):
            continue
        if day_of(level, ladder, invoice) > today or (level.formal and below != counted):
            break
        proposed, below = level, level.number
        if level.formal:
            break
    return proposed
