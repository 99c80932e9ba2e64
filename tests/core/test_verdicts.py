"""What the plan says of each open invoice, and in which order reasons speak."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.verdicts import TIMING, Decision, judge, sentence
from mailbot.core.hold import HoldKind
from mailbot.core.sentences import VERDICTS
from tests.factories import CALENDAR, TODAY, a_credit_note, a_hold, a_ladder, a_standing, an_invoice, eur

DUE = date(2026, 10, 1)


def verdict(today=TODAY, **standing):
    return judge(a_standing(**standing), a_ladder(), CALENDAR, today)


def overdue(days, **changes):
    return an_invoice(due_on=TODAY - timedelta(days=days), **changes)


@pytest.mark.parametrize(
    ("today", "decision", "level", "until"),
    [
        (date(2026, 9, 1), Decision.NOT_DUE, 0, date(2026, 9, 26)),
        (date(2026, 9, 25), Decision.NOT_DUE, 0, date(2026, 9, 26)),
        (date(2026, 9, 26), Decision.REMIND, 0, None),
        (date(2026, 9, 30), Decision.REMIND, 0, None),
        (date(2026, 10, 1), Decision.NOT_DUE, 1, date(2026, 10, 6)),
        (date(2026, 10, 5), Decision.NOT_DUE, 1, date(2026, 10, 6)),
        (date(2026, 10, 6), Decision.REMIND, 1, None),
        (date(2027, 10, 6), Decision.REMIND, 1, None),
    ],
    ids=["far", "eve", "pre-due", "last pre-due day", "due day", "grace", "opens", "a year of outage"],
)
def test_a_new_invoice_climbs_its_first_steps(today, decision, level, until):
    found = verdict(today, invoice=an_invoice(due_on=DUE))
    assert (found.decision, found.level.number, found.until) == (decision, level, until)


@pytest.mark.parametrize(
    ("today", "decision", "until"),
    [
        (date(2026, 10, 10), Decision.DEADLINE_RUNNING, date(2026, 10, 15)),
        (date(2026, 10, 14), Decision.DEADLINE_RUNNING, date(2026, 10, 15)),
        (date(2026, 10, 15), Decision.GAP, date(2026, 10, 16)),
        (date(2026, 10, 16), Decision.REMIND, None),
    ],
)
def test_level_two_waits_for_the_deadline_then_the_gap(today, decision, until):
    sent = an_invoice(due_on=DUE, level=1, level_sent_on=date(2026, 10, 6), deadline_on=date(2026, 10, 14))
    found = verdict(today, invoice=sent)
    assert (found.decision, found.until) == (decision, until)


def test_a_late_start_still_takes_the_levels_one_by_one():
    assert verdict(invoice=overdue(400)).level.number == 1


def test_an_overdue_invoice_whose_step_has_not_come_is_not_due():
    found = verdict(invoice=overdue(3))
    assert found.decision is Decision.NOT_DUE
    assert found.until == TODAY + timedelta(days=2)


def test_after_the_last_level_nothing_more_is_sent():
    assert verdict(invoice=overdue(90, level=3, level_sent_on=DUE)).decision is Decision.LEVEL_DONE


def test_any_contact_with_the_client_starts_a_pause():
    found = verdict(invoice=overdue(30), last_contact_on=TODAY - timedelta(days=3))
    assert (found.decision, found.until) == (Decision.GAP, TODAY + timedelta(days=4))


def test_a_pause_before_a_pre_due_reminder_ends_with_the_due_date():
    soon = an_invoice(due_on=TODAY + timedelta(days=2))
    found = verdict(invoice=soon, last_contact_on=TODAY - timedelta(days=1))
    assert (found.decision, found.until) == (Decision.GAP, soon.due_on)


HOLDS = [
    (HoldKind.DECEASED, Decision.DECEASED),
    (HoldKind.INSOLVENT, Decision.INSOLVENT),
    (HoldKind.EXCLUDED, Decision.EXCLUDED),
    (HoldKind.DISPUTE, Decision.DISPUTED),
    (HoldKind.INSTALMENTS, Decision.INSTALMENTS),
    (HoldKind.PROMISE, Decision.PROMISED),
    (HoldKind.HOLD, Decision.ON_HOLD),
    (HoldKind.CONVERSATION, Decision.CONVERSATION_OPEN),
]


@pytest.mark.parametrize(("kind", "decision"), [*HOLDS, (HoldKind.ABSENT, Decision.ABSENT)])
def test_each_kind_of_hold_has_its_refusal_with_its_reason(kind, decision):
    found = verdict(invoice=overdue(30), holds=(a_hold(kind=kind, reason="pièce 12"),))
    assert (found.decision, found.until, found.detail) == (decision, None, "pièce 12")


@pytest.mark.parametrize(("kind", "decision"), HOLDS)
def test_a_hold_counts_until_its_last_day_included(kind, decision):
    held = a_hold(kind=kind, until=TODAY)
    found = verdict(invoice=overdue(30), holds=(held,))
    assert (found.decision, found.until) == (decision, TODAY + timedelta(days=1))
    assert verdict(TODAY + timedelta(days=1), invoice=overdue(30), holds=(held,)).decision is Decision.REMIND


def test_of_two_holds_the_longer_one_is_named():
    holds = (a_hold(id=1, until=None, reason="long"), a_hold(id=2, until=TODAY, reason="court"))
    assert verdict(invoice=overdue(30), holds=holds).detail == "long"


def test_a_hold_on_another_invoice_does_not_count():
    assert verdict(invoice=overdue(30), holds=(a_hold(invoice_id=77),)).decision is Decision.REMIND


def test_nobody_is_reminded_before_two_working_days_after_an_absence():
    away = a_hold(kind=HoldKind.ABSENT, until=date(2026, 11, 13))
    found = verdict(date(2026, 11, 16), invoice=overdue(30), holds=(away,))
    assert (found.decision, found.until) == (Decision.ABSENT, date(2026, 11, 17))
    assert verdict(date(2026, 11, 17), invoice=overdue(30), holds=(away,)).decision is Decision.REMIND


STATES = [
    ({"invoice": a_credit_note(client_id=1)}, Decision.IN_CREDIT),
    ({"invoice": an_invoice(open="0")}, Decision.PAID),
    ({"invoice": an_invoice(open="-5")}, Decision.PAID),
    ({"client_net": eur(0)}, Decision.IN_CREDIT),
    ({"client_net": eur(-10)}, Decision.IN_CREDIT),
    ({"minimum": eur("1000.01")}, Decision.BELOW_MINIMUM),
    ({"minimum": eur(1000)}, Decision.REMIND),
    ({"reachable": False}, Decision.NO_CONTACT),
    ({"waiting": True}, Decision.WAITING_APPROVAL),
    ({"silent_account": "FR76"}, Decision.BANK_SILENT),
    ({}, Decision.REMIND),
]


@pytest.mark.parametrize(("standing", "decision"), STATES)
def test_each_state_of_the_books_has_its_verdict(standing, decision):
    assert verdict(**standing).decision is decision


# Each row: everything before it in the order of finality also holds.
ORDER = [
    ("open", Decision.PAID), (HoldKind.DECEASED, Decision.DECEASED), (HoldKind.INSOLVENT, Decision.INSOLVENT),
    (HoldKind.EXCLUDED, Decision.EXCLUDED), ("net", Decision.IN_CREDIT), (HoldKind.DISPUTE, Decision.DISPUTED),
    (HoldKind.INSTALMENTS, Decision.INSTALMENTS), (HoldKind.PROMISE, Decision.PROMISED),
    (HoldKind.HOLD, Decision.ON_HOLD), (HoldKind.CONVERSATION, Decision.CONVERSATION_OPEN),
    ("minimum", Decision.BELOW_MINIMUM), ("reachable", Decision.NO_CONTACT), ("waiting", Decision.WAITING_APPROVAL),
    (HoldKind.ABSENT, Decision.ABSENT), ("silent", Decision.BANK_SILENT), ("contact", Decision.GAP),
]  # fmt: skip


@pytest.mark.parametrize("first", range(len(ORDER)), ids=[str(decision) for _, decision in ORDER])
def test_the_most_final_reason_speaks_first(first):
    holding = {reason for reason, _ in ORDER[first:]}
    changes: dict[object, dict[str, Any]] = {
        "open": {"invoice": an_invoice(open="0")}, "net": {"client_net": eur(0)}, "minimum": {"minimum": eur(5000)},
        "reachable": {"reachable": False}, "waiting": {"waiting": True}, "silent": {"silent_account": "FR76"},
        "contact": {"last_contact_on": TODAY},
    }  # fmt: skip
    standing = {key: value for reason in holding if reason in changes for key, value in changes[reason].items()}
    holds = tuple(a_hold(kind=reason) for reason in holding if isinstance(reason, HoldKind))
    assert verdict(holds=holds, **standing).decision is ORDER[first][1]


@given(
    due=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    open_minor=st.integers(-1000, 1000),
    kinds=st.sets(st.sampled_from(HoldKind)),
    waiting=st.booleans(),
)
def test_a_paid_or_held_invoice_is_never_reminded(due, open_minor, kinds, waiting):
    invoice = an_invoice(due_on=due, open=eur(open_minor) if open_minor else eur(0))
    found = verdict(invoice=invoice, holds=tuple(a_hold(kind=kind) for kind in kinds), waiting=waiting)
    if open_minor <= 0 or kinds or waiting:
        assert found.decision is not Decision.REMIND


@given(
    due=st.dates(date(2026, 6, 1), date(2027, 2, 1)),
    level=st.sampled_from([None, 0, 1, 2, 3]),
    sent_ago=st.integers(0, 40),
    contact_ago=st.none() | st.integers(0, 20),
    away_for=st.none() | st.integers(-5, 20),
)
def test_nobody_is_reminded_before_the_day_named_and_then_it_moves_on(due, level, sent_ago, contact_ago, away_for):
    sent = TODAY - timedelta(days=sent_ago) if level is not None else None
    standing = {
        "invoice": an_invoice(
            due_on=due, level=level, level_sent_on=sent, deadline_on=sent + timedelta(days=8) if sent else None
        ),
        "last_contact_on": None if contact_ago is None else TODAY - timedelta(days=contact_ago),
        "holds": () if away_for is None else (a_hold(kind=HoldKind.ABSENT, until=TODAY + timedelta(days=away_for)),),
    }
    now = verdict(**standing)
    assert (now.until is None) == (now.decision in (Decision.REMIND, Decision.LEVEL_DONE))
    if now.until:
        assert now.until > TODAY
        waits = range(1, (now.until - TODAY).days)
        assert all(verdict(TODAY + timedelta(n), **standing).decision is not Decision.REMIND for n in waits)
        then = verdict(now.until, **standing)
        assert then.decision is not now.decision or then.until is None or then.until > now.until


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_decision_has_words(language):
    assert set(VERDICTS[language]) == set(Decision)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "règlement promis : appel du 2 nov., jusqu'au 30 nov. 2026"),
        ("en", "payment promised: appel du 2 nov., until 30 Nov 2026"),
        ("de", "payment promised: appel du 2 nov., until 30 Nov 2026"),
    ],
)
def test_a_refusal_is_a_sentence_with_reason_and_last_day(language, expected):
    promise = a_hold(kind=HoldKind.PROMISE, until=date(2026, 11, 30), reason="appel du 2 nov.")
    assert sentence(verdict(holds=(promise,)), language) == expected


def test_only_refusals_of_the_calendar_are_timing():
    assert {Decision.GAP, Decision.DEADLINE_RUNNING, Decision.LEVEL_DONE, Decision.NOT_DUE} == TIMING
