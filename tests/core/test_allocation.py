"""What may be put on invoices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.accounts.allocation import share, unapplied
from mailbot.core.errors import Refused
from mailbot.core.money import Money, total
from tests.factories import eur

OPEN = {"F-1": eur(1000), "F-2": eur(500), "A-1": eur(-200), "F-0": eur(0)}


@pytest.mark.parametrize(
    ("payment", "wanted"),
    [
        (1000, [("F-1", 1000)]),
        (1200, [("F-1", 1000)]),
        (300, [("F-1", 300)]),
        (1500, [("F-1", 1000), ("F-2", 500)]),
        (800, [("F-1", 1000), ("A-1", -200)]),
        (1000, []),
    ],
    ids=["all", "more than owed", "part", "two", "credit deducted", "nothing"],
)
def test_these_may_be_made(payment, wanted):
    lines = tuple((number, eur(amount)) for number, amount in wanted)
    assert share(eur(payment), lines, OPEN) == lines


@pytest.mark.parametrize(
    ("payment", "wanted"),
    [
        (2000, [("F-1", "1000.01")]),
        (999, [("F-1", 1000)]),
        (900, [("F-1", 500), ("F-2", 500)]),
        (700, [("F-1", 1000), ("A-1", -300)]),
        (100, [("F-1", 0)]),
        (100, [("F-1", -50)]),
        (100, [("A-1", 50)]),
        (100, [("F-0", 50)]),
        (100, [("F-9", 50)]),
        (100, [("F-1", 50), ("F-1", 50)]),
    ],
)
def test_these_may_not(payment, wanted):
    with pytest.raises(Refused):
        share(eur(payment), [(number, eur(amount)) for number, amount in wanted], OPEN)


def test_currencies_are_never_mixed():
    with pytest.raises(Refused):
        share(Money.of(1000, "CHF"), [("F-1", eur(1000))], OPEN)


amounts = st.integers(-2000, 2000).map(eur)


@given(
    payment=st.integers(0, 3000).map(eur),
    wanted=st.lists(st.tuples(st.sampled_from(sorted(OPEN)), amounts), max_size=4),
)
def test_never_more_than_the_payment_nor_than_is_open(payment, wanted):
    try:
        made = share(payment, wanted, OPEN)
    except Refused:
        return
    assert total(amount for _, amount in made) <= payment
    assert unapplied(payment, made).amount >= 0
    for number, amount in made:
        assert 0 < abs(amount.amount) <= abs(OPEN[number].amount)
