"""`raise_all`: the rows of a reminder take one level, the one after the highest among them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailbot.core.deciding.grouping import group
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.verdicts import judge
from tests.factories import CALENDAR, TODAY, a_client, a_credit_note, a_hold, a_ladder, a_standing, an_invoice, eur

LADDERS = {
    "professional": a_ladder(),
    "raising": a_ladder(name="raising", raise_all=True),
    "to formal": a_ladder(name="to formal", raise_all=True, raise_to_formal=True),
}


def late(number, days, sent=None, ago=60, **changes):
    """An invoice so many days overdue, whose level `sent` left so many days ago."""
    if sent is not None:
        changes |= {"level": sent, "level_sent_on": TODAY - timedelta(days=ago)}
    return an_invoice(id=number, number=f"F-{number}", due_on=TODAY - timedelta(days=days), **changes)


def plan(*invoices, ladder="raising", credits=(), holds=()):
    client = a_client(ladder=ladder)
    standings = [a_standing(invoice=i, client=client, client_net=eur(10_000), holds=holds) for i in invoices]
    verdicts = [judge(s, ladder_of(s.invoice, s.client, LADDERS), CALENDAR, TODAY) for s in standings]
    return group(verdicts, LADDERS, CALENDAR, TODAY, credits)


def rows(reminder):
    return {line.number: (line.level, line.advanced) for line in reminder.lines}


FRESH = late(1, 6)  # level 1 opened
SECOND = late(2, 40, sent=1)  # level 2 opened
WAITING = late(3, 30, sent=1, ago=8)  # level 2 would open in two days
YOUNG = late(4, 2)  # level 1 opens in three days
RUNNING = late(5, 40, sent=1, ago=5, deadline_on=TODAY + timedelta(days=3))
BEFORE_NOTICE = late(6, 25, sent=2, ago=9)  # the formal notice would open in five days
NOTICE = late(7, 60, sent=2)  # the formal notice opened
CLIMBED = late(8, 90, sent=3)  # nothing follows
OLD = late(9, 90)  # never reminded
SECOND_LONG_AGO = late(10, 90, sent=1)


@pytest.mark.parametrize(
    ("invoices", "level", "expected"),
    [
        ((FRESH,), 1, {"F-1": (1, True)}),
        ((FRESH, SECOND), 2, {"F-1": (2, True), "F-2": (2, True)}),
        ((FRESH, WAITING), 2, {"F-1": (2, True), "F-3": (2, True)}),
        ((FRESH, YOUNG), 1, {"F-1": (1, True), "F-4": (1, True)}),
        ((SECOND, YOUNG), 2, {"F-2": (2, True), "F-4": (2, True)}),
        ((FRESH, RUNNING), 1, {"F-1": (1, True), "F-5": (1, False)}),
        ((FRESH, SECOND, RUNNING), 2, {"F-1": (2, True), "F-2": (2, True), "F-5": (1, False)}),
        ((FRESH, BEFORE_NOTICE), 2, {"F-1": (2, True), "F-6": (2, False)}),
        ((FRESH, CLIMBED), 1, {"F-1": (1, True), "F-8": (3, False)}),
        ((FRESH, NOTICE), 3, {"F-7": (3, True)}),
        ((OLD, SECOND_LONG_AGO, NOTICE), 3, {"F-7": (3, True)}),
        ((YOUNG, WAITING), None, {}),
    ],
    ids=[
        "one row takes its own level",
        "the highest level that opened",
        "the level after the highest, though its day has not come for that row",
        "a row whose first day has not come",
        "both",
        "a printed deadline is kept, and drives nobody",
        "a printed deadline is kept beside rows that rise",
        "before a formal notice the last ordinary level is the highest",
        "a ladder that is climbed drives nobody",
        "a formal notice travels alone",
        "nobody is lifted to a formal notice silently",
        "nothing opened by itself: no reminder",
    ],
)
def test_all_rows_take_the_level_after_the_highest_among_them(invoices, level, expected):
    found = plan(*invoices)
    assert [one.level for one in found] == ([level] if level is not None else [])
    assert [rows(one) for one in found] == ([expected] if level is not None else [])


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((OLD,), {"F-7": (3, True), "F-9": (3, True)}),
        ((SECOND_LONG_AGO,), {"F-7": (3, True), "F-10": (3, True)}),
        ((FRESH,), {"F-7": (3, True)}),
        ((BEFORE_NOTICE,), {"F-7": (3, True)}),
        ((RUNNING,), {"F-7": (3, True)}),
        ((late(5, 90, sent=1, ago=14),), {"F-7": (3, True)}),
        ((late(5, 90, sent=1, ago=15),), {"F-7": (3, True), "F-5": (3, True)}),
        ((CLIMBED,), {"F-7": (3, True)}),
    ],
    ids=[
        "its day has come", "its day and its pause have come", "its day has not come", "the notice's pause still runs",
        "a printed deadline still runs", "fourteen days after the last reminder", "fifteen days after it",
        "it had one already",
    ],
)  # fmt: skip
def test_with_raise_to_formal_a_row_joins_the_notice_when_the_notice_s_own_conditions_hold(others, expected):
    (reminder,) = plan(NOTICE, *others, ladder="to formal")
    assert (reminder.formal, rows(reminder)) == (True, expected)


def test_without_the_option_every_row_keeps_its_own_level():
    (reminder,) = plan(FRESH, SECOND, ladder="professional")
    assert rows(reminder) == {"F-1": (1, True), "F-2": (2, True)}


def test_a_pre_due_reminder_is_never_lifted():
    soon = an_invoice(id=1, number="F-1", due_on=TODAY + timedelta(days=3))
    (reminder,) = plan(soon)
    assert rows(reminder) == {"F-1": (0, True)}


def test_what_is_refused_neither_rises_nor_drives_the_others():
    (reminder,) = plan(FRESH, SECOND, holds=(a_hold(invoice_id=2),))
    assert rows(reminder) == {"F-1": (1, True)}


def test_rows_of_another_ladder_keep_their_own_level():
    (reminder,) = plan(FRESH, SECOND, replace(late(11, 6), ladder="professional"))
    assert rows(reminder) == {"F-1": (2, True), "F-2": (2, True), "F-11": (1, True)}


def test_credits_stay_what_they_are():
    (reminder,) = plan(FRESH, SECOND, credits=(a_credit_note(),))
    assert rows(reminder)["A-2026-0007"] == (0, False)
    assert reminder.total == eur(1800)


def test_a_lifted_reminder_leaves_by_itself_only_if_the_level_reached_may():
    levels = tuple(
        replace(level, approval="auto" if level.number == 1 else "partner") for level in a_ladder().levels
    )  # fmt: skip
    ladders = {"professional": a_ladder(levels=levels, raise_all=True)}
    standings = [a_standing(invoice=invoice, client_net=eur(10_000)) for invoice in (FRESH, WAITING)]
    verdicts = [judge(standing, ladders["professional"], CALENDAR, TODAY) for standing in standings]
    (reminder,) = group(verdicts, ladders, CALENDAR, TODAY)
    assert not reminder.automatic
