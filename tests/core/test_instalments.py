"""A debt in parts: how the parts are made, and whether they are kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.verdicts import Decision, next_instalment, sentence
from mailbot.core.deciding.verdicts import judge as verdict_of
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.instalments import Instalment, Outcome, cumulative, judge, monthly, schedule
from mailbot.core.money import Money
from tests.factories import CALENDAR, TODAY, a_hold, a_ladder, a_standing, an_invoice, eur

KEPT, MISSED, WAITED = Outcome.KEPT, Outcome.MISSED, Outcome.WAITED
DAYS = (date(2026, 12, 15), date(2027, 1, 15), date(2027, 2, 15))


def a_plan(*amounts, days=DAYS, grace=3):
    dated = list(zip(days, map(eur, amounts), strict=False))
    return schedule(dated, eur(100_000), TODAY, CALENDAR, grace)


@pytest.mark.parametrize(
    ("total", "parts", "amounts"),
    [
        ("1200", 3, ["400.00", "400.00", "400.00"]),
        ("1000", 3, ["333.33", "333.33", "333.34"]),
        ("0.05", 4, ["0.01", "0.01", "0.01", "0.02"]),
        ("99.99", 1, ["99.99"]),
    ],
)
def test_the_cents_that_remain_go_to_the_last_part(total, parts, amounts):
    assert [str(amount.amount) for _, amount in monthly(eur(total), parts, DAYS[0])] == amounts


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (date(2026, 12, 15), ["2026-12-15", "2027-01-15", "2027-02-15"]),
        (date(2027, 1, 31), ["2027-01-31", "2027-02-28", "2027-03-31"]),
        (date(2027, 11, 30), ["2027-11-30", "2027-12-30", "2028-01-30"]),
        (date(2027, 12, 31), ["2027-12-31", "2028-01-31", "2028-02-29"]),
    ],
    ids=["mid-month", "a month too short", "over New Year", "leap year"],
)
def test_parts_are_a_month_apart(first, days):
    assert [day.isoformat() for day, _ in monthly(eur(900), 3, first)] == days


@pytest.mark.parametrize("parts", [0, -1, 121])
def test_a_plan_has_from_one_to_a_hundred_and_twenty_parts(parts):
    with pytest.raises(Refused, match="120"):
        monthly(eur(900), parts, DAYS[0])


def test_a_part_is_at_least_a_cent():
    with pytest.raises(Refused, match="trop petit"):
        monthly(eur("0.02"), 3, DAYS[0])


@given(total=st.integers(200, 10**9), parts=st.integers(1, 120), first=st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_monthly_parts_sum_to_the_total_and_their_days_rise(total, parts, first):
    made = monthly(Money.from_minor(total, "EUR"), parts, first)
    assert sum(amount.minor for _, amount in made) == total
    assert [day for day, _ in made] == sorted({day for day, _ in made})
    assert len(made) == parts


@pytest.mark.parametrize(
    ("dated", "why"),
    [
        ((), "de 1 à 120"),
        (((DAYS[1], "1"), (DAYS[0], "1")), "se suivre"),
        (((DAYS[0], "1"), (DAYS[0], "1")), "se suivre"),
        (((TODAY - timedelta(days=1), "1"),), "passée"),
        (((DAYS[0], "0"),), "au-dessus de zéro"),
        (((DAYS[0], "-5"), (DAYS[1], "6")), "au-dessus de zéro"),
        (((DAYS[0], "600"), (DAYS[1], "600.01")), "dépasse ce qui est dû"),
    ],
    ids=["none", "falling days", "twice a day", "in the past", "nothing", "negative", "more than is owed"],
)
def test_a_plan_that_makes_no_sense_is_refused(dated, why):
    with pytest.raises(Refused, match=why):
        schedule([(day, eur(amount)) for day, amount in dated], eur(1200), TODAY, CALENDAR, 3)


def test_a_plan_in_another_currency_is_refused():
    with pytest.raises(Refused, match="EUR"):
        schedule([(DAYS[0], Money.of(5, "USD"))], eur(1200), TODAY, CALENDAR, 3)


def test_a_plan_may_begin_today_and_ask_for_less_than_is_owed():
    (one,) = schedule([(TODAY, eur(5))], eur(1200), TODAY, CALENDAR, 0)
    assert (one.rank, one.due_on, one.until) == (1, TODAY, TODAY)


def test_each_part_is_waited_for_some_working_days():
    first, *_ = a_plan(400, 400, 400)
    assert first.due_on.isoformat() == "2026-12-15"  # a Tuesday
    assert first.until.isoformat() == "2026-12-18"


@pytest.mark.parametrize(
    ("received", "today", "outcomes", "following"),
    [
        (0, "2026-11-18", (WAITED, WAITED, WAITED), 1),
        (0, "2026-12-18", (WAITED, WAITED, WAITED), 1),
        (0, "2026-12-19", (MISSED, WAITED, WAITED), None),
        (399, "2026-12-19", (MISSED, WAITED, WAITED), None),
        (400, "2026-12-01", (KEPT, WAITED, WAITED), 2),
        (400, "2026-12-19", (KEPT, WAITED, WAITED), 2),
        (800, "2026-12-19", (KEPT, KEPT, WAITED), 3),
        (700, "2027-01-21", (KEPT, MISSED, WAITED), None),
        (1200, "2026-11-20", (KEPT, KEPT, KEPT), None),
        (5000, "2027-06-01", (KEPT, KEPT, KEPT), None),
    ],
    ids=[
        "before", "last day of grace", "day after", "a euro short", "early", "on time", "two at once",
        "second missed", "all at once", "too much",
    ],
)  # fmt: skip
def test_what_came_in_is_held_against_all_that_was_to_come_by_then(received, today, outcomes, following):
    judged = judge(a_plan(400, 400, 400), eur(received), date.fromisoformat(today))
    assert tuple(one.outcome for one in judged.instalments) == outcomes
    assert (judged.next.rank if judged.next else None) == following
    assert (judged.missed is not None) == (MISSED in outcomes)
    assert judged.kept == (outcomes == (KEPT, KEPT, KEPT))


def test_nothing_is_missed_when_nothing_is_owed_any_more():
    judged = judge(a_plan(400, 400), eur(100), date(2027, 6, 1), settled=True)
    assert judged.kept and judged.missed is None


def test_what_was_kept_stays_kept_when_its_payment_is_taken_back_and_the_next_one_is_not():
    paid = judge(a_plan(400, 400), eur(400), date(2026, 12, 16)).instalments
    judged = judge(paid, eur(0), date(2027, 1, 21))
    assert [one.outcome for one in judged.instalments] == [KEPT, MISSED]


def test_the_sum_up_to_a_part_counts_the_parts_before_it():
    assert [cumulative(a_plan(400, 300, 500), rank) for rank in (1, 2, 3)] == [eur(400), eur(700), eur(1200)]


@given(
    amounts=st.lists(st.integers(1, 500), min_size=1, max_size=3),
    received=st.integers(0, 2000),
    days=st.integers(0, 150),
)
def test_more_money_never_makes_a_plan_worse(amounts, received, days):
    plan, today = a_plan(*amounts), TODAY + timedelta(days=days)
    less, more = judge(plan, eur(received), today), judge(plan, eur(received + 1), today)
    count = [sum(one.outcome is KEPT for one in judged.instalments) for judged in (less, more)]
    assert count[0] <= count[1]
    assert less.missed is not None or more.missed is None


def test_the_plan_names_the_next_date_and_amount():
    following = Instalment(rank=2, due_on=date(2026, 12, 15), until=date(2026, 12, 18), amount=eur("1300"))
    plan = a_hold(kind=HoldKind.INSTALMENTS, until=date(2027, 2, 18), next=following)
    standing = a_standing(invoice=an_invoice(), holds=(plan,))
    found = verdict_of(standing, a_ladder(), CALENDAR, TODAY)
    assert (found.decision, found.until) == (Decision.INSTALMENTS, date(2026, 12, 19))
    assert next_instalment(found) == following
    assert sentence(found, "fr") == "échéancier en cours : 1\u202f300,00\u00a0EUR attendus le 15 déc. 2026"
    assert sentence(found, "en") == "paying in instalments: 1,300.00\u00a0EUR expected on 15 Dec 2026"


def test_a_plan_without_dates_says_its_reason_and_its_last_day():
    plan = a_hold(kind=HoldKind.INSTALMENTS, until=date(2026, 12, 18), reason="vu au téléphone")
    found = verdict_of(a_standing(holds=(plan,)), a_ladder(), CALENDAR, TODAY)
    assert next_instalment(found) is None
    assert sentence(found, "fr") == "échéancier en cours : vu au téléphone, jusqu'au 18 déc. 2026"


def test_a_plan_whose_part_waits_to_be_judged_still_keeps_reminders_back():
    late = Instalment(rank=1, due_on=TODAY - timedelta(days=9), until=TODAY - timedelta(days=4), amount=eur(5))
    plan = a_hold(kind=HoldKind.INSTALMENTS, until=None, next=late)
    found = verdict_of(a_standing(holds=(plan,)), a_ladder(), CALENDAR, TODAY)
    assert (found.decision, found.until) == (Decision.INSTALMENTS, None)
