"""The aged balance."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.figures.aging import BUCKETS, OpenRow, aged, bucket
from mailbot.core.money import Money, total
from tests.factories import TODAY, eur


def row(days, amount, client="Dupont", partner="v"):
    return OpenRow(client, partner, TODAY - timedelta(days=days), amount if isinstance(amount, Money) else eur(amount))


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (-3, "not_due"), (0, "not_due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"),
        (90, "61-90"), (91, ">90"), (4000, ">90"),
    ],
)  # fmt: skip
def test_an_invoice_falls_into_the_bucket_of_its_days(days, name):
    assert BUCKETS[bucket(TODAY - timedelta(days=days), TODAY)][0] == name


def test_clients_are_rows_and_credits_lower_their_bucket():
    (balance,) = aged([row(5, 100), row(5, -30), row(95, 50), row(0, 7, "Martin")], TODAY)
    assert [(line.client, line.total) for line in balance.lines] == [("Dupont", eur(120)), ("Martin", eur(7))]
    assert balance.lines[0].amounts == (eur(0), eur(70), eur(0), eur(0), eur(50))
    assert balance.amounts == (eur(7), eur(70), eur(0), eur(0), eur(50))
    assert balance.total == eur(127)


def test_each_currency_has_its_own_table():
    balances = aged([row(5, 100), row(5, Money.of(9, "CHF"))], TODAY)
    assert [balance.total for balance in balances] == [Money.of(9, "CHF"), eur(100)]


def test_nothing_owed_is_no_table():
    assert aged([], TODAY) == ()


a_row = st.builds(row, st.integers(-50, 200), st.integers(-999, 999), st.sampled_from("AB"), st.sampled_from("xy"))
rows = st.lists(a_row)


@given(rows, st.randoms(use_true_random=False))
def test_every_cent_is_in_one_bucket_whatever_the_order(found, chance):
    balances = aged(found, TODAY)
    assert total(b.total for b in balances) == total(r.open for r in found)
    chance.shuffle(found)
    assert aged(found, TODAY) == balances
