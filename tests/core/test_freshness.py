"""How long a bank may be silent: learned from its habit, holidays apart."""

from datetime import date, timedelta

import pytest

from mailbot.core.deciding.freshness import LONGEST, SHORTEST, learned_silence
from mailbot.core.workdays import Workdays

START = date(2026, 9, 1)


def between(one, other):
    return sum((one + timedelta(days=n)).weekday() < 5 for n in range(1, (other - one).days + 1))


def every(days, count):
    return [START + timedelta(days=days * number) for number in range(count)]


@pytest.mark.parametrize(
    ("days", "allowed"),
    [
        (every(1, 5), None),  # too little is known
        (every(1, 20), SHORTEST),
        (every(7, 12), 6),
        (every(30, 12), 23),
        (every(90, 12), LONGEST),
        ([*every(1, 20), START + timedelta(days=60)], SHORTEST),  # one long silence was a failure
    ],
)
def test_the_silence_that_is_usual(days, allowed):
    assert learned_silence(days, between) == allowed


def test_holidays_teach_no_silence():
    calendar = Workdays("FR")  # Christmas and the first of January are Fridays
    days = [date(2026, 12, 14) + timedelta(days=n) for n in range(26)]
    worked = [day for day in days if calendar.is_working_day(day)]
    assert date(2026, 12, 25) not in worked
    assert learned_silence(worked, calendar.working_days_between) == SHORTEST
