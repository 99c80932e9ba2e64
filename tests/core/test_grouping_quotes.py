"""Quotes travel by themselves: one message per client, currency and language, and after what is owed."""

from datetime import timedelta

import pytest

from mailbot.core.deciding.grouping import group, without
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.verdicts import judge
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base, Ladder
from mailbot.core.money import Money
from mailbot.core.reminder import Channel
from tests.factories import CALENDAR, TODAY, a_client, a_credit_note, a_hold, a_ladder, a_level, a_standing, an_invoice

FORMAL = a_level(2, name="seconde", offset_days=25, deadline_days=8, formal=True, channel=Channel.MAIL_AND_LETTER)
LADDERS = {
    "professional": a_ladder(),
    "vip": a_ladder(name="vip"),
    "quote": Ladder(
        name="quote", base=Base.SENT, raise_all=True,
        levels=(a_level(1, name="relance de devis", offset_days=15), FORMAL),
    ),
}  # fmt: skip


def quote(number, days, **changes):
    """A quote sent so many days ago, valid for a month."""
    sent = TODAY - timedelta(days=days)
    dates = {"issued_on": sent, "due_on": sent + timedelta(days=30)}
    return an_invoice(id=number, number=f"D-{number}", kind=InvoiceKind.QUOTE, **{**dates, **changes})


def late(number, days, **changes):
    return an_invoice(id=number, number=f"F-{number}", due_on=TODAY - timedelta(days=days), **changes)


def plan(*papers, client=None, credits=(), **standing):
    client = client or a_client()
    standings = [a_standing(invoice=paper, client=client, **standing) for paper in papers]
    verdicts = [judge(s, ladder_of(s.invoice, s.client, LADDERS), CALENDAR, TODAY) for s in standings]
    return group(verdicts, LADDERS, CALENDAR, TODAY, credits)


def rows(reminder):
    return [(line.number, line.level, line.advanced) for line in reminder.lines]


def test_a_pending_quote_is_asked_about_without_deadline_or_letter():
    (reminder,) = plan(quote(1, 15))
    assert (reminder.quotes, reminder.ladder, reminder.level_name) == (True, "quote", "relance de devis")
    assert (reminder.deadline_on, reminder.channel, reminder.formal) == (None, Channel.MAIL, False)
    assert (rows(reminder), reminder.lines[0].days_overdue) == ([("D-1", 1, True)], 0)


def test_even_a_ladder_that_says_otherwise_makes_no_formal_notice_of_a_quote():
    (reminder,) = plan(quote(1, 40, level=1, level_sent_on=TODAY - timedelta(days=20)))
    assert (reminder.level, reminder.level_name) == (2, "seconde")
    assert (reminder.deadline_on, reminder.channel, reminder.formal) == (None, Channel.MAIL, False)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((quote(1, 20), quote(2, 16)), [("D-1", 1, True), ("D-2", 1, True)]),
        ((quote(1, 20), quote(2, 3)), [("D-1", 1, True)]),
        ((quote(1, 20), quote(2, 90, level=2)), [("D-1", 1, True)]),
        ((quote(1, 20), late(2, 6)), [("F-2", 1, True)]),
        ((quote(1, 20), late(2, -3)), [("F-2", 0, True)]),
        ((quote(1, 20), late(2, 2)), [("D-1", 1, True)]),
        ((quote(1, 20), quote(2, 20, total=Money.of(5000, "CHF"))), [("D-2", 1, True)]),
    ],
    ids=[
        "both are due", "the other was just sent", "the other was asked about already", "a debt goes first",
        "so does a pre-due reminder", "a debt that waits is not mentioned", "another currency, another message",
    ],
)  # fmt: skip
def test_quotes_are_grouped_apart_from_debts(papers, expected):
    (reminder,) = plan(*papers)
    assert rows(reminder) == expected


def test_neither_credits_nor_what_the_client_has_in_hand_concern_a_quote():
    net = Money.of(-500)
    (reminder,) = plan(quote(1, 20), credits=(a_credit_note(),), client_net=net, silent_account="Crédit Agricole")
    assert (rows(reminder), reminder.total) == ([("D-1", 1, True)], Money.of(1000))


def test_a_client_s_own_ladder_is_for_what_they_owe():
    (reminder,) = plan(quote(1, 20), client=a_client(ladder="vip"))
    assert reminder.ladder == "quote"
    (own,) = plan(quote(1, 40, ladder="vip"))
    assert own.ladder == "vip"


def test_a_hold_on_the_client_keeps_quotes_back_too():
    assert plan(quote(1, 20), holds=(a_hold(),)) == ()


def test_taking_one_quote_out_leaves_the_other():
    (reminder,) = plan(quote(1, 20), quote(2, 16))
    smaller = without(reminder, 1, LADDERS, CALENDAR, TODAY)
    assert smaller is not None
    assert (smaller.quotes, rows(smaller), smaller.deadline_on) == (True, [("D-2", 1, True)], None)
    assert without(smaller, 2, LADDERS, CALENDAR, TODAY) is None
