"""What a person who changes a ladder is told: what may not be, and what they may not have meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.config.policy import as_ladder
from mailbot.config.schema import default_ladders
from mailbot.core.deciding.ladder_check import findings
from mailbot.core.deciding.ladder_shift import Place, next_of, shifted
from mailbot.core.ladder import Base, Ladder, Level
from mailbot.core.reminder import Channel
from mailbot.core.workdays import Workdays

HOUSE = {name: as_ladder(name, one) for name, one in default_ladders().items()}
USUAL = HOUSE["professional"]
TODAY = date(2026, 11, 18)


def with_level(number: int, ladder: Ladder = USUAL, **values: object) -> Ladder:
    levels = tuple(replace(one, **values) if one.number == number else one for one in ladder.levels)  # type: ignore[arg-type]
    return replace(ladder, levels=levels)


@pytest.mark.parametrize("name", HOUSE)
def test_there_is_nothing_to_say_about_the_ladders_of_the_house(name: str) -> None:
    assert findings(HOUSE[name]) == []


@pytest.mark.parametrize(
    ("ladder", "code", "level", "fault"),
    [
        (replace(USUAL, levels=()), "no_level", None, True),
        (with_level(2, offset_days=5), "order", 2, True),
        (with_level(2, offset_days=3), "order", 2, True),
        (replace(USUAL, base=Base.ISSUED), "before_base", 0, True),
        (with_level(0, deadline_days=8), "ahead", 0, True),
        (with_level(0, penalties=True), "ahead", 0, True),
        (with_level(3, approval="auto"), "formal_auto", 3, True),
        (with_level(3, deadline_days=None), "formal_deadline", 3, True),
        (with_level(1, post="registered"), "paper", 1, True),
        (replace(USUAL, raise_to_formal=True), "raise_formal", None, True),
        (with_level(1, HOUSE["quote"], channel=Channel.LETTER), "quote", 1, True),
        (with_level(3, deadline_days=3), "short_deadline", 3, False),
        (with_level(3, channel=Channel.MAIL), "formal_mail", 3, False),
        (with_level(1, approval="auto"), "auto", 1, False),
        (with_level(1, penalties=True), "early_penalties", 1, False),
        (with_level(3, HOUSE["consumer"], penalties=True), "consumer", 3, False),
        (with_level(1, formal=True), "after_notice", 2, False),
        (with_level(2, offset_days=8, gap_days=3), "deadline_runs", 2, False),
        (with_level(1, offset_days=1), "gap", 1, False),
        (replace(USUAL, min_contact_gap_days=2), "quiet", None, False),
        (with_level(3, formal=False), "no_notice", None, False),
    ],
)
def test_what_is_odd_is_said(ladder: Ladder, code: str, level: int | None, fault: bool) -> None:
    found = [one for one in findings(ladder) if one.code == code]
    assert [(one.level, one.fault) for one in found] == [(level, fault)]


DAYS = st.dates(date(2026, 6, 1), date(2027, 2, 1))
CALENDAR = Workdays("FR")


@st.composite
def a_place(draw: st.DrawFn) -> Place:
    due = draw(DAYS)
    level = draw(st.sampled_from([None, 0, 1, 2, 3]))
    sent = draw(st.one_of(st.none(), DAYS)) if level is not None else None
    return Place(
        quote=draw(st.booleans()), due_on=due, issued_on=due - timedelta(days=30),
        sent_on=draw(st.one_of(st.none(), DAYS)), level=level, level_sent_on=sent,
        deadline_on=sent + timedelta(days=8) if sent else None, last_contact_on=sent, currency="EUR",
        count=draw(st.integers(1, 9)), minor=draw(st.integers(1, 10_000)),
    )  # fmt: skip


@given(st.lists(a_place(), max_size=20), st.integers(-4, 40))
def test_the_statement_counts_every_invoice_once(places: list[Place], days: int) -> None:
    later = replace(USUAL, levels=tuple(replace(one, offset_days=one.offset_days + days) for one in USUAL.levels))
    found = shifted(places, USUAL, later, CALENDAR, TODAY)
    every = sum(place.count for place in places)
    assert found.invoices == every == found.before.total() == found.after.total()
    assert found.sooner + found.later <= found.moved <= every
    if days == 0:
        assert found.moved == 0 and found.first == []
    if days > 0:
        assert found.sooner == 0 and found.due_count == 0
    assert all(one.before != one.after for one in found.first)


def test_what_is_due_already_stays_due_and_a_gap_holds_it_back() -> None:
    place = Place(
        quote=False, due_on=TODAY - timedelta(days=40), issued_on=TODAY - timedelta(days=70), sent_on=None, level=1,
        level_sent_on=TODAY - timedelta(days=3), deadline_on=None, last_contact_on=TODAY - timedelta(days=3),
        currency="EUR", count=1, minor=100,
    )  # fmt: skip
    assert next_of(place, USUAL, CALENDAR, TODAY).on == TODAY + timedelta(days=7)
    slower = with_level(2, gap_days=20)
    assert next_of(place, slower, CALENDAR, TODAY).on == TODAY + timedelta(days=17)
    short = replace(USUAL, levels=USUAL.levels[:2])
    assert next_of(place, short, CALENDAR, TODAY).level is None
    one = Level(number=1, name="un", offset_days=5)
    assert next_of(replace(place, level=None), Ladder(name="x", levels=(one,)), CALENDAR, TODAY).level == 1
