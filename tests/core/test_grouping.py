"""From verdicts to reminders."""

from datetime import date, timedelta

import pytest

from mailbot.core.deciding.grouping import group, without
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.verdicts import judge
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from tests.factories import (
    CALENDAR,
    TODAY,
    a_client,
    a_credit_note,
    a_hold,
    a_ladder,
    a_level,
    a_standing,
    an_invoice,
    eur,
)

LADDERS = {"professional": a_ladder(), "raising": a_ladder(name="raising", raise_all=True)}
FOREIGN = {**LADDERS, "strict": a_ladder(name="strict", levels=(a_level(7, name="unique", offset_days=1),))}


def late(number, days, **changes):
    """An invoice so many days overdue; `level` was sent long ago."""
    if changes.get("level") is not None:
        changes.setdefault("level_sent_on", TODAY - timedelta(days=60))
    return an_invoice(id=number, number=f"F-{number}", due_on=TODAY - timedelta(days=days), **changes)


def plan(*invoices, client=None, credits=(), ladders=LADDERS, **standing):
    """The reminders for one client's invoices."""
    client = client or a_client()
    net = eur(10_000)
    standings = [a_standing(invoice=invoice, client=client, client_net=net, **standing) for invoice in invoices]
    verdicts = [judge(s, ladder_of(s.invoice, s.client, ladders), CALENDAR, TODAY) for s in standings]
    return group(verdicts, ladders, CALENDAR, TODAY, credits)


def rows(reminder):
    return [(line.number, line.level, line.advanced) for line in reminder.lines]


def test_the_highest_level_that_opened_makes_the_reminder():
    (reminder,) = plan(late(1, 6), late(2, 40, level=1))
    assert (reminder.level, reminder.level_name, reminder.formal) == (2, "rappel ferme", False)
    assert rows(reminder) == [("F-2", 2, True), ("F-1", 1, True)]
    assert reminder.total == eur(2000)


def test_overdue_invoices_that_wait_for_the_calendar_are_mentioned():
    waiting = late(3, 40, level=1, level_sent_on=TODAY - timedelta(days=2))
    (reminder,) = plan(late(1, 6), late(2, 2), waiting, late(4, 90, level=3))
    assert rows(reminder) == [("F-4", 3, False), ("F-3", 1, False), ("F-1", 1, True), ("F-2", 0, False)]


def test_an_invoice_not_yet_due_is_not_mentioned():
    (reminder,) = plan(late(1, 6), late(2, -20))
    assert rows(reminder) == [("F-1", 1, True)]


def test_money_in_hand_is_deducted_before_asking():
    (reminder,) = plan(late(1, 6), late(2, 6), in_hand=eur(300))
    assert (reminder.total, reminder.in_hand) == (eur(1700), eur(300))


def test_nothing_is_asked_where_money_in_hand_covers_what_would_be():
    assert plan(late(1, 6), in_hand=eur(1000)) == ()


def test_mentions_alone_make_no_reminder():
    assert plan(late(1, 2), late(2, 90, level=3)) == ()


def test_a_held_invoice_is_neither_advanced_nor_mentioned():
    (reminder,) = plan(late(1, 6), late(2, 6), holds=(a_hold(invoice_id=2),))
    assert rows(reminder) == [("F-1", 1, True)]


def test_a_formal_notice_travels_alone_and_first():
    (reminder,) = plan(late(1, 6), late(2, 40, level=2), late(3, 90, level=3))
    assert (reminder.level, reminder.formal) == (3, True)
    assert rows(reminder) == [("F-2", 3, True)]


def test_a_pre_due_reminder_holds_nothing_overdue():
    (reminder,) = plan(late(1, -3), late(2, 2))
    assert rows(reminder) == [("F-1", 0, True)]


def test_what_is_overdue_goes_before_what_is_not_yet_due():
    (reminder,) = plan(late(1, -3), late(2, 6))
    assert rows(reminder) == [("F-2", 1, True)]


def test_the_deadline_is_printed_as_a_working_day():
    (reminder,) = plan(late(1, 6))
    assert TODAY + timedelta(days=8) == date(2026, 11, 26)
    assert reminder.deadline_on == date(2026, 11, 26)
    (pre_due,) = plan(late(1, -3))
    assert pre_due.deadline_on is None


def test_credits_are_negative_rows_and_lower_the_total():
    (reminder,) = plan(late(1, 6), credits=(a_credit_note(),))
    assert reminder.total == eur(800)
    assert rows(reminder)[-1] == ("A-2026-0007", 0, False)


def test_nobody_is_asked_for_less_than_nothing():
    assert plan(late(1, 6, total="150"), credits=(a_credit_note(),)) == ()


