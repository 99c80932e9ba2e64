"""Working days and the send window: weekends and the public holidays of the firm's country.

Holidays come from the `holidays` library (for France the eleven days of article L. 3133-1 of the Labour Code).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import holidays

from mailbot.core.errors import UserError
from mailbot.core.ladder import WorkCalendar

_FRIDAY = 4


class Workdays:
    """The calendar of one country (ISO 3166 two-letter code). Raises UserError for a country it does not know."""

    def __init__(self, country: str) -> None:
        try:
            self._holidays = holidays.country_holidays(country)
        except NotImplementedError as error:
            raise UserError(f"firm.country: the public holidays of {country!r} are not known.") from error

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and no public holiday."""
        return day.weekday() <= _FRIDAY and day not in self._holidays

    def forward(self, day: date) -> date:
        """The day itself if worked, else the next working day."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself for 0."""
        for _ in range(count):
            day = self.forward(day + timedelta(days=1))
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days come after `after`, up to and including `until`; 0 when there are none."""
        span = (until - after).days
        return sum(self.is_working_day(after + timedelta(days=n)) for n in range(1, span + 1))


def window_open(calendar: WorkCalendar, local: datetime, start: time, end: time) -> bool:
    """May mail leave at this local time? A working day, from `start` to just before `end`.

    `local` is in the firm's zone: the caller converts, because a day is decided where the firm works.
    """
    return calendar.is_working_day(local.date()) and start <= local.time() < end
