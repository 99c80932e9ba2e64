"""Alerts say what to do; answers say what was understood, what was done, and ask again for the rest."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.outbound.alerts import AlertFacts, AlertItem, InPlaceOf
from mailbot.outbound.answers import AnswerFacts, AnswerLine, Waiting
from tests.outbound.samples import SIGNATORY, TODAY, a_firm, eur


def an_alert(*items, **changes) -> AlertFacts:
    given = {"firm": a_firm(), "language": "fr", "to": SIGNATORY, "today": TODAY, "items": items}
    return AlertFacts(**{**given, **changes})


def an_answer(**changes) -> AnswerFacts:
    given = {"firm": a_firm(), "language": "fr", "to": SIGNATORY, "about": "4 relances à valider"}
    return AnswerFacts(**{**given, **changes})


URGENT = AlertItem(
    kind="insolvency", title="Redressement judiciaire", advice="Déclarer la créance.", urgent=True,
    client="Béton Ouest", amount=eur(8200), before=date(2027, 1, 20),
)  # fmt: skip
CALM = AlertItem(kind="promise_broken", title="Promesse non tenue", advice="Appeler.", client="Martin SARL")


def test_urgent_alerts_come_first_and_the_others_by_kind(texts):
    draft = texts.alert(an_alert(CALM, URGENT, AlertItem(kind="unheard of", title="Autre chose")))
    assert draft.subject == "1\xa0alerte urgente et 2\xa0autres (23\xa0nov.)"
    order = [draft.text.index(words) for words in ("À FAIRE D’ABORD", "Redressement", "PROMESSES NON TENUES", "À VOIR")]
    assert order == sorted(order)
    assert "→ Déclarer la créance." in draft.text
    assert "avant le 20\xa0janvier\xa02027" in unescape(draft.html)


@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize(("language", "other"), [("fr", "À VOIR"), ("en", "TO LOOK AT")])
def test_every_kind_of_alert_has_its_heading(texts, kind, language, other):
    assert other not in texts.alert(an_alert(AlertItem(kind=kind, title="x"), language=language)).text


@pytest.mark.parametrize(("language", "words"), [("fr", "1\xa0alerte (23"), ("en", "1\xa0alert (23")])
def test_calm_alerts_are_counted(texts, language, words):
    assert texts.alert(an_alert(CALM, language=language)).subject.startswith(words)


def test_a_link_leads_to_the_pages(texts):
    assert 'href="https://a.example/"' in texts.alert(an_alert(CALM, link="https://a.example/")).html


def test_each_alert_leads_to_the_page_on_which_it_is_dealt_with(texts):
    draft = texts.alert(an_alert(replace(CALM, link="https://a.example/clients/1")))
    assert 'href="https://a.example/clients/1"' in draft.html and "https://a.example/clients/1" in draft.text


def test_kinds_come_by_consequence_and_what_is_not_shown_is_counted(texts):
    items = (AlertItem(kind="payment_unmatched", title="Virement"), AlertItem(kind="handover", title="Impayée"))
    draft = texts.alert(an_alert(*items, more={"payment_unmatched": 18}))
    assert draft.subject.startswith("20\xa0alertes")
    order = [draft.text.index(words) for words in ("APRÈS LA MISE EN DEMEURE", "RÈGLEMENTS", "et 18 de plus")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("why", "french", "english"),
    [
        ("silence", "ont été adressées à Marc Lindon le 16\xa0novembre\xa02026", "were sent to Marc Lindon on"),
        ("absence", "Marc Lindon est en congé jusqu’au 16\xa0novembre\xa02026", "Marc Lindon is away until"),
        ("unreachable", "Le message adressé à Marc Lindon n’est pas arrivé", "The message to Marc Lindon did not"),
    ],
)
def test_a_deputy_reads_whose_alerts_these_are_and_why(texts, why, french, english):
    instead = InPlaceOf(person="Marc Lindon", why=why, day=date(2026, 11, 16))
    draft = texts.alert(an_alert(CALM, in_place_of=instead))
    assert french in draft.text and french in unescape(draft.html)
    assert draft.subject == "1\xa0alerte, pour Marc Lindon (23\xa0nov.)"
    assert english in texts.alert(an_alert(CALM, in_place_of=instead, language="en")).text


def test_what_a_client_wrote_is_no_markup(texts):
    html = texts.alert(an_alert(AlertItem(kind="dispute", title="<b>X</b>", advice="« <script> »"))).html
    assert "<b>X" not in html and "<script>" not in html


@pytest.mark.parametrize(
    ("line", "french", "english"),
    [
        (AnswerLine(number=1, client="X", done="approved"), "validée", "approved"),
        (AnswerLine(number=1, client="X", done="already_approved"), "déjà validée", "already approved"),
        (AnswerLine(number=1, client="X", done="rejected", detail="vu"), "refusée (vu)", "rejected (vu)"),
        (
            AnswerLine(number=1, client="X", done="postponed", until=date(2026, 12, 15)),
            "reportée au 15\xa0décembre\xa02026", "postponed until 15\xa0December\xa02026",
        ),
        (
            AnswerLine(number=1, client="X", done="level_changed", level=1),
            "reprise au niveau 1 dans la prochaine demande", "comes back at level 1 in the next request",
        ),
        (AnswerLine(number=1, client="X", done="too_late"), "déjà prise", "already decided"),
        (AnswerLine(number=1, client="X", done="anything"), "pas été comprise", "not understood"),
    ],
)  # fmt: skip
def test_each_outcome_has_its_words(texts, line, french, english):
    assert french in texts.answer(an_answer(lines=(line,))).text
    assert english in texts.answer(an_answer(lines=(line,), language="en")).text


def test_an_answer_goes_on_in_its_thread(texts):
    assert texts.answer(an_answer()).subject == "Re: 4 relances à valider"
    assert texts.answer(an_answer(about="RE: 4 relances")).subject == "RE: 4 relances"


def test_what_was_not_understood_did_nothing_and_is_asked_again(texts):
    text = texts.answer(
        an_answer(not_understood=("peut-être le 3",), waiting=(Waiting(number=3, client="SCI Lilas"),), token="d1abc")
    ).text
    assert "Je n’ai pas compris votre message, et rien n’a été fait." in text
    assert "«\xa0peut-être le 3\xa0»" in text
    assert "Attend encore votre décision\xa0: 3 (SCI Lilas)." in text
    assert "OK SAUF 3" in text
    assert text.rstrip().endswith("Réf. [#d1abc]")


def test_one_bad_line_among_good_ones_is_named(texts):
    line = AnswerLine(number=1, client="X", done="approved")
    text = texts.answer(an_answer(lines=(line,), not_understood=("bla",), sends_on=date(2026, 11, 24))).text
    assert "La relance validée partira le mardi 24\xa0novembre\xa02026" in text
    assert "Je n’ai pas compris cette ligne, qui n’a rien changé" in text


def test_a_refusal_says_why_and_that_nothing_was_done(texts):
    text = texts.answer(an_answer(refused="Votre message n'est pas authentifié.")).text
    assert text.startswith("Rien n’a été fait. Votre message n'est pas authentifié.")


def test_a_command_is_answered_with_its_report(texts):
    text = texts.answer(an_answer(report=("Dupont doit 3 120,00 €.", "Dernière relance le 5 nov."))).text
    assert "C’est fait." in text
    assert "Dupont doit 3 120,00 €.\n\nDernière relance le 5 nov." in text


def test_a_general_stop_is_confirmed(texts):
    assert "Tous les envois sont arrêtés" in texts.answer(an_answer(stopped=True)).text
