"""Segments, fixed sums, exclusions: tables of the rules, and what holds for any debt."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mailbot.core.errors import Refused
from mailbot.core.interest.annex import IMPUTED, Notice, annex, notices
from mailbot.core.interest.debt import Change, Imputation
from mailbot.core.interest.regimes import REGIMES, agreed, regime
from mailbot.core.money import Money
from tests.factories import eur
from tests.law.claims import RATES, a_debt

B2B, B2C, PUBLIC, BRITISH = (REGIMES[name] for name in ("fr_b2b", "fr_b2c", "fr_public", "uk_b2b"))


def claim(debt, chosen=B2B, until="2026-09-15"):
    return annex(debt, chosen, RATES, date.fromisoformat(until))


def lines(found):
    return [
        (str(one.first), str(one.last), one.days, one.base.amount, one.rate.percent, one.amount.amount)
        for one in found.segments
    ]


D = Decimal


def test_a_delay_is_cut_where_the_half_year_and_the_balance_change():
    found = claim(a_debt("2000", "2026-03-31", ("2026-05-15", "500"), ("2026-08-01", "300")))
    assert lines(found) == [
        ("2026-04-01", "2026-05-15", 45, D("2000.00"), D("12.15"), D("29.96")),
        ("2026-05-16", "2026-06-30", 46, D("1500.00"), D("12.15"), D("22.97")),
        ("2026-07-01", "2026-08-01", 32, D("1500.00"), D("12.40"), D("16.31")),
        ("2026-08-02", "2026-09-15", 45, D("1200.00"), D("12.40"), D("18.35")),
    ]
    assert found.interest == eur("87.59")
    assert found.totals == (eur("127.59"),)


@pytest.mark.parametrize("name", ["fr_public", "uk_b2b", "fr_b2b_contract_12"])
def test_a_rate_fixed_at_the_start_or_by_contract_is_not_cut(name):
    chosen = regime(name)
    found = annex(a_debt("1000", "2025-11-30", currency=chosen.currency), chosen, RATES, date(2026, 11, 22))
    (only,) = found.segments
    assert only.days == 357
    assert only.rate.percent == {"fr_public": D("10.15"), "uk_b2b": D("12.25"), "fr_b2b_contract_12": D(12)}[name]


@pytest.mark.parametrize(
    ("name", "percent"),
    [
        ("fr_b2b", "12.40"), ("fr_public", "10.40"), ("fr_b2c", "2.75"), ("de_b2b", "10.52"), ("de_b2c", "6.52"),
        ("be_b2b", "10.5"), ("es_b2b", "10.40"), ("it_b2b", "10.40"), ("uk_b2b", "11.75"), ("fr_b2b_floor", "8.25"),
        ("fr_legal_majore_professionnel", "7.75"), ("fr_b2b_default", "12.40"),
    ],
)  # fmt: skip
def test_the_rates_of_the_second_half_of_2026(name, percent):
    chosen = regime(name)
    debt = a_debt("1000", "2026-08-31", notice_on="2026-08-31", currency=chosen.currency)
    assert annex(debt, chosen, RATES, date(2026, 10, 1)).segments[0].rate.percent == D(percent)


@pytest.mark.parametrize(
    ("semester", "percent"),
    [("2023-01-01", "10.5"), ("2024-01-01", "12.5"), ("2024-07-01", "12.5"), ("2025-07-01", "10.5")],
)
def test_the_belgian_rate_is_rounded_up_to_half_a_point(semester, percent):
    eve = date.fromisoformat(semester) - timedelta(1)
    found = annex(a_debt(due=str(eve)), REGIMES["be_b2b"], RATES, eve + timedelta(30))
    assert found.segments[0].rate.percent == D(percent)


@pytest.mark.parametrize(("principal", "fixed"), [("999.99", 40), ("1000", 70), ("9999.99", 70), ("10000", 100)])
def test_the_british_fixed_sum_grows_with_the_debt(principal, fixed):
    assert claim(a_debt(principal, currency="GBP"), BRITISH).fixed == Money.of(fixed, "GBP")


@pytest.mark.parametrize(
    ("paid", "fixed"),
    [
        ((), 40),
        ((("2026-08-01", "9999"),), 40),
        ((("2026-04-01", "10000"),), 40),
        ((("2026-03-31", "10000"),), 0),
        ((("2026-02-01", "10000"),), 0),
    ],
)
def test_forty_euros_are_owed_once_from_the_first_late_day_on(paid, fixed):
    assert claim(a_debt("10000", "2026-03-31", *paid)).fixed == eur(fixed)


def test_on_the_due_date_nothing_is_owed():
    found = claim(a_debt(), until="2026-03-31")
    assert (found.segments, found.interest, found.fixed, found.totals) == ((), eur(0), eur(0), (eur(0),))


def test_a_payment_on_the_first_late_day_counts_from_the_second():
    found = claim(a_debt("1000", "2026-07-31", ("2026-08-01", "400")), until="2026-08-10")
    assert [(one.days, one.base.amount) for one in found.segments] == [(1, 1000), (9, 600)]


def test_a_part_payment_does_not_move_a_rate_fixed_at_the_start():
    found = claim(a_debt("1000", "2026-05-31", ("2026-08-01", "400")), PUBLIC)
    assert [(one.days, one.rate.percent) for one in found.segments] == [(62, D("10.15")), (45, D("10.15"))]


def test_a_reversed_payment_counts_again_from_its_reversal():
    found = claim(a_debt("1000", "2026-06-30", ("2026-07-31", "400"), ("2026-08-31", "-400")), until="2026-09-30")
    assert [(one.days, one.base.amount) for one in found.segments] == [(31, 1000), (31, 600), (30, 1000)]


def test_nothing_runs_on_a_debt_that_is_overpaid():
    found = claim(a_debt("1000", "2026-06-30", ("2026-07-31", "1500")))
    assert [one.days for one in found.segments] == [31]


def test_a_half_year_without_its_rate_is_refused_in_one_sentence():
    with pytest.raises(Refused, match=r"^The rate ecb_mro of 2027-S1 is not known, .*rates/ecb_mro\.csv\.$"):
        claim(a_debt(), until="2027-01-01")


def test_no_rate_is_needed_for_days_on_which_nothing_is_owed():
    assert len(claim(a_debt("10", "2026-03-31", ("2026-06-30", "10")), until="2030-01-01").segments) == 1


def test_a_delay_older_than_the_rules_is_refused():
    with pytest.raises(Refused, match="fr_b2b is written for delays from 2013-01-01 on"):
        claim(a_debt(due="2012-06-30"), until="2013-06-30")


@pytest.mark.parametrize(("notice", "days"), [(None, 0), ("2026-03-01", 168), ("2026-09-10", 5), ("2026-09-15", 0)])
def test_a_consumer_owes_the_legal_rate_from_the_formal_notice_and_the_due_date_and_nothing_else(notice, days):
    found = claim(a_debt(**({"notice_on": notice} if notice else {})), B2C)
    assert sum(one.days for one in found.segments) == days
    assert found.fixed == eur(0)


def test_collective_proceedings_stop_the_interest_and_take_the_fixed_sum():
    found = claim(a_debt("1000", "2026-03-31", proceedings_on="2026-05-01"))
    assert [str(one.last) for one in found.segments] == ["2026-04-30"]
    assert found.fixed == eur(0)
    assert claim(a_debt("1000", "2026-03-31", proceedings_on="2026-12-01")).fixed == eur(40)
    assert claim(a_debt("1000", "2026-03-31", proceedings_on="2026-09-15")).fixed == eur(0)


def kinds(debt, chosen, until="2026-09-15"):
    return [one.kind for one in notices(claim(debt, chosen, until), RATES) if one.kind != "second_hand"]


def test_the_floor_is_held_against_agreed_rates_only():
    low = agreed(B2B, D("5"))
    found = claim(a_debt(), low)
    assert {one.rate.percent for one in found.segments} == {D(5)}
    assert kinds(a_debt(), low) == ["floor_above_agreed", "floor_above_agreed"]
    assert kinds(a_debt(), agreed(B2B, D("8.25"))) == []
    assert kinds(a_debt(due="2024-02-01"), B2B, "2024-03-01") == ["floor_above_default"]
    assert kinds(a_debt(due="2024-02-01"), REGIMES["be_b2b"], "2024-03-01") == []
    assert "floor_unknown" in kinds(a_debt(), low, "2027-02-01")


@pytest.mark.parametrize(
    ("debt", "name", "kind"),
    [
        (a_debt(), "fr_b2c", "no_notice"),
        (a_debt(proceedings_on="2026-04-15"), "fr_b2b", "proceedings"),
        (a_debt("10000", "2026-03-31", ("2026-04-15", "5")), "fr_b2b", "payments_on_principal"),
        (a_debt(), "fr_public", "paid_within_45_days"),
        (a_debt(), "fr_legal_majore_professionnel", "after_judgment"),
    ],
)
def test_what_the_firm_should_know_is_said_in_both_languages(debt, name, kind):
    (found,) = [one for one in notices(claim(debt, regime(name)), RATES) if one.kind == kind]
    french, english = (found.sentence(language) for language in ("fr", "en"))
    assert french != english
    assert "{" not in french + english


def test_a_rate_read_at_second_hand_says_so():
    found = notices(claim(a_debt(due="2026-07-31")), RATES)
    assert [one.kind for one in found] == ["second_hand"]
    assert found[0].sentence("en").startswith("2026-S2: the rate ecb_mro was read at second hand")


def put_on(first, debt):
    return replace(debt, imputation=first)


@pytest.mark.parametrize(
    ("imputation", "bases", "to_interest"),
    [
        # 10,000 EUR ran 302.92 of interest by 30 June and 3.40 more on 1 July: a payment of 1,000 on that day.
        (Imputation.PRINCIPAL, ["10000.00", "10000.00", "9000.00"], "0.00"),
        (Imputation.INTEREST, ["10000.00", "10000.00", "9306.32"], "306.32"),
    ],
)
def test_a_part_payment_extinguishes_first_what_the_firm_chose(imputation, bases, to_interest):
    found = claim(put_on(imputation, a_debt("10000", "2026-03-31", ("2026-07-01", "1000"))))
    assert [str(one.base.amount) for one in found.segments] == bases
    (imputed,) = found.imputed
    assert (str(imputed.to_interest.amount), imputed.to_interest + imputed.to_principal) == (to_interest, eur(1000))
    assert IMPUTED[imputation] in [one.kind for one in notices(found, RATES)]


def test_a_payment_that_covers_less_than_the_interest_leaves_the_principal_whole():
    found = claim(put_on(Imputation.INTEREST, a_debt("10000", "2026-03-31", ("2026-06-30", "100"))))
    assert {one.base for one in found.segments} == {eur(10000)}
    assert [one.to_interest for one in found.imputed] == [eur(100)]


def test_a_payment_taken_back_gives_the_interest_back_too():
    paid = (("2026-06-30", "1000"), ("2026-07-31", "-1000"))
    found = claim(put_on(Imputation.INTEREST, a_debt("10000", "2026-03-31", *paid)))
    assert [one.base for one in found.segments] == [eur(10000), eur("9302.92"), eur(10000)]
    assert [one.to_interest for one in found.imputed] == [eur("302.92"), eur("-302.92")]


def test_a_credit_note_lowers_the_principal_whatever_payments_do():
    credit = Change(date(2026, 6, 30), eur(1000), paid=False)
    found = claim(replace(put_on(Imputation.INTEREST, a_debt()), changes=(credit,)))
    assert [one.base for one in found.segments] == [eur(10000), eur(9000)]


@pytest.mark.parametrize("kind", ["rate_missing", "rates_unreadable", "not_ours", "waived_for_client", "too_old"])
def test_why_nothing_is_printed_is_said_in_both_languages(kind):
    said = dict.fromkeys(("index", "semester", "file", "why", "kind", "country", "number"), "x")
    french, english = (Notice(kind, tuple(said.items())).sentence(language) for language in ("fr", "en"))
    assert "non imprimées" in french
    assert "not printed" in english
