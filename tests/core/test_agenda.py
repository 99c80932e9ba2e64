"""What will leave if nothing happens: the ladder climbed day by day, on working days, with its gaps and deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.standing import Standing
from mailbot.core.figures.agenda import coming
from mailbot.core.hold import Hold, HoldKind
from mailbot.core.ladder import Ladder, Level
from mailbot.core.money import Money
from tests.factories import CALENDAR, a_client, an_invoice

LADDER = Ladder(
    name="professional",
    levels=(
        Level(number=1, name="courtois", offset_days=5, deadline_days=8),
        Level(number=2, name="ferme", offset_days=15, gap_days=10, deadline_days=8),
        Level(number=3, name="mise en demeure", offset_days=30, gap_days=10, deadline_days=8, formal=True),
    ),
)
LADDERS = {"professional": LADDER}
MONDAY = date(2026, 11, 16)


def standing(**more: object) -> Standing:
    """An invoice that fell due on Monday 2 November."""
    invoice = an_invoice(due_on=date(2026, 11, 2), **more)
    return Standing(invoice=invoice, client=a_client(), client_net=invoice.open)


def days(*standings: Standing, last: date = MONDAY + timedelta(days=60)) -> list[tuple[str, int]]:
    """What comes: the day and the level."""
    return [(one.on.isoformat(), one.level.number) for one in coming(standings, LADDERS, CALENDAR, MONDAY, last)]


def test_a_ladder_is_climbed_with_its_gaps_and_deadlines() -> None:
    assert days(standing()) == [("2026-11-16", 1), ("2026-11-26", 2), ("2026-12-07", 3)]


def test_nothing_leaves_after_the_last_day_asked_for() -> None:
    assert days(standing(), last=date(2026, 11, 20)) == [("2026-11-16", 1)]


def test_a_promise_is_waited_for_and_a_dispute_for_ever() -> None:
    promise = Hold(id=1, client_id=1, kind=HoldKind.PROMISE, reason="le 27", until=date(2026, 11, 27))
    dispute = replace(promise, kind=HoldKind.DISPUTE, until=None)
    assert days(replace(standing(), holds=(promise,)))[0] == ("2026-11-30", 1)
    assert days(replace(standing(), holds=(dispute,))) == []


def test_what_waits_for_an_answer_is_taken_to_get_it() -> None:
    assert days(replace(standing(), waiting=True, client_waiting=True, silent_account="B"))[0] == ("2026-11-16", 1)


def test_invoices_of_a_client_leave_together_and_formal_notices_apart() -> None:
    other = standing(id=2, number="F-2", level=2, level_sent_on=date(2026, 10, 1), deadline_on=date(2026, 10, 9))
    late = replace(other, invoice=replace(other.invoice, due_on=date(2026, 9, 1)))
    found = coming([standing(), late], LADDERS, CALENDAR, MONDAY, MONDAY)
    assert sorted((one.level.number, len(one.numbers)) for one in found) == [(1, 1), (3, 1)]
    pair = coming([standing(), standing(id=3, number="F-3")], LADDERS, CALENDAR, MONDAY, MONDAY)
    assert [len(one.numbers) for one in pair] == [2]
    assert pair[0].amount == Money.of(2000, "EUR")


@given(st.integers(-40, 60), st.integers(0, 90))
def test_everything_leaves_on_a_working_day_in_order_and_no_level_twice(due: int, ahead: int) -> None:
    one = standing()
    one = replace(one, invoice=replace(one.invoice, due_on=MONDAY - timedelta(days=due)))
    found = coming([one], LADDERS, CALENDAR, MONDAY, MONDAY + timedelta(days=ahead))
    assert all(CALENDAR.is_working_day(each.on) for each in found)
    assert [each.on for each in found] == sorted({each.on for each in found})
    assert [each.level.number for each in found] == sorted({each.level.number for each in found})
    assert [each.first for each in found] == [True, False, False][: len(found)]
