"""Money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.errors import Refused
from mailbot.core.money import Money, digits, total


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "TND"]))
def test_minor_units_come_back(minor, currency):
    assert Money.from_minor(minor, currency).minor == minor


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [("12.345", "EUR", 1235), ("-0.005", "EUR", -1), ("12.5", "JPY", 13), ("1.2345", "KWD", 1235)],
)
def test_it_is_rounded_half_up_to_the_minor_unit(written, currency, minor):
    assert Money.of(written, currency).minor == minor


def test_currencies_are_never_added_or_compared():
    euro, franc = Money.of(1, "EUR"), Money.of(1, "CHF")
    for operation in (lambda: euro + franc, lambda: euro < franc, lambda: total([euro, franc])):
        with pytest.raises(Refused):
            operation()
    assert euro != franc


def test_sums_and_signs():
    assert total([], "CHF") == Money.zero("CHF")
    assert total([Money.of(1), Money.of(2)]) == Money.of(3)
    assert -Money.of(1) == Money.of(-1)
    assert not Money.zero()
    assert str(Money.of("1.5")) == "1.50 EUR"
    assert digits("XOF") == 0
    assert Money.of(2) >= Money.of(2) > Money.of(1) <= Money.of(1)
