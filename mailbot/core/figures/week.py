"""The week that a weekly report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Week:
    """Seven whole days: those before the day `due` on which they are reported."""

    due: date

    @property
    def first(self) -> date:
        """The first day."""
        return self.due - timedelta(days=7)

    @property
    def last(self) -> date:
        """The last day."""
        return self.due - timedelta(days=1)


def week_of(today: date, day: str) -> Week:
    """The week to report, on `day` (an English name in lower case) and on the six days after it: what could not be told
    on its day is told of the same days later."""
    return Week(today - timedelta(days=(today.weekday() - DAYS.index(day)) % 7))
