"""What a person must know, once: for each kind what is said, to whom, what to do, and what makes it a new one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.alerting import escalation_english, escalation_french
from mailbot.core.alerting.escalation import findings_of
from mailbot.core.alerting.escalation_state import AlertKind, SilentBank, State
from mailbot.core.alerting.escalation_ways import two_months_after
from mailbot.core.alerting.escalation_words import ended, kept, read, told, worded
from mailbot.core.alerting.finding import alert
from tests.core.alert_table import (
    DUPONT,
    EVENTS,
    GMBH,
    JEAN,
    MAIRIE,
    MISSED,
    PAYMENT,
    STATES,
    a_level,
    a_near,
    a_notice,
    a_promise,
    a_stop,
    alerts,
)
from tests.factories import TODAY, eur


@pytest.mark.parametrize(("state", "key", "urgent", "whose", "french", "english", "do", "todo"), STATES)
def test_what_stands_in_the_books_is_told_with_what_to_do(state, key, urgent, whose, french, english, do, todo):
    (said,) = alerts(**state)
    assert (said.once_key, said.urgent, said.partner, said.title) == (key, urgent, whose, french)
    assert do in said.advice
    (said,) = alerts("en", **state)
    assert (said.once_key, said.title) == (key, english)
    assert todo in said.advice


@pytest.mark.parametrize(("found", "key", "urgent", "whose", "french", "english", "do", "todo"), EVENTS)
def test_what_happened_is_told_with_what_to_do(found, key, urgent, whose, french, english, do, todo):
    said = alert(found, "fr")
    assert (said.once_key, said.urgent, said.partner, said.title) == (key, urgent, whose, french)
    assert do in said.advice
    said = alert(found, "en")
    assert (said.once_key, said.title) == (key, english)
    assert todo in said.advice


def test_every_kind_stands_in_one_of_the_tables():
    found = {alert.kind for state, *_ in STATES for alert in alerts(**state)} | {found.kind for found, *_ in EVENTS}
    assert found == set(AlertKind)


@pytest.mark.parametrize(
    ("profession", "debtor", "amount", "word"),
    [
        ("lawyer", DUPONT, 1000, "bâtonnier"),
        ("lawyer", MAIRIE, 1000, "bâtonnier"),
        ("lawyer", GMBH, 1000, "bâtonnier"),
        ("company", DUPONT, 5000, "procédure simplifiée"),
        ("company", DUPONT, 5001, "injonction de payer"),
        ("company", GMBH, 1000, "pays du débiteur"),
        ("accountant", MAIRIE, 1000, "mandatement d'office"),
    ],
)
def test_after_the_last_notice_the_way_that_is_open_is_named(profession, debtor, amount, word):
    (said,) = alerts(notices=(a_notice(debtor=debtor, open=eur(amount)),), profession=profession)
    assert word in said.advice
    assert ("injonction" in said.advice) <= (profession != "lawyer")


def test_no_french_procedure_is_named_to_a_firm_abroad():
    (said,) = alerts(notices=(a_notice(),), country="BE")
    assert "bâtonnier" not in said.advice and "C. proc. civ." not in said.advice


@pytest.mark.parametrize(
    ("debtor", "country", "words", "act_by"),
    [
        (DUPONT, "FR", "mandataire", date(2027, 1, 3)),
        (JEAN, "FR", "commission de surendettement", None),
        (GMBH, "FR", "droit de son pays", None),
        (DUPONT, "BE", "droit de son pays", None),
    ],
)
def test_who_declares_a_claim_where_and_by_when(debtor, country, words, act_by):
    stop = a_stop(AlertKind.INSOLVENCY, debtor=debtor, published_on=date(2026, 11, 3))
    (said,) = alerts(stopped=(stop,), country=country)
    assert words in said.advice and said.act_by == act_by


@pytest.mark.parametrize(
    ("debtor", "profession", "words"),
    [(DUPONT, "company", "tribunal"), (DUPONT, "lawyer", "bâtonnier"), (MAIRIE, "lawyer", "demande écrite")],
)
def test_what_interrupts_limitation_depends_on_who_owes_whom(debtor, profession, words):
    (said,) = alerts(nearing=(a_near(6, debtor=debtor),), profession=profession)
    assert words in said.advice


@pytest.mark.parametrize(
    "state",
    [
        {"notices": (a_notice(deadline_on=TODAY - timedelta(days=6)), a_notice(open=eur(0)))},
        {"promises": (a_promise(until=TODAY), a_promise(open=eur(0)))},
        {"missed": (replace(MISSED, open=eur(0)),)},
    ],
)
def test_what_is_not_yet_or_no_more_true_is_not_told(state):
    assert alerts(**state) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"notices": (a_notice(),)}, {"notices": (a_notice(cycle=1),)}),
        ({"silent": (SilentBank(account="SG"),)}, {"silent": (SilentBank(account="SG", last_heard_on=TODAY),)}),
        ({"nearing": (a_near(6),)}, {"nearing": (a_near(2),)}),
        ({"nearing": (a_near(6),)}, {"nearing": (a_near(6, date(2031, 1, 10)),)}),
        (
            {"stopped": (a_stop(AlertKind.INSOLVENCY),)},
            {"stopped": (a_stop(AlertKind.INSOLVENCY, published_on=TODAY),)},
        ),
        ({"levels": (a_level(),)}, {"levels": (a_level(cycle=1),)}),
    ],
)
def test_a_new_circumstance_is_a_new_alert_and_the_same_is_not(before, after):
    assert alerts(**before)[0].once_key == alerts(**before)[0].once_key != alerts(**after)[0].once_key


def test_a_level_proposed_again_tomorrow_is_the_same_level():
    assert alerts(levels=(a_level(),))[0].once_key == alerts(levels=(a_level(reminder_id=77),))[0].once_key


def test_urgent_alerts_come_first():
    found = alerts(notices=(a_notice(),), stopped=(a_stop(AlertKind.DECEASED),), unmatched=(PAYMENT,))
    assert [one.urgent for one in found] == [True, False, False]


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


@pytest.mark.parametrize("said", [one for state, *_ in STATES for one in alerts(**state)], ids=lambda one: one.once_key)
def test_an_alert_is_worded_again_in_another_language_from_what_was_kept(said):
    assert worded(said.kind, read(said.facts), "fr") == (said.title, said.advice)
    assert worded(said.kind, read(said.facts), "en")[0] != said.title


_AMOUNTS = st.integers(-(10**9), 10**9).map(eur)


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.dates(), _AMOUNTS)))
def test_facts_come_back_from_the_books_as_they_were(facts):
    assert read(kept(facts)) == facts


def test_the_reason_that_a_person_noted_is_no_quotation():
    (said,) = alerts(stopped=(a_stop(AlertKind.DISPUTE, sentence="", reason="au téléphone"),))
    assert said.advice.startswith("Motif noté : au téléphone. Répondez")


@given(st.text())
def test_whatever_a_client_wrote_is_quoted_and_changes_nothing_else(sentence):
    (found,) = findings_of(State(today=TODAY, stopped=(a_stop(AlertKind.DECEASED, sentence=f"x{sentence}"),)))
    said = alert(found, "fr")
    assert said.advice.startswith(f"« x{sentence} » Demandez") and said.title == "Dupont : décès annoncé"


def test_both_languages_have_the_same_words():
    for table in ("TITLES", "ADVICE", "ENDED", "HISTORY"):
        assert set(getattr(escalation_french, table)) == set(getattr(escalation_english, table))
    assert ended("paid", "fr") == "soldé" and ended("appelé le client", "en") == "appelé le client"
    assert told("done", "en", title="X", why=" - called") == "alert dealt with: X - called"
