"""Another ladder over the past: what it would have sent, and to whom for nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.figures.backtest import Past, Shift, replay
from mailbot.core.ladder import Ladder, Level
from tests.factories import CALENDAR, a_client, an_invoice

LADDER = Ladder(
    name="professional",
    levels=(
        Level(number=0, name="pré", offset_days=-5),
        Level(number=1, name="courtois", offset_days=5, deadline_days=8),
        Level(number=2, name="ferme", offset_days=15, gap_days=10, deadline_days=8),
    ),
)
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


def past(due: date, paid: date | None, number: int = 1) -> Past:
    """An invoice issued thirty days before it is due."""
    issued = due - timedelta(days=30)
    invoice = an_invoice(id=number, number=f"F-{number}", issued_on=issued, due_on=due)
    return Past(invoice, a_client(), paid)


def replayed(*pasts: Past, shift: Shift | None = None):
    ladder = (shift or Shift()).of(LADDER)
    return replay(pasts, lambda _invoice, _client: ladder, CALENDAR, FIRST, LAST)


@pytest.mark.parametrize(
    ("paid", "raised", "soon"),
    [
        (None, {0: 1, 1: 1, 2: 1}, {}),
        (date(2026, 2, 20), {}, {}),
        (date(2026, 3, 2), {0: 1}, {}),
        (date(2026, 3, 10), {0: 1, 1: 1}, {1: 1}),
        (date(2026, 3, 16), {0: 1, 1: 1}, {}),
    ],
)
def test_an_invoice_is_reminded_until_it_is_paid(
    paid: date | None, raised: dict[int, int], soon: dict[int, int]
) -> None:
    found = replayed(past(date(2026, 3, 3), paid))
    assert dict(found.raised) == raised
    assert dict(found.soon) == soon
    assert found.unreminded == (paid == date(2026, 2, 20))


def test_a_later_ladder_spares_those_who_pay_by_themselves() -> None:
    pasts = [past(date(2026, 3, 3), date(2026, 3, 10)), past(date(2026, 4, 7), None, number=2)]
    assert replayed(*pasts).soon[1] == 1
    later = replayed(*pasts, shift=Shift(days=10))
    assert later.soon[1] == 0
    assert later.raised[1] == 1


def test_invoices_of_one_client_leave_in_one_reminder() -> None:
    two = [past(date(2026, 3, 3), None), past(date(2026, 3, 3), None, number=2)]
    found = replayed(*two)
    assert found.reminders == 3
    assert dict(found.raised) == {0: 2, 1: 2, 2: 2}
    assert len(found.clients) == 1


@pytest.mark.parametrize(("days", "offsets"), [(0, (-5, 5, 15)), (10, (-1, 15, 25)), (-20, (-25, 0, 0))])
def test_a_shifted_ladder_keeps_each_level_on_its_side_of_the_due_date(days: int, offsets: tuple[int, ...]) -> None:
    assert tuple(level.offset_days for level in Shift(days).of(LADDER).levels) == offsets
    assert {level.gap_days for level in Shift(days, gap=21).of(LADDER).levels} == {21}


@given(st.lists(st.tuples(st.integers(0, 170), st.none() | st.integers(-20, 90)), max_size=6), st.integers(-10, 30))
def test_nobody_is_reminded_after_paying_and_no_level_twice(some: list[tuple[int, int | None]], shift: int) -> None:
    pasts = []
    for number, (start, delay) in enumerate(some, 1):
        due = FIRST + timedelta(days=start)
        pasts.append(past(due, None if delay is None else due + timedelta(days=delay), number))
    found = replayed(*pasts, shift=Shift(shift))
    assert all(count <= len(pasts) for count in found.raised.values())
    assert found.reminders <= found.raised.total()
    assert all(found.soon[level] <= found.raised[level] for level in found.soon)
    assert found.unreminded <= len(pasts)
