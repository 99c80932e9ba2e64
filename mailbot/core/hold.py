"""Holds: everything that keeps reminders back, with its reason, author and end.

One table of kinds serves holds, disputes, promises, instalment plans, insolvency, death,
exclusions, absences and open conversations, because all of them are the same fact: from this day,
until that day or until a person says so, this client (or this one invoice) is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailbot.core.instalments import Instalment
from mailbot.core.invoice import Invoice


class HoldKind(StrEnum):
    """Why reminders are kept back; each maps to one refusal of the plan."""

    HOLD = "hold"
    DISPUTE = "dispute"
    PROMISE = "promise"
    INSTALMENTS = "instalments"
    INSOLVENT = "insolvent"
    DECEASED = "deceased"
    EXCLUDED = "excluded"
    ABSENT = "absent"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many working days a client's word is waited for: beyond a promised day, after "it is paid", and until a
    person has read a message."""

    promise: int = 3
    paid: int = 10
    conversation: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One reason to wait. `invoice_id` None: the whole client. `until` is the last day that it
    holds, None for no end; on the day after it no longer counts. `next`: of an instalment plan, what comes next."""

    id: int
    client_id: int
    kind: HoldKind
    reason: str
    invoice_id: int | None = None
    until: date | None = None
    promised_on: date | None = None
    author: str = ""
    next: Instalment | None = None

    def holds_on(self, day: date) -> bool:
        """Does it still keep reminders back on this day?"""
        return self.until is None or day <= self.until

    def changes_on(self, today: date) -> date | None:
        """The day to come on which it may be over by itself: the one after its last day, or after the next
        instalment's; None when only an event ends it."""
        ends = [last for last in (self.until, self.next.until if self.next else None) if last and last >= today]
        return min(ends) + timedelta(days=1) if ends else None

    def concerns(self, invoice: Invoice) -> bool:
        """Is it about this invoice, or about its client as a whole?"""
        return self.client_id == invoice.client_id and self.invoice_id in (None, invoice.id)


def longest(holds: Sequence[Hold], day: date) -> Hold | None:
    """Of these holds the one that lasts longest from that day on; None when none holds."""
    now = (hold for hold in holds if hold.holds_on(day))
    return max(now, key=lambda hold: (hold.until or date.max, hold.id), default=None)


def last_absence(holds: Sequence[Hold], invoice: Invoice) -> date | None:
    """The last day of the longest absence on file, even if it is over: the return is waited for too."""
    return max((h.until for h in holds if h.kind is HoldKind.ABSENT and h.until and h.concerns(invoice)), default=None)
