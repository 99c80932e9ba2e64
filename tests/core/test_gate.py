"""What leaves, what falls out, what waits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailbot.core.deciding.gate import FallOut, GateInput, Release, Wait, decide
from mailbot.core.deciding.verdicts import judge
from mailbot.core.hold import HoldKind
from mailbot.core.reminder import ReminderStatus
from tests.factories import CALENDAR, TODAY, a_hold, a_ladder, a_standing, an_invoice, eur


def gate(**changes):
    """An approved reminder about one invoice of 1,000.00, nothing changed, within hours."""
    ready = GateInput(
        status=ReminderStatus.APPROVED, approved_hash="a", content_hash="a", current_hash="a",
        lines_open=(("F-1", eur(1000), eur(1000)),), refusals=(), recipient_drafted="x@y.example",
        recipient_now="x@y.example", window_open=True, silent_account="", sent_this_run=0, cap=10, not_before=None,
        today=TODAY,
    )  # fmt: skip
    return decide(replace(ready, **changes))


def verdict(**standing):
    return judge(a_standing(**standing), a_ladder(), CALENDAR, TODAY)


@pytest.mark.parametrize(("days", "leaves"), [(8, True), (4, True), (3, False), (-1, False)])
def test_a_printed_deadline_that_has_come_too_near_falls_out(days, leaves):
    decided = gate(deadline_on=TODAY + timedelta(days=days))
    assert isinstance(decided, Release if leaves else FallOut)


def test_what_was_approved_and_is_still_true_leaves():
    assert gate() == Release()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"approved_hash": ""}, "aucune validation n'est enregistrée"),
        ({"approved_hash": "b"}, "le message n'est plus celui qui a été validé"),
        ({"current_hash": "b"}, "les faits ont changé depuis la rédaction"),
        ({"recipient_now": ""}, "il n'y a plus d'adresse où écrire"),
        ({"recipient_now": "z@y.example"}, "le destinataire a changé : x@y.example → z@y.example"),
        ({"lines_open": (("F-1", eur(5), eur(0)), ("F-2", eur(5), eur(5)))}, "F-1 est soldée"),
        (
            {"lines_open": (("F-1", eur(1000), eur("1200.50")),)},
            "F-1 : il reste 1\u202f200,50\u00a0EUR au lieu de 1\u202f000,00\u00a0EUR",
        ),
        ({"lines_open": ()}, "il n'y a plus rien à réclamer"),
        (
            {"refusals": (verdict(holds=(a_hold(kind=HoldKind.DISPUTE),)),)},
            "F-2026-0042 : en litige : demande du client",
        ),
        ({"before_due": TODAY}, "l'échéance annoncée comme à venir est passée"),
    ],
)
def test_what_is_no_longer_true_falls_out_with_its_reason(changes, reason):
    assert gate(**changes) == FallOut((reason,))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": ReminderStatus.PROPOSED}, "la relance n'est pas validée (proposed)"),
        ({"status": ReminderStatus.RELEASED}, "la relance n'est pas validée (released)"),
        ({"not_before": date(2026, 12, 15)}, "reportée au 15 déc. 2026"),
        ({"silent_account": "Crédit Agricole"}, "Crédit Agricole : pas de nouvelles de la banque"),
        ({"window_open": False}, "hors des heures d'envoi"),
        ({"sent_this_run": 10}, "plafond de 10 envois par passage atteint"),
    ],
)
def test_what_is_only_too_early_waits(changes, reason):
    assert gate(**changes) == Wait(reason)


def test_every_reason_is_told_and_a_change_goes_before_a_wait():
    outcome = gate(window_open=False, approved_hash="b", lines_open=(("F-1", eur(10), eur(0)),))
    assert isinstance(outcome, FallOut)
    assert len(outcome.reasons) == 3


@pytest.mark.parametrize(
    "standing",
    [
        {"waiting": True},
        {"last_contact_on": TODAY},
        {"invoice": an_invoice(due_on=TODAY - timedelta(days=1))},
        {"silent_account": "FR76"},
        {},
    ],
    ids=["its own place in the queue", "gap", "not due", "bank silent", "remind"],
)
def test_what_only_the_calendar_refuses_does_not_fall_out(standing):
    assert gate(refusals=(verdict(**standing),)) == Release()


def test_the_day_of_a_postponement_lets_it_go():
    assert gate(not_before=TODAY) == Release()
    assert gate(before_due=TODAY + timedelta(days=1)) == Release()


def test_a_credit_row_that_stands_is_no_reason():
    lines = (("F-1", eur(1000), eur(1000)), ("A-1", eur(-200), eur(-200)))
    assert gate(lines_open=lines) == Release()
    assert isinstance(gate(lines_open=(lines[0], ("A-1", eur(-200), eur(0)))), FallOut)


def test_reasons_are_in_the_language_of_the_firm():
    assert gate(window_open=False, language="en") == Wait("outside sending hours")


def test_the_pause_after_the_last_message_is_waited_for():
    assert gate(contact_until=TODAY) == Release()
    assert gate(contact_until=date(2026, 11, 24)) == Wait(
        "le client a reçu un message il y a peu : pas avant le 24 nov. 2026"
    )


@pytest.mark.parametrize(("left", "leaves"), [(0, True), (2, True), (3, False), (9, False)])
def test_one_address_gets_so_many_a_day(left, leaves):
    waits = Wait("x@y.example a déjà reçu 3 relances aujourd'hui : la suite demain")
    assert gate(to_address_today=left, address_cap=3) == (Release() if leaves else waits)


@pytest.mark.parametrize(
    ("changes", "decided"),
    [
        ({}, Release()),
        ({"silent_account": "Crédit Agricole"}, Release()),
        ({"lines_open": (("D-1", eur(5), eur(0)), ("D-2", eur(5), eur(5)))}, FallOut(("D-1 : le devis est clos",))),
        ({"lines_open": ()}, FallOut(("plus aucun devis n'attend de réponse",))),
        ({"window_open": False}, Wait("hors des heures d'envoi")),
        ({"approved_hash": "b"}, FallOut(("le message n'est plus celui qui a été validé",))),
        (
            {"contact_until": TODAY + timedelta(days=1)},
            Wait("le client a reçu un message il y a peu : pas avant le 19 nov. 2026"),
        ),
    ],
    ids=["true", "bank silent", "one closed", "none left", "hours", "changed", "pause"],
)  # fmt: skip
def test_quotes_pass_by_the_same_rules_but_those_of_debts(changes, decided):
    assert gate(quotes=True, **changes) == decided
