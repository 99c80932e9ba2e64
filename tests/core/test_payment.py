"""A payment enters once."""

from datetime import date

import pytest

from mailbot.core.payment import entry_key
from tests.factories import a_payment


def test_the_banks_own_id_is_the_key_where_there_is_one():
    assert entry_key("FR76", "E2E-1", a_payment(), 0) == "FR76:E2E-1"


@pytest.mark.parametrize(
    "changes",
    [{"amount": "1"}, {"payer": "X"}, {"label": "X"}, {"received_on": date(2026, 11, 4)}],
)
def test_without_an_id_any_difference_makes_another_key(changes):
    assert entry_key("FR76", "", a_payment(**changes), 0) != entry_key("FR76", "", a_payment(), 0)


def test_two_equal_transfers_of_a_day_stay_two():
    assert entry_key("FR76", "", a_payment(), 0) != entry_key("FR76", "", a_payment(), 1)


def test_spaces_and_case_of_the_label_do_not_make_another_payment():
    assert entry_key("FR76", "", a_payment(label="Fact  42"), 0) == entry_key("FR76", "", a_payment(label="FACT 42"), 0)
