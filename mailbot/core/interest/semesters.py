"""Half-years: statutory rates are fixed for one and change on 1 January and 1 July."""

from __future__ import annotations

from datetime import date, timedelta


def first_day(day: date) -> date:
    """1 January or 1 July, whichever opens the half-year of `day`."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def next_first_day(day: date) -> date:
    """The day on which the half-year after that of `day` opens."""
    return date(day.year, 7, 1) if day.month <= 6 else date(day.year + 1, 1, 1)


def last_day(day: date) -> date:
    """30 June or 31 December, whichever closes the half-year of `day`."""
    return next_first_day(day) - timedelta(days=1)


def name(day: date) -> str:
    """`2026-S2` for any day of the second half of 2026."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def between(first: date, last: date) -> tuple[date, ...]:
    """The half-years touched by these days, each by its opening day, in order."""
    found, day = [], first_day(first)
    while day <= last:
        found.append(day)
        day = next_first_day(day)
    return tuple(found)
