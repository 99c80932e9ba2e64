"""Payment terms that count from the invoice's date: the two lawful readings of "45 jours fin de mois".

Source: C. com. L441-10 I and the public service's own example (an invoice of 2 January).
"""

from __future__ import annotations

from datetime import date, timedelta

_45_DAYS = timedelta(days=45)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def forty_five_after_month_end(issued_on: date) -> date:
    """Reading A: to the end of the month, then 45 days. 2 January → 17 March (16 in a leap year)."""
    return month_end(issued_on) + _45_DAYS


def forty_five_then_month_end(issued_on: date) -> date:
    """Reading B: 45 days, then to the end of that month. 2 January → 28 or 29 February."""
    return month_end(issued_on + _45_DAYS)
