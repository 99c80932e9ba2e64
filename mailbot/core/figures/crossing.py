"""Which reminder brought a payment, and which reminders only crossed it in the post.

The last reminder sent up to the value date gets the credit, with the days between. A payment valued within two days
of the sending was on its way already: the reminder crossed it, its level is un-counted and an apology is proposed. It
is an attribution, not a proof of cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

CROSSED_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class SentReminder:
    """A reminder that left for one of the payment's invoices, on the firm's day `sent_on`."""

    reminder_id: int
    sent_on: date


@dataclass(frozen=True, slots=True)
class Link:
    """The payment came `days` after that reminder; `crossed`: too soon to be its doing."""

    reminder_id: int
    days: int
    crossed: bool


def link(sent: Sequence[SentReminder], value_date: date) -> Link | None:
    """The last reminder sent before the value date (that day included).

    When all left later, the first of them, as crossed, with 0 days: the money was already there. None when none was
    sent.
    """
    if not sent:
        return None
    earlier = [reminder for reminder in sent if reminder.sent_on <= value_date]
    if not earlier:
        first = min(sent, key=_when)
        return Link(first.reminder_id, 0, crossed=True)
    last = max(earlier, key=_when)
    return Link(last.reminder_id, (value_date - last.sent_on).days, crossed=_crosses(last, value_date))


def crossed(sent: Sequence[SentReminder], value_date: date) -> tuple[int, ...]:
    """Every reminder whose level is un-counted: sent later than two days before the value date, oldest first."""
    return tuple(r.reminder_id for r in sorted(sent, key=_when) if _crosses(r, value_date))


def _crosses(reminder: SentReminder, value_date: date) -> bool:
    return value_date <= reminder.sent_on + CROSSED_WITHIN


def _when(reminder: SentReminder) -> tuple[date, int]:
    return reminder.sent_on, reminder.reminder_id
