"""The week of a report, and what a chart makes of figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.figures.chart import Chart, Mark
from mailbot.core.figures.week import DAYS, week_of

A_DAY = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(A_DAY, st.sampled_from(DAYS))
def test_a_report_tells_of_the_seven_days_before_its_day_whenever_it_is_made(today: date, day: str) -> None:
    week = week_of(today, day)
    assert DAYS[week.due.weekday()] == day
    assert timedelta(0) <= today - week.due < timedelta(7)
    assert (week.last - week.first).days == 6 and week.last + timedelta(1) == week.due


@given(A_DAY, st.sampled_from(DAYS))
def test_no_day_is_told_twice_or_left_out(today: date, day: str) -> None:
    this, following = week_of(today, day), week_of(today + timedelta(7), day)
    assert following.first == this.last + timedelta(1)


@pytest.mark.parametrize(
    ("sizes", "lengths"),
    [
        ((4, 2, 1), [100, 50, 25]),
        ((0, 8, -3), [0, 100, 0]),
        ((0, 0), [0, 0]),
        ((-1,), [0]),
        ((), []),
    ],
)
def test_the_longest_bar_is_as_long_as_asked_and_the_others_in_proportion(sizes, lengths) -> None:
    chart = Chart(title="x", marks=[Mark("a", size, "b") for size in sizes])
    assert [bar.length for bar in chart.drawn(100)] == lengths
    assert max((bar.length for bar in chart.bars), default=0) == (220 if max(sizes, default=0) > 0 else 0)
