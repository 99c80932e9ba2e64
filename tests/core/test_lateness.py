"""The level that lateness proposes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.lateness import level_by_lateness
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base, Ladder, day_of
from tests.factories import TODAY, a_ladder, a_level, an_invoice


def late(days, **changes):
    return an_invoice(due_on=TODAY - timedelta(days=days), **changes)


@pytest.mark.parametrize(
    ("days", "counted", "proposed"),
    [
        (-20, None, None),
        (-5, None, 0),
        (0, None, None),
        (4, None, None),
        (5, None, 1),
        (14, None, 1),
        (15, None, 2),
        (400, None, 2),
        (400, 0, 2),
        (400, 1, 2),
        (400, 2, 3),
        (29, 2, None),
        (10, 1, None),
        (400, 3, None),
    ],
    ids=[
        "long before", "pre-due", "due day", "days of grace", "first level", "its last day", "two levels late",
        "a year late, never reminded: no formal notice out of the blue", "a year late, pre-reminded", "second level",
        "formal notice after the level before it", "its day has not come", "nothing new", "ladder climbed",
    ],
)  # fmt: skip
def test_lateness_proposes_the_highest_level_whose_day_has_come(days, counted, proposed):
    level = level_by_lateness(late(days, level=counted), a_ladder(), TODAY)
    assert (level.number if level else None) == proposed


def test_a_ladder_that_begins_with_a_formal_notice_proposes_it():
    ladder = Ladder(name="strict", levels=(a_level(1, formal=True), a_level(2)))
    assert level_by_lateness(late(400), ladder, TODAY) == ladder.levels[0]
    behind = Ladder(name="behind", levels=(a_level(1), a_level(2, formal=True), a_level(3)))
    assert level_by_lateness(late(400), behind, TODAY) == behind.levels[0], "what follows the notice waits for it"


def test_lateness_counts_from_the_base_of_the_ladder():
    ladder = Ladder(name="scénario", levels=(a_level(1, offset_days=15), a_level(2, offset_days=30)), base=Base.ISSUED)
    assert level_by_lateness(an_invoice(issued_on=TODAY - timedelta(16), due_on=TODAY), ladder, TODAY) is None
    found = level_by_lateness(an_invoice(issued_on=TODAY - timedelta(16), due_on=TODAY - timedelta(16)), ladder, TODAY)
    assert found == ladder.levels[0]


def test_a_quote_is_proposed_by_the_days_since_it_was_sent():
    ladder = Ladder(name="quote", levels=(a_level(1, offset_days=15),), base=Base.SENT)
    quote = an_invoice(kind=InvoiceKind.QUOTE, issued_on=TODAY - timedelta(days=20), due_on=TODAY + timedelta(days=10))
    assert level_by_lateness(quote, ladder, TODAY) == ladder.levels[0]


@given(
    due=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    counted=st.sampled_from([None, 0, 1, 2, 3]),
    later=st.integers(0, 99),
)
def test_what_is_proposed_was_not_counted_its_day_has_come_and_lateness_never_lowers_it(due, counted, later):
    invoice = an_invoice(due_on=due, level=counted)
    ladder = a_ladder()
    proposed = level_by_lateness(invoice, ladder, TODAY)
    if proposed is None:
        return
    assert counted is None or proposed.number > counted
    assert day_of(proposed, ladder, invoice) <= TODAY
    assert not proposed.formal or counted == 2
    after = level_by_lateness(invoice, ladder, TODAY + timedelta(days=later))
    if not ladder.before_due(proposed):
        assert after is not None
        assert after.number >= proposed.number