def test_credits_of_others_or_in_other_money_do_not_count():
    others = (a_credit_note(client_id=2), a_credit_note(open=Money.of(-200, "CHF")), a_credit_note(open=eur(0)))
    (reminder,) = plan(late(1, 6), credits=others)
    assert reminder.total == eur(1000)


def test_one_currency_a_message_and_one_message_a_client():
    francs = late(2, 40, level=1, total=Money.of(500, "CHF"))
    (reminder,) = plan(late(1, 6), francs)
    assert (reminder.currency, rows(reminder)) == ("CHF", [("F-2", 2, True)])


def test_the_ladder_is_the_invoices_then_the_clients_then_that_of_its_kind():
    ladders = {**LADDERS, "own": a_ladder(name="own")}
    assert ladder_of(an_invoice(ladder="own"), a_client(ladder="raising"), ladders).name == "own"
    assert ladder_of(an_invoice(), a_client(ladder="raising"), ladders).name == "raising"
    assert ladder_of(an_invoice(), a_client(), ladders).name == "professional"
    with pytest.raises(Refused, match="consumer"):
        ladder_of(an_invoice(ladder="consumer"), a_client(), ladders)


def test_a_reminder_goes_by_itself_only_if_every_advanced_level_may():
    automatic = a_ladder(levels=tuple(_auto(level, level.number == 1) for level in a_ladder().levels))
    (first,) = plan(late(1, 6), ladders={"professional": automatic})
    (second,) = plan(late(1, 6), late(2, 40, level=1), ladders={"professional": automatic})
    assert (first.automatic, second.automatic) == (True, False)


def _auto(level, automatic):
    return type(level)(
        number=level.number, name=level.name, offset_days=level.offset_days, gap_days=level.gap_days,
        approval="auto" if automatic else "partner", formal=level.formal,
    )  # fmt: skip


def test_the_matter_of_the_leading_invoice_names_the_partner():
    (reminder,) = plan(late(1, 6), late(2, 40, level=1, partner="petit@etude.example"))
    assert reminder.partner == "petit@etude.example"


def test_taking_an_invoice_out_recomputes_the_reminder():
    (reminder,) = plan(late(1, 6), late(2, 40, level=1), late(3, 2))
    smaller = without(reminder, 2, LADDERS, CALENDAR, TODAY)
    assert smaller is not None
    assert (smaller.level, smaller.level_name, smaller.total) == (1, "rappel courtois", eur(2000))
    assert rows(smaller) == [("F-1", 1, True), ("F-3", 0, False)]
    assert without(smaller, 1, LADDERS, CALENDAR, TODAY) is None


CREDIT = ("A-2026-0007", 0, False)


@pytest.mark.parametrize(
    ("taken", "level", "name", "total", "left"),
    [
        (1, 2, "rappel ferme", 1800, [("F-2", 2, True), ("F-3", 1, False), CREDIT]),
        (2, 1, "rappel courtois", 1800, [("F-3", 1, False), ("F-1", 1, True), CREDIT]),
        (3, 2, "rappel ferme", 1800, [("F-2", 2, True), ("F-1", 1, True), CREDIT]),
        (90, 2, "rappel ferme", 3000, [("F-2", 2, True), ("F-3", 1, False), ("F-1", 1, True)]),
    ],
    ids=["a courteous row", "the row that made the level", "a row only mentioned", "the credit note"],
)
def test_taking_any_row_out_leaves_the_others_and_makes_level_and_total_anew(taken, level, name, total, left):
    waiting = late(3, 30, level=1, level_sent_on=TODAY - timedelta(days=8))
    (reminder,) = plan(late(1, 6), late(2, 40, level=1), waiting, credits=(a_credit_note(),))
    smaller = without(reminder, taken, LADDERS, CALENDAR, TODAY)
    assert smaller is not None
    assert (smaller.level, smaller.level_name, smaller.total, rows(smaller)) == (level, name, eur(total), left)


def test_a_row_of_another_ladder_does_not_fall_with_the_leading_one():
    (reminder,) = plan(late(1, 6), late(2, 2, ladder="strict"), ladders=FOREIGN)
    assert (reminder.ladder, reminder.level) == ("strict", 7)
    left = without(reminder, 2, FOREIGN, CALENDAR, TODAY)
    assert left is not None
    assert (left.ladder, left.level_name, rows(left)) == ("professional", "rappel courtois", [("F-1", 1, True)])


def test_what_is_left_of_a_reminder_must_ask_for_something():
    (reminder,) = plan(late(1, 6, total="500"), late(2, 6, total="150"), credits=(a_credit_note(),))
    assert without(reminder, 1, LADDERS, CALENDAR, TODAY) is None


def test_an_invoice_that_is_not_there_cannot_be_taken_out():
    (reminder,) = plan(late(1, 6))
    with pytest.raises(Refused):
        without(reminder, 99, LADDERS, CALENDAR, TODAY)
