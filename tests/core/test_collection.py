"""Days of sales outstanding by counting back, and the cash forecast."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.figures.collection import Expected, Month, Paid, count_back, forecast, month_ends, month_of

SALES = {Month(2026, 8): 3_000, Month(2026, 9): 3_000, Month(2026, 10): 6_200, Month(2026, 11): 3_000}
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("owed", "days"),
    [(0, 0), (1_500, 15), (3_000, 30), (6_100, 45.5), (9_200, 61), (10_700, 76), (15_200, 122), (15_201, None)],
)
def test_counting_back_takes_whole_months_and_a_part_of_the_last(owed: int, days: float | None) -> None:
    assert count_back(owed, SALES, Month(2026, 11)) == days


def test_a_month_of_high_sales_moves_no_day() -> None:
    """What was billed this month and is all still owed is this month's days, however much it is."""
    assert count_back(90_000, {Month(2026, 11): 90_000}, Month(2026, 11)) == 30
    assert count_back(3, {Month(2026, 11): 3}, Month(2026, 11)) == 30


@given(st.integers(1, 15_000), st.integers(1, 15_000))
def test_who_is_owed_more_waits_no_shorter(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert (count_back(less, SALES, Month(2026, 11)) or 0) <= (count_back(more, SALES, Month(2026, 11)) or 0)


def test_months_follow_each_other_over_the_year() -> None:
    assert Month(2026, 12).following == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert [Month(2024, 2).days, Month(2026, 2).days, month_of(TODAY).days] == [29, 28, 30]


def test_each_month_end_knows_what_was_owed_then() -> None:
    settled = {Month(2026, 9): 3_000, Month(2026, 11): 4_000}
    found = month_ends(SALES, settled, {Month(2026, 11): 4_000}, Month(2026, 11), 3)
    assert [one.month.number for one in found] == [9, 10, 11]
    assert [one.owed for one in found] == [3_000, 9_200, 8_200]
    assert [one.received for one in found] == [0, 0, 4_000]
    assert found[0].days == 30


@pytest.mark.parametrize(
    ("expected", "where"),
    [
        (Expected(1, date(2026, 11, 10), 100), "2026-11-16"),  # ten days late as always: the 20th
        (Expected(2, date(2026, 11, 25), 100), "2026-11-30"),  # nobody known: the firm's median, ten days
        (Expected(1, date(2026, 11, 10), 100, date(2026, 12, 2)), "2026-11-30"),
        (Expected(1, date(2026, 9, 1), 100), "overdue"),
        (Expected(1, date(2027, 6, 1), 100), "later"),
        (Expected(1, date(2026, 11, 10), 100, held=True), "held"),
    ],
)
def test_clients_pay_as_late_as_usual_or_when_they_promised(expected: Expected, where: str) -> None:
    found = forecast([Paid(1, 10), Paid(1, 10), Paid(1, 90)], [expected], TODAY)
    placed = {day.isoformat(): minor for day, minor in found.weeks if minor}
    placed |= {name: getattr(found, name) for name in ("later", "overdue", "held") if getattr(found, name)}
    assert placed == {where: 100}


@given(st.lists(st.builds(Expected, st.integers(1, 3), st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0))))
def test_no_cent_is_lost_by_the_forecast(expected: list[Expected]) -> None:
    found = forecast([], expected, TODAY)
    assert sum(minor for _, minor in found.weeks) + found.later + found.overdue + found.held == sum(
        one.minor for one in expected
    )
