"""What a person must know, once."""

from datetime import date, timedelta

import pytest

from mailbot.core.client import ClientKind
from mailbot.core.escalation import alerts_for, two_months_after
from mailbot.core.escalation_state import (
    AlertKind,
    Debtor,
    LastNotice,
    Promised,
    SilentBank,
    State,
    Stopped,
    Undelivered,
    Unmatched,
)  # fmt: skip
from mailbot.core.escalation_words import ADVICE, TITLES
from tests.factories import TODAY, eur

DUPONT = Debtor(client_id=1, name="Dupont", partner="v@etude.example")


def a_notice(**changes):
    facts = {"debtor": DUPONT, "invoice_id": 5, "number": "F-5", "open": eur(1000)}
    return LastNotice(**{**facts, "deadline_on": TODAY - timedelta(days=7), **changes})


def a_promise(**changes):
    day = TODAY - timedelta(days=4)
    facts = {"debtor": DUPONT, "hold_id": 3, "promised_on": day, "until": TODAY - timedelta(days=1), "open": eur(100)}
    return Promised(**{**facts, **changes})


def alerts(**state):
    return alerts_for(State(today=TODAY, **state))


def test_the_hand_over_comes_when_deadline_and_grace_have_passed():
    (alert,) = alerts(notices=(a_notice(),))
    assert (alert.kind, alert.urgent, alert.client_id, alert.invoice_id) == (AlertKind.HANDOVER, True, 1, 5)
    assert alert.title == "Dupont : F-5 reste impayée (1\u202f000,00\u00a0EUR) après le délai du 11 nov. 2026"
    assert alert.partner == "v@etude.example"
    assert alerts(notices=(a_notice(deadline_on=TODAY - timedelta(days=6)),)) == ()
    assert alerts(notices=(a_notice(open=eur(0)),)) == ()


@pytest.mark.parametrize(
    ("profession", "kind", "amount", "word"),
    [
        ("lawyer", ClientKind.PROFESSIONAL, 1000, "bâtonnier"),
        ("lawyer", ClientKind.PUBLIC, 1000, "bâtonnier"),
        ("company", ClientKind.PROFESSIONAL, 5000, "procédure simplifiée"),
        ("company", ClientKind.PROFESSIONAL, 5001, "injonction de payer"),
        ("accountant", ClientKind.PUBLIC, 1000, "mandatement d'office"),
    ],
)
def test_the_advice_names_the_way_that_is_open(profession, kind, amount, word):
    notice = a_notice(debtor=Debtor(client_id=1, name="Dupont", kind=kind), open=eur(amount))
    (alert,) = alerts(notices=(notice,), profession=profession)
    assert word in alert.advice
    assert ("injonction" in alert.advice) <= (profession != "lawyer")


def test_a_broken_promise_is_told_after_its_last_day():
    (alert,) = alerts(promises=(a_promise(),))
    assert alert.title == "Dupont : promesse du 14 nov. 2026 non tenue, il reste 100,00\u00a0EUR"
    assert alerts(promises=(a_promise(until=TODAY), a_promise(open=eur(0)))) == ()


def test_insolvency_names_the_day_by_which_the_claim_is_declared():
    stop = Stopped(
        debtor=DUPONT, hold_id=2, kind=AlertKind.INSOLVENCY, since=date(2026, 12, 31), sentence="RJ {ouvert}"
    )
    (alert,) = alerts(stopped=(stop,))
    assert "28 févr. 2027" in alert.advice
    assert "« RJ {ouvert} »" in alert.advice
    assert alert.urgent


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), date(2027, 1, 18)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2026, 12, 31)),
        (date(2026, 4, 30), date(2026, 6, 30)),
    ],
)
def test_two_months_end_on_the_same_day_or_the_last_of_the_month(day, expected):
    assert two_months_after(day) == expected


def test_the_rest_is_told_with_what_to_do():
    found = alerts(
        undelivered=(Undelivered(debtor=DUPONT, reminder_id=9, recipient="x@y.example", status="5.1.1"),),
        stopped=(Stopped(debtor=DUPONT, hold_id=4, kind=AlertKind.DISPUTE, since=TODAY, sentence="Faux."),),
        unmatched=(Unmatched(payment_id=8, amount=eur(5), received_on=TODAY, label="VIR X"),),
        silent=(SilentBank(account="CA"), SilentBank(account="SG", last_heard_on=date(2026, 11, 2))),
    )
    assert [(alert.once_key, alert.urgent) for alert in found] == [
        ("bank_silent:CA:never", True), ("bank_silent:SG:2026-11-02", True), ("bounce:9:x@y.example", True),
        ("dispute:4", False), ("payment_unmatched:8", False),
    ]  # fmt: skip
    assert "x@y.example (5.1.1)" in found[2].title
    assert all(alert.title and alert.advice for alert in found)


def test_the_same_state_gives_the_same_keys_and_news_gives_new_ones():
    first = alerts(notices=(a_notice(),), silent=(SilentBank(account="SG", last_heard_on=TODAY),))
    assert alerts(notices=(a_notice(),), silent=(SilentBank(account="SG", last_heard_on=TODAY),)) == first
    other = alerts(notices=(a_notice(cycle=1),), silent=(SilentBank(account="SG", last_heard_on=date(2026, 11, 2)),))
    assert not {alert.once_key for alert in first} & {alert.once_key for alert in other}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_has_words(language):
    assert set(TITLES[language]) == set(AlertKind)
    assert set(ADVICE["fr"]) == set(ADVICE["en"])
    assert set(AlertKind) - {AlertKind.HANDOVER} <= set(ADVICE[language])
