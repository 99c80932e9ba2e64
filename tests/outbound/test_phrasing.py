"""Figures, dates and lists as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from mailbot.core.money import Money
from mailbot.outbound.phrasing import Phrasing, grouped

FR, EN = Phrasing("fr"), Phrasing("en")


@pytest.mark.parametrize(
    ("amount", "currency", "french", "english"),
    [
        ("1234.56", "EUR", "1\u202f234,56\u202f€", "€1,234.56"),
        ("-200", "EUR", "−200,00\u202f€", "−€200.00"),
        ("0", "EUR", "0,00\u202f€", "€0.00"),
        ("1234567.8", "CHF", "1\u202f234\u202f567,80\u202fCHF", "CHF\u202f1,234,567.80"),
        ("1500", "JPY", "1\u202f500\u202fJPY", "JP¥1,500"),
    ],
)
def test_amounts_have_narrow_no_break_spaces_and_a_true_minus(amount, currency, french, english):
    money = Money.of(amount, currency)
    assert (FR.money(money), EN.money(money)) == (french, english)


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 11, 1), "1er\xa0novembre\xa02026", "1\xa0November\xa02026"),
        (date(2026, 11, 11), "11\xa0novembre\xa02026", "11\xa0November\xa02026"),
        (date(2026, 8, 31), "31\xa0août\xa02026", "31\xa0August\xa02026"),
    ],
)
def test_dates_are_written_out(day, french, english):
    assert (FR.day(day), EN.day(day)) == (french, english)


def test_a_deadline_names_its_weekday():
    assert FR.weekday(date(2026, 11, 30)) == "lundi 30\xa0novembre\xa02026"
    assert EN.weekday(date(2026, 11, 30)) == "Monday 30\xa0November\xa02026"


def test_short_dates_and_hours():
    assert FR.short_day(date(2026, 11, 5)) == "5\xa0nov.\xa02026"
    assert FR.day_month(date(2026, 11, 1)) == "1er\xa0nov."
    assert FR.hour(datetime(2026, 11, 22, 7, 5, tzinfo=UTC)) == "7\xa0h\xa005"
    assert EN.hour(datetime(2026, 11, 22, 7, 5, tzinfo=UTC)) == "7:05"


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0\xa0facture", "0\xa0invoices"), (1, "1\xa0facture", "1\xa0invoice"), (2, "2\xa0factures", "2\xa0invoices")],
)
def test_zero_is_singular_in_french_only(count, french, english):
    assert (FR.counted(count, "facture"), EN.counted(count, "invoice")) == (french, english)


@pytest.mark.parametrize(
    ("items", "french"), [([], ""), (["A"], "A"), (["A", "B"], "A et B"), (["A", "B", "C"], "A, B et C")]
)
def test_lists_end_with_and(items, french):
    assert FR.listed(items) == french
    assert EN.listed(items) == french.replace(" et ", " and ")


def test_an_iban_comes_in_fours():
    assert grouped("FR7630006000011234567890189") == "FR76\xa03000\xa06000\xa00112\xa03456\xa07890\xa0189"
