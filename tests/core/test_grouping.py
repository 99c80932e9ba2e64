"""From verdicts to reminders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.errors import Refused
from mailbot.core.grouping import group, without
from mailbot.core.money import Money
from mailbot.core.policy import ladder_of
from mailbot.core.verdicts import Decision, judge
from tests.factories import CALENDAR, TODAY, a_client, a_credit_note, a_hold, a_ladder, a_standing, an_invoice, eur

LADDERS = {"professional": a_ladder(), "raising": a_ladder(name="raising", raise_all=True)}


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


def test_raise_all_lifts_every_row_but_deadlines_still_running_and_levels_already_past():
    client = a_client(ladder="raising")
    running = late(3, 40, level=1, level_sent_on=TODAY - timedelta(days=5), deadline_on=TODAY + timedelta(days=3))
    (reminder,) = plan(late(1, 6), late(2, 40, level=1), running, late(4, 90, level=3), client=client)
    assert rows(reminder) == [("F-4", 3, False), ("F-2", 2, True), ("F-3", 1, False), ("F-1", 2, True)]


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


def test_an_invoice_that_is_not_there_cannot_be_taken_out():
    (reminder,) = plan(late(1, 6))
    with pytest.raises(Refused):
        without(reminder, 99, LADDERS, CALENDAR, TODAY)


invoices = st.lists(
    st.builds(
        late,
        st.integers(1, 30),
        st.integers(-10, 120),
        level=st.sampled_from([None, 0, 1, 2, 3]),
        client_id=st.integers(1, 4),
        open=st.integers(-1, 3).map(lambda n: eur(100 * n)),
        level_sent_on=st.integers(0, 40).map(lambda n: TODAY - timedelta(days=n)),
    ),
    max_size=12,
    unique_by=lambda invoice: invoice.id,
)


def _judged(found):
    clients = {number: a_client(id=number, code=f"C{number}") for number in range(1, 5)}
    standings = [a_standing(invoice=i, client=clients[i.client_id], client_net=eur(500)) for i in found]
    return [judge(standing, a_ladder(), CALENDAR, TODAY) for standing in standings]


@given(invoices, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(found, chance):
    verdicts = _judged(found)
    planned = group(verdicts, LADDERS, CALENDAR, TODAY)
    chance.shuffle(verdicts)
    assert group(verdicts, LADDERS, CALENDAR, TODAY) == planned


@given(invoices)
def test_at_most_one_reminder_a_client_and_every_rule_of_its_rows(found):
    verdicts = _judged(found)
    planned = group(verdicts, LADDERS, CALENDAR, TODAY)
    assert len({reminder.client_id for reminder in planned}) == len(planned)
    decided = {v.standing.invoice.id: v.decision for v in verdicts}
    for reminder in planned:
        assert any(line.advanced for line in reminder.lines)
        assert reminder.level == max(line.level for line in reminder.lines if line.advanced)
        assert reminder.total.amount > 0
        for line in reminder.lines:
            assert line.open.amount > 0
            assert line.advanced == (decided[line.invoice_id] is Decision.REMIND)
            assert not reminder.formal or line.level == reminder.level
            assert (line.days_overdue == 0) == (reminder.level == 0)


@given(invoices)
def test_what_was_sent_is_not_planned_again_the_same_day(found):
    verdicts = _judged(found)
    once = group(verdicts, LADDERS, CALENDAR, TODAY)
    sent = {line.invoice_id: reminder for reminder in once for line in reminder.lines if line.advanced}
    contacted = {reminder.client_id for reminder in once}
    again = []
    for verdict in verdicts:
        invoice = verdict.standing.invoice
        contact = TODAY if invoice.client_id in contacted else None
        after = replace(verdict.standing, waiting=invoice.id in sent, last_contact_on=contact)
        again.append(judge(after, a_ladder(), CALENDAR, TODAY))
    assert not [r for r in group(again, LADDERS, CALENDAR, TODAY) if r.client_id in contacted]
