"""Who may give up what, the VAT that comes back, and the year it belongs to."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.accounts.journal import Chart, Voucher, doubtful, in_foreign, kept, remainder, reversal, undoubtful
from mailbot.core.accounts.settling import check_booking_day, closing_of, duplicate_mention, may_give_up, vat_share
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from tests.factories import eur

VOUCHER = Voucher(
    on=date(2026, 11, 18), piece="F-1", piece_on=date(2026, 9, 1), client_code="C1", client_name="Dupont", text="x"
)


@pytest.mark.parametrize(
    ("role", "amount", "may"),
    [
        ("assistant", eur("1.99"), True),
        ("assistant", eur("2.00"), False),
        ("assistant", Money.of("1.00", "USD"), False),
        ("partner", eur("900"), True),
        ("admin", Money.of("900", "USD"), True),
        ("", eur("900"), False),
    ],
)
def test_under_the_tolerance_anybody_who_gives_orders_may(role, amount, may):
    assert may_give_up(role, amount, eur("2.00")) is may


@pytest.mark.parametrize(
    ("on", "month", "closes"),
    [
        (date(2026, 11, 18), 12, date(2026, 12, 31)),
        (date(2026, 12, 31), 12, date(2026, 12, 31)),
        (date(2026, 6, 30), 6, date(2026, 6, 30)),
        (date(2026, 7, 1), 6, date(2027, 6, 30)),
        (date(2027, 3, 1), 2, date(2028, 2, 29)),
    ],
)
def test_an_accounting_year_ends_with_its_month(on, month, closes):
    assert closing_of(on, month) == closes


@pytest.mark.parametrize(
    ("on", "fine"),
    [
        (date(2026, 11, 18), True),
        (date(2026, 11, 19), False),
        (date(2025, 1, 1), True),
        (date(2024, 12, 31), False),
    ],
)
def test_entries_are_booked_today_or_before_in_this_year_or_the_last(on, fine):
    if fine:
        check_booking_day(on, date(2026, 11, 18), 12)
        return
    with pytest.raises(Refused):
        check_booking_day(on, date(2026, 11, 18), 12)


@given(parts=st.lists(st.integers(1, 100_000), min_size=1, max_size=8), percent=st.integers(0, 30))
def test_shares_of_vat_add_up_but_for_a_cent_a_part(parts, percent):
    total = Money.from_minor(sum(parts))
    vat = Money.of(total.amount * percent / (100 + percent))
    shares = [vat_share(vat, total, Money.from_minor(part)) for part in parts]
    assert abs(sum(share.minor for share in shares) - vat.minor) <= len(parts)
    assert all(0 <= share.minor <= part for share, part in zip(shares, parts, strict=True))


def test_the_mention_of_the_duplicate_is_that_of_the_law():
    assert duplicate_mention(eur("12500"), eur("2500.5")) == (
        "Facture demeurée impayée pour la somme de 12\u202f500,00 euros (prix net) et pour la somme de "
        "2\u202f500,50 euros (TVA correspondante) qui ne peut faire l'objet d'une déduction (article 272 du CGI)"
    )


def test_what_is_kept_is_a_gain_in_both_kinds_of_accounting():
    def sides(entry):
        return [(line.account.number, line.debit.amount, line.credit.amount) for line in entry.lines]

    amount, nothing = Decimal("1.50"), Decimal("0.00")
    assert sides(kept(VOUCHER, eur("1.50"), Chart(), "virement")) == [
        ("411", amount, nothing),
        ("758", nothing, amount),
    ]
    cash = kept(VOUCHER, eur("1.50"), Chart(cash=True), "virement")
    assert sides(cash) == [("512", amount, nothing), ("758", nothing, amount)]
    assert (cash.paid_by, cash.paid_on, cash.journal.code) == ("virement", VOUCHER.on, "BQ")


def test_there_and_back_is_nothing():
    there = doubtful(VOUCHER, eur("80"), Chart())
    back = undoubtful(VOUCHER, eur("80"), Chart())
    assert {(one.account, one.debit) for one in there.lines} == {(one.account, one.credit) for one in back.lines}
    assert remainder(VOUCHER, eur("1"), Chart(), doubtful=True).lines[1].account.number == "416"


def test_a_foreign_amount_stands_on_the_customer_s_line_and_in_the_reversal():
    entry = in_foreign(remainder(VOUCHER, eur("0.90"), Chart()), Money.of("1.00", "USD"))
    assert [line.foreign for line in entry.lines] == [None, Money.of("1.00", "USD")]
    assert [line.foreign for line in reversal(entry, VOUCHER.on, "y").lines] == [None, Money.of("1.00", "USD")]
