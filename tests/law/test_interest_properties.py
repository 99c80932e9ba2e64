"""What holds for any debt, whatever was paid and when."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.interest.annex import annex
from mailbot.core.interest.debt import Change, Imputation
from mailbot.core.interest.netting import net
from mailbot.core.interest.regime import Start
from mailbot.core.interest.regimes import REGIMES, agreed
from mailbot.core.money import Money
from tests.factories import eur
from tests.law.claims import RATES, a_debt

B2B, B2C, PUBLIC = (REGIMES[name] for name in ("fr_b2b", "fr_b2c", "fr_public"))

# Any debt within the years whose rates are known.
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
days = st.dates(FIRST, LAST)
amounts = st.integers(1, 500_000).map(lambda minor: Money.from_minor(minor))
payments = st.lists(st.builds(Change, days, amounts), max_size=5)
regimes = st.sampled_from([B2B, B2C, PUBLIC, REGIMES["de_b2b"], REGIMES["be_b2b"], agreed(B2B, D("11.5"))])


@st.composite
def debts(draw):
    base = a_debt(str(draw(amounts).amount), str(draw(days)))
    imputation = draw(st.sampled_from(Imputation))
    return replace(base, changes=tuple(draw(payments)), notice_on=draw(st.none() | days), imputation=imputation)


def exact(pieces):
    """The interest before any rounding and before the division: base × rate × days, over these (base, rate, days)."""
    return sum((base.amount * percent * count for base, percent, count in pieces), D(0))


def rounded(pieces):
    """Each piece to the cent, then added."""
    return sum((Money.of(exact([piece]) / 36500) for piece in pieces), eur(0))


@given(debts(), regimes, days, days)
def test_what_is_owed_is_never_negative_and_never_shrinks(debt, chosen, one, other):
    earlier, later = sorted((one, other))
    before, after = (annex(debt, chosen, RATES, day) for day in (earlier, later))
    assert eur(0) <= before.interest
    assert eur(0) <= before.fixed <= after.fixed
    # A piece that grows is rounded anew, never below what it was.
    assert before.interest <= after.interest


@given(debts(), regimes, days)
def test_interest_is_additive_over_time(debt, chosen, until):
    """Computed in one go, or up to a day and on from there: the same, but for one rounding of the piece that is cut."""
    whole = annex(debt, chosen, RATES, until)
    for segment in whole.segments:
        cut = segment.first - timedelta(1)
        before = annex(debt, chosen, RATES, cut).interest
        after = [one.amount for one in whole.segments if one.first >= segment.first]
        assert before + sum(after, eur(0)) == whole.interest
        middle = segment.first + timedelta(segment.days // 2)
        if chosen is B2B and debt.imputation is Imputation.PRINCIPAL:
            rest = annex(replace(debt, due_on=middle), chosen, RATES, until).interest
            assert abs((annex(debt, chosen, RATES, middle).interest + rest - whole.interest).amount) <= D("0.01")


@given(debts(), regimes, days, st.randoms(use_true_random=False))
def test_the_order_of_payments_is_irrelevant(debt, chosen, until, chance):
    shuffled = list(debt.changes)
    chance.shuffle(shuffled)
    mixed = annex(replace(debt, changes=tuple(shuffled)), chosen, RATES, until)
    assert mixed.segments == annex(debt, chosen, RATES, until).segments


@given(debts(), regimes)
def test_at_the_due_date_nothing_is_owed_whatever_was_paid(debt, chosen):
    found = annex(debt, chosen, RATES, debt.due_on)
    assert (found.segments, found.fixed) == ((), Money.zero(chosen.currency))


@given(debts(), st.sampled_from([one for one in REGIMES.values() if one.start is Start.NOTICE]), days)
def test_a_consumer_owes_nothing_before_the_formal_notice_and_never_a_fixed_sum(debt, chosen, until):
    found = annex(debt, chosen, RATES, until)
    assert all(debt.notice_on is not None and one.first > debt.notice_on for one in found.segments)
    assert not found.fixed


@given(debts(), regimes, days)
def test_an_annex_can_be_computed_again_from_its_own_figures(debt, chosen, until):
    found = annex(debt, chosen, RATES, until)
    for one in found.segments:
        assert one.amount == Money.of(one.base.amount * one.rate.percent * one.days / 36500)
        if debt.imputation is Imputation.PRINCIPAL:
            assert one.base == debt.open_on(one.first) == debt.open_on(one.last)
    assert [b.first > a.last for a, b in zip(found.segments, found.segments[1:], strict=False)].count(False) == 0


@given(debts(), regimes, days, st.data())
def test_split_at_any_day_the_sum_differs_by_roundings_alone(debt, chosen, until, data):
    """Exactly: before rounding, the pieces up to a day and those after it add up to the whole delay. Each piece is then
    rounded by half a cent at most, and the day cuts one piece at most in two: one and a half cents are the limit."""
    debt = replace(debt, imputation=Imputation.PRINCIPAL)
    whole = annex(debt, chosen, RATES, until)
    if not whole.segments:
        return
    day = data.draw(st.dates(whole.segments[0].first, whole.segments[-1].last))
    before = [(one.base, one.rate.percent, one.days) for one in annex(debt, chosen, RATES, day).segments]
    after = [
        (one.base, one.rate.percent, (one.last - max(one.first - timedelta(1), day)).days)
        for one in whole.segments
        if one.last > day
    ]
    assert exact(before) + exact(after) == exact((one.base, one.rate.percent, one.days) for one in whole.segments)
    assert abs((rounded(before) + rounded(after) - whole.interest).amount) <= D("0.015")


@given(debts(), regimes, days)
def test_payments_put_on_interest_first_never_owe_less_and_all_money_is_accounted_for(debt, chosen, until):
    """The whole claim is the same principal with its interest run on more, never on more than the debt itself."""
    first, other = (annex(replace(debt, imputation=one), chosen, RATES, until) for one in Imputation)
    assert first.debt.imputation is Imputation.PRINCIPAL
    assert first.interest <= other.interest
    for found in (first, other):
        assert all(one.base <= debt.principal for one in found.segments)
        extinguished = sum((one.to_interest for one in found.imputed), eur(0))
        assert eur(0) <= extinguished <= found.interest
    assert all(not one.to_interest for one in first.imputed)


@given(st.lists(debts(), min_size=1, max_size=4), payments)
def test_credits_lower_the_oldest_debt_first_and_no_cent_is_lost(owed, credits):
    netted = net(owed, credits)
    before, after = (sum((debt.left for debt in several), eur(0)) for several in (owed, netted))
    given_back = sum((credit.amount for credit in credits), eur(0))
    assert before - after == min(before, given_back)
    oldest = min(range(len(owed)), key=lambda rank: (owed[rank].due_on, rank))
    assert owed[oldest].left - netted[oldest].left == min(owed[oldest].left, given_back)
