"""When a level opens by itself: counted from the due date, the issue or the sending, and never before a debt is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.verdicts import Decision, judge
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base, Ladder, Level, counted_from, day_of
from tests.factories import CALENDAR, a_ladder, a_level, a_standing, an_invoice

ISSUED, SENT = date(2026, 9, 1), date(2026, 9, 3)


def scenario(base, *offsets, **changes):
    """A ladder of levels 1, 2, 3 … with these offsets."""
    levels = tuple(a_level(number, offset_days=days) for number, days in enumerate(offsets, 1))
    return Ladder(name="scénario", levels=levels, base=base, **changes)


def due(days, **changes):
    """Issued on 1 September, due so many days later."""
    return an_invoice(issued_on=ISSUED, due_on=ISSUED + timedelta(days=days), **changes)


@pytest.mark.parametrize(
    ("base", "sent_on", "expected"),
    [
        (Base.DUE, SENT, date(2026, 10, 1)),
        (Base.ISSUED, SENT, ISSUED),
        (Base.SENT, SENT, SENT),
        (Base.SENT, None, ISSUED),
    ],
    ids=["due", "issued", "sent", "sent, on a day that is not known"],
)
def test_offsets_count_from_the_base_of_the_ladder(base, sent_on, expected):
    assert counted_from(an_invoice(issued_on=ISSUED, due_on=date(2026, 10, 1), sent_on=sent_on), base) == expected


@pytest.mark.parametrize(
    ("base", "offsets", "terms", "after_issue"),
    [
        (Base.DUE, (5, 15, 30), 30, (35, 45, 60)),
        (Base.DUE, (0, 1), 30, (31, 31)),
        (Base.DUE, (-5, 5), 30, (25, 35)),
        (Base.ISSUED, (15, 30, 45), 0, (15, 30, 45)),
        (Base.ISSUED, (15, 30, 45), 14, (15, 30, 45)),
        (Base.ISSUED, (15, 30, 45), 15, (16, 31, 46)),
        (Base.ISSUED, (15, 30, 45), 30, (31, 46, 61)),
        (Base.ISSUED, (15, 30, 45), 60, (61, 76, 91)),
    ],
    ids=[
        "after the due date", "not on the due day itself", "pre-due", "due on receipt", "due the day before",
        "due on the day", "due at 30 days", "due at 60 days",
    ],
)  # fmt: skip
def test_the_days_of_a_scenario_counted_from_the_issue(base, offsets, terms, after_issue):
    ladder = scenario(base, *offsets)
    days = [(day_of(level, ladder, due(terms)) - ISSUED).days for level in ladder.levels]
    assert tuple(days) == after_issue


def test_a_scenario_from_the_sending_counts_from_the_day_it_was_sent():
    ladder = scenario(Base.SENT, 15, 30)
    assert day_of(ladder.levels[0], ladder, due(0, sent_on=SENT)) == SENT + timedelta(days=15)
    assert day_of(ladder.levels[0], ladder, due(0)) == ISSUED + timedelta(days=15)


def test_a_quote_is_asked_about_while_it_is_valid():
    quote = due(60, kind=InvoiceKind.QUOTE, sent_on=SENT)
    ladder = scenario(Base.SENT, 15)
    assert day_of(ladder.levels[0], ladder, quote) == SENT + timedelta(days=15)
    ending = scenario(Base.DUE, -5)
    assert day_of(ending.levels[0], ending, quote) == ISSUED + timedelta(days=55)


@pytest.mark.parametrize(
    ("number", "overdue", "following"),
    [(None, False, 0), (None, True, 1), (0, False, 1), (1, True, 2), (3, True, None)],
)
def test_levels_follow_each_other_and_pre_due_ones_are_passed_over(number, overdue, following):
    level = a_ladder().after(number, overdue=overdue)
    assert (level.number if level else None) == following


@given(
    base=st.sampled_from([Base.ISSUED, Base.SENT, Base.DUE]),
    offsets=st.lists(st.integers(0, 90), min_size=1, max_size=5).map(sorted),
    terms=st.integers(0, 120),
    sent_after=st.none() | st.integers(0, 20),
    day=st.integers(0, 300),
    counted=st.none() | st.integers(1, 5),
)
def test_no_debt_is_reminded_before_it_is_overdue(base, offsets, terms, sent_after, day, counted):
    sent = None if sent_after is None else ISSUED + timedelta(days=sent_after)
    invoice = due(terms, sent_on=sent, level=counted)
    today = ISSUED + timedelta(days=day)
    found = judge(a_standing(invoice=invoice), scenario(base, *offsets), CALENDAR, today)
    if found.decision is Decision.REMIND:
        assert today > invoice.due_on


@given(
    base=st.sampled_from([Base.ISSUED, Base.SENT]),
    offsets=st.lists(st.integers(0, 90), min_size=2, max_size=5).map(sorted),
    terms=st.integers(0, 120),
)
def test_a_late_due_date_moves_the_whole_scenario_and_keeps_its_rhythm(base, offsets, terms):
    ladder = scenario(base, *offsets)
    days = [day_of(level, ladder, due(terms)) for level in ladder.levels]
    assert [(b - a).days for a, b in zip(days, days[1:], strict=False)] == [
        b - a for a, b in zip(offsets, offsets[1:], strict=False)
    ]


def test_only_an_offset_that_counts_back_from_the_due_date_is_pre_due():
    level = Level(number=0, name="pré-relance", offset_days=-5)
    assert Ladder(name="a", levels=(level,)).before_due(level)
    assert not Ladder(name="a", levels=(level,), base=Base.ISSUED).before_due(level)
    assert not a_ladder().before_due(a_level(1, offset_days=0))
