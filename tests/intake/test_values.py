"""Cells as French and English exports write them."""

from datetime import date
from decimal import Decimal

import pytest

from mailbot.intake import values


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12,5", "12.5"),
        ("-200", "-200"),
        ("1200 EUR", "1200"),
        ("1.234.567,89", "1234567.89"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert values.amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "1.234", "12,345", "1e400", "NaN", "Infinity", "99999999999999"])
def test_amounts_that_could_be_read_two_ways_or_not_at_all_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount|thousands"):
        values.amount(text)


@pytest.mark.parametrize("text", ["2026-12-31", "31/12/2026", "31.12.2026", "31/12/26", "31-12-2026"])
def test_days(text: str) -> None:
    assert values.day(text) == date(2026, 12, 31)


@pytest.mark.parametrize("text", ["2026-02-30", "31/02/2026", "demain", "12/2026", "", "9999-12-31", "0001-01-01"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date|calendar|between 1950 and 2150"):
        values.day(text)


def test_addresses_are_lower_case_and_checked() -> None:
    assert values.email(" Compta@Dupont.Example ") == "compta@dupont.example"
    assert values.email("") == ""
    for wrong in ("dupont", "a@b", "a b@c.example", "a@b.example, c@d.example"):
        with pytest.raises(ValueError, match="no mail address"):
            values.email(wrong)


def test_ibans_are_checked_by_their_digits() -> None:
    assert values.iban("FR76 3000 6000 0112 3456 7890 189") == "FR7630006000011234567890189"
    with pytest.raises(ValueError, match="check digits"):
        values.iban("FR76 3000 6000 0112 3456 7890 188")
