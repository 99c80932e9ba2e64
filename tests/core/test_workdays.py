"""Working days, French holidays and the send window."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.errors import UserError
from mailbot.core.workdays import Workdays, window_open

FRANCE = Workdays("FR")


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 18), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 11), False),
        (date(2026, 12, 25), False),
        (date(2027, 3, 29), False),
        (date(2027, 5, 6), False),
        (date(2026, 12, 24), True),
    ],
    ids=["wednesday", "saturday", "sunday", "armistice", "christmas", "easter-monday", "ascension", "christmas-eve"],
)
def test_weekends_and_french_holidays_are_not_worked(day, worked):
    assert FRANCE.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_a_deadline_moves_forward_to_a_working_day(day, expected):
    assert FRANCE.forward(day) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, date(2026, 11, 10)), (1, date(2026, 11, 12)), (2, date(2026, 11, 13)), (3, date(2026, 11, 16))],
)
def test_working_days_are_counted_over_holiday_and_weekend(count, expected):
    assert FRANCE.add_working_days(date(2026, 11, 10), count) == expected


def test_no_working_day_lies_between_a_later_and_an_earlier_day():
    assert FRANCE.working_days_between(date(2026, 11, 18), date(2026, 11, 10)) == 0


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_counting_days_between_undoes_adding_them(day, count):
    assert FRANCE.working_days_between(day, FRANCE.add_working_days(day, count)) == count


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_forward_is_the_first_working_day_from_there(day):
    forward = FRANCE.forward(day)
    assert FRANCE.is_working_day(forward)
    assert not any(FRANCE.is_working_day(day + timedelta(n)) for n in range((forward - day).days))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-18T08:29+01:00", False),
        ("2026-11-18T08:30+01:00", True),
        ("2026-11-18T17:29:59+01:00", True),
        ("2026-11-18T17:30+01:00", False),
        ("2026-11-21T10:00+01:00", False),
        ("2026-11-11T10:00+01:00", False),
    ],
)
def test_mail_leaves_on_working_days_within_hours(moment, is_open):
    assert window_open(FRANCE, datetime.fromisoformat(moment), time(8, 30), time(17, 30)) is is_open


def test_a_country_without_known_holidays_is_refused_by_name():
    with pytest.raises(UserError, match="XX"):
        Workdays("XX")


def test_another_country_has_its_own_holidays():
    assert Workdays("DE").is_working_day(date(2026, 7, 14))
    assert not FRANCE.is_working_day(date(2026, 7, 14))
