"""Reminders that a person made: which level they count as, for which invoices, with which deadline."""

from dataclasses import replace
from datetime import date

import pytest

from mailbot.core.deciding.hand_made import CONTACT, Contact, Outcome, Subject, hand_made
from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ByHand, Channel, channel_of
from tests.factories import CALENDAR, TODAY, a_client, a_ladder, an_invoice, eur

PHONE, POST, IN_PERSON = ByHand.PHONE, ByHand.POST, ByHand.IN_PERSON
SENT = date(2026, 10, 20)


def made(*invoices, by=PHONE, on=TODAY, leaving=False, **changes):
    subjects = [Subject(one, a_ladder(), leaving) for one in invoices or (an_invoice(),)]
    return hand_made(a_client(), subjects, Contact(by=by, on=on, **changes), CALENDAR)


def at(level, **changes):
    """An invoice that was last reminded at this level."""
    return an_invoice(level=level, level_sent_on=SENT if level is not None else None, **changes)


@pytest.mark.parametrize(
    ("level", "by", "chosen", "counted"),
    [
        (None, PHONE, None, 2),
        (1, PHONE, None, 2),
        (1, POST, None, 2),
        (None, IN_PERSON, 2, 2),
        (2, PHONE, None, None),
        (2, IN_PERSON, None, None),
        (2, POST, None, 3),
        (2, IN_PERSON, 3, 3),
        (3, POST, None, None),
        (2, PHONE, 2, None),
        (2, PHONE, 1, None),
    ],
    ids=[
        "as late as that", "second call", "letter", "level chosen", "a call is no formal notice", "a visit is none",
        "registered letter", "handed over", "ladder climbed", "said again", "an older level",
    ],
)  # fmt: skip
def test_it_counts_as_the_next_level_or_as_the_one_chosen(level, by, chosen, counted):
    plan = made(at(level), by=by, level=chosen)
    (line,) = plan.lines
    assert line.advanced == (counted is not None)
    assert (plan.level, line.level) == ((counted, counted) if counted is not None else (level, level))
    assert (plan.level_name == CONTACT) == (counted is None)
    assert (plan.channel, plan.formal) == (by, counted == 3)


@pytest.mark.parametrize(
    ("by", "chosen", "given", "deadline"),
    [
        (PHONE, None, None, None),
        (PHONE, None, date(2026, 12, 1), date(2026, 12, 1)),
        (POST, None, None, date(2026, 11, 26)),
        (IN_PERSON, 3, None, date(2026, 11, 26)),
        (POST, 3, date(2026, 12, 4), date(2026, 12, 4)),
    ],
    ids=["a call prints nothing", "said on the phone", "as the letter prints", "formal, handed over", "as was written"],
)
def test_what_was_written_gives_the_client_time(by, chosen, given, deadline):
    assert made(at(None), by=by, level=chosen, deadline_on=given).deadline_on == deadline


def test_a_first_call_soon_after_the_due_date_is_the_first_level():
    assert made(an_invoice(due_on=date(2026, 11, 16))).level == 1
    assert made(an_invoice(due_on=date(2026, 11, 10))).level == 1


def test_before_the_due_date_it_is_the_pre_due_level():
    plan = made(an_invoice(due_on=date(2026, 11, 30)))
    assert (plan.level, plan.lines[0].days_overdue) == (0, 0)


def test_a_wrong_number_counts_for_nothing():
    plan = made(an_invoice(), outcome=Outcome.WRONG_NUMBER)
    assert (plan.level_name, plan.lines[0].advanced) == (CONTACT, False)


def test_a_level_that_is_leaving_by_mail_is_not_counted_twice():
    assert not made(an_invoice(), leaving=True).lines[0].advanced


def test_a_call_before_the_last_reminder_changes_no_level():
    assert not made(at(1), on=date(2026, 10, 19)).lines[0].advanced
    assert made(at(1), on=SENT).lines[0].advanced


def test_each_invoice_takes_its_own_next_level_and_the_reminder_the_highest():
    recent = at(None, id=2, number="F-2", due_on=date(2026, 11, 9))
    plan = made(at(1, id=1, number="F-1"), recent, at(2, id=3, number="F-3", open="10"))
    assert [(line.level, line.advanced) for line in plan.lines] == [(2, True), (1, True), (2, False)]
    assert (plan.level, plan.level_name, plan.total) == (2, "rappel ferme", eur("2010"))


@pytest.mark.parametrize(
    ("invoices", "changes", "why"),
    [
        ((at(None),), {"level": 9}, "pas de niveau 9"),
        ((at(2),), {"level": 3}, "un appel n'en tient pas lieu"),
        ((at(2, id=1), at(1, id=2)), {"by": POST}, "part seule"),
        ((at(1),), {"level": 2, "on": date(2026, 10, 19)}, "plus récente"),
        ((at(1),), {"deadline_on": TODAY}, "après le jour"),
        ((at(1), an_invoice(kind=InvoiceKind.QUOTE)), {}, "à part"),
    ],
    ids=["unknown level", "formal by phone", "formal with others", "older than the last", "no time at all", "a quote"],
)
def test_what_cannot_be_is_refused(invoices, changes, why):
    with pytest.raises(Refused, match=why):
        made(*invoices, **changes)


def test_each_ladder_has_its_levels():
    short = replace(a_ladder(), name="court", levels=a_ladder().levels[:2])
    subjects = [Subject(at(1), short), Subject(at(1, id=2), a_ladder())]
    plan = hand_made(a_client(), subjects, Contact(by=PHONE, on=TODAY), CALENDAR)
    assert [line.advanced for line in plan.lines] == [False, True]
    assert plan.ladder == "professional"


@pytest.mark.parametrize("channel", [*Channel, *ByHand])
def test_every_channel_is_read_back_from_its_word(channel):
    assert channel_of(channel.value) is channel
