"""Entries balance, whatever is booked; the file they are exported to keeps its format."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.config.chart import chart_of
from mailbot.config.schema import Accounting
from mailbot.core.accounts.journal import (
    Account,
    Chart,
    Entry,
    Journal,
    Line,
    Voucher,
    bad_debt,
    doubtful,
    receipt,
    remainder,
    reversal,
    vat_in,
)
from mailbot.core.errors import Refused
from mailbot.core.money import Money, total
from tests.factories import eur

CHART, CASH = Chart(), Chart(cash=True)
DAY = date(2026, 11, 18)
VOUCHER = Voucher(
    on=DAY, piece="F-2026-0042", piece_on=date(2026, 9, 1), client_code="C001", client_name="Dupont Bâtiment",
    text="Abandon du solde F-2026-0042",
)  # fmt: skip


def sides(entry):
    return [(line.account.number, str(line.debit.amount), str(line.credit.amount)) for line in entry.lines]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (remainder(VOUCHER, eur("1.50"), CHART), [("658", "1.50", "0.00"), ("411", "0.00", "1.50")]),
        (remainder(VOUCHER, eur("-0.37"), CHART), [("411", "0.37", "0.00"), ("758", "0.00", "0.37")]),
        (doubtful(VOUCHER, eur("1200"), CHART), [("416", "1200.00", "0.00"), ("411", "0.00", "1200.00")]),
        (
            bad_debt(VOUCHER, eur("1200"), eur("200"), CHART),
            [("654", "1000.00", "0.00"), ("44571", "200.00", "0.00"), ("411", "0.00", "1200.00")],
        ),
        (
            bad_debt(VOUCHER, eur("1200"), eur(0), CHART, doubtful=True),
            [("654", "1200.00", "0.00"), ("416", "0.00", "1200.00")],
        ),
        (
            receipt(VOUCHER, eur("1200"), eur(0), CHART, "virement"),
            [("512", "1200.00", "0.00"), ("411", "0.00", "1200.00")],
        ),
        (
            receipt(VOUCHER, eur("1200"), eur("200"), CASH, "virement"),
            [("512", "1200.00", "0.00"), ("706", "0.00", "1000.00"), ("44571", "0.00", "200.00")],
        ),
        (
            reversal(doubtful(VOUCHER, eur("1200"), CHART), DAY, "Annulation"),
            [("416", "0.00", "1200.00"), ("411", "1200.00", "0.00")],
        ),
    ],
)
def test_each_event_has_its_accounts(entry, expected):
    assert sides(entry) == expected


def test_the_firm_names_its_own_accounts_and_journals():
    section = Accounting(customers="4111", loss="6581", journal="REL", journal_name="Relances", method="cash")
    chart = chart_of(section)
    assert (chart.customers, chart.loss.number) == (Account("4111", "Clients"), "6581")
    assert (chart.journal, chart.cash) == (Journal("REL", "Relances"), True)
    assert chart_of(Accounting()) == CHART


def test_the_client_is_named_on_the_clients_side_only():
    entry = bad_debt(VOUCHER, eur("1200"), eur("200"), CHART)
    assert [line.auxiliary.number if line.auxiliary else "" for line in entry.lines] == ["", "", "C001"]


@pytest.mark.parametrize("vat", ["1200", "1300", "-1"])
def test_a_vat_that_is_no_part_of_the_debt_is_refused(vat):
    with pytest.raises(Refused, match=r"is no part of a debt of 1200\.00 EUR"):
        bad_debt(VOUCHER, eur("1200"), eur(vat), CHART)


def test_an_entry_that_does_not_balance_is_never_made():
    one = Line(account=CHART.loss, debit=eur(2), credit=eur(0))
    other = Line(account=CHART.customers, debit=eur(0), credit=eur(1))
    for lines in ((one, other), (one,), (), (replace(one, debit=eur(0)), replace(other, credit=eur(0)))):
        with pytest.raises(Refused, match="does not balance"):
            Entry(journal=Journal("OD", "OD"), voucher=VOUCHER, lines=lines)


@pytest.mark.parametrize(
    "book", [lambda: remainder(VOUCHER, eur(1), CASH), lambda: doubtful(VOUCHER, eur(1), CASH),
             lambda: bad_debt(VOUCHER, eur(1), eur(0), CASH)],
)  # fmt: skip
def test_cash_accounts_hold_no_debt_to_write_off(book):
    with pytest.raises(Refused, match=r"^In cash accounting .* is not booked"):
        book()


@pytest.mark.parametrize(
    ("gross", "percent", "vat"),
    [("1200", "20", "200.00"), ("100", "20", "16.67"), ("10.05", "5.5", "0.52"), ("9", "0", "0.00")],
)
def test_the_vat_inside_an_amount(gross, percent, vat):
    assert vat_in(eur(gross), Decimal(percent)) == eur(vat)


amounts = st.integers(1, 10**9).map(Money.from_minor)
texts = st.text(max_size=20)


@given(amounts, st.integers(0, 100), st.booleans(), texts)
def test_every_entry_balances_and_its_undo_undoes_it(owed, percent, moved, text):
    voucher = replace(VOUCHER, text=text)
    vat = vat_in(owed, Decimal(percent))
    entries = [doubtful(voucher, owed, CHART), remainder(voucher, owed, CHART), remainder(voucher, -owed, CHART)]
    entries += [receipt(voucher, owed, vat, chart, "chèque") for chart in (CHART, CASH)]
    if vat < owed:
        entries.append(bad_debt(voucher, owed, vat, CHART, doubtful=moved))
    for entry in entries:
        both = (*entry.lines, *reversal(entry, DAY, "annulation").lines)
        for account in {line.account for line in both}:
            of_it = [line for line in both if line.account == account]
            assert total(line.debit for line in of_it) == total(line.credit for line in of_it)
