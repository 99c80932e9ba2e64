"""What a client reads: right for each kind of client, profession, language and shape, and never untrue."""

import itertools
import re

import pytest

from mailbot.core.client import ClientKind
from mailbot.core.reminder import Channel
from tests.outbound.samples import EARLIER, a_consumer, a_credit, a_line, eur, some_facts

LONG = "Société d'exploitation des établissements <Lemercier> & Fils, Matériaux et Négoce de l'Ouest " * 2
SHAPES = {
    "one": (a_line(),),
    "part paid": (a_line(open="1034.56"),),
    "several": (a_line(1), a_line(2, level=2, advanced=False), a_line(3, open="34.56")),
    "with credits": (a_line(1), a_line(2), a_credit(), a_credit(number="A-2")),
    "one with a credit": (a_line(1), a_credit()),
}
KINDS = {
    "professional": {},
    "consumer": a_consumer(),
    "public": {"kind": ClientKind.PUBLIC, "name": "Commune de Nantes", "contact": ""},
    "long names": {"name": LONG, "contact": LONG, "address": "x\ny\nz"},
}
LEVELS, LANGUAGES, PROFESSIONS = (0, 1, 2, 3), ("fr", "en"), ("lawyer", "accountant", "company")
EVERY = list(itertools.product(LEVELS, LANGUAGES, SHAPES, KINDS, PROFESSIONS))
EVERY_KIND = list(itertools.product(LEVELS, LANGUAGES, PROFESSIONS, KINDS))


def _said(texts, level, *lines, **changes):
    """The mail's text and the letter's words, without the spaces that only typesetting sees."""
    facts = some_facts(level, *lines, **changes)
    draft = texts.reminder(facts)
    letter = re.sub(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", " ", texts.letter(facts), flags=re.DOTALL)
    return " ".join(f"{draft.subject}\n{draft.text}\n{letter}".split())


@pytest.mark.parametrize(("level", "language", "shape", "kind", "profession"), EVERY)
def test_every_template_takes_every_shape(texts, level, language, shape, kind, profession):
    facts = some_facts(
        level, *SHAPES[shape], language=language, firm_profession=profession, copies=("F-2026-0041",), **KINDS[kind]
    )
    draft = texts.reminder(facts)
    letter = texts.letter(facts)
    for text in (draft.subject, draft.text, draft.html, letter):
        assert text.strip()
        assert "!" not in re.sub(r"<!|!important|<style.*?</style>", "", text)
        assert not re.search(r"\{\{|\}\}|\{%|\bNone\b|Undefined|  ,|,,|\(\)", text)
        assert "<Lemercier>" not in draft.html + letter
    assert "\n" not in draft.subject
    assert len(draft.subject) < 120


@pytest.mark.parametrize("level", [0, 1, 2, 3])
@pytest.mark.parametrize(("language", "row", "why"), [
    ("fr", "Règlement reçu, à déduire : -234,56 €", "(déduction faite de votre avoir et de votre règlement déjà reçu)"),
    ("en", "Payment received, to be deducted: €-234.56", "your credit note and the payment already received from you)"),
])  # fmt: skip
def test_money_in_hand_is_a_row_of_its_own_and_taken_off_the_sum(texts, level, language, row, why):
    said = _said(texts, level, a_line(1), a_credit(), in_hand=eur("234.56"), language=language)
    assert said.count(row.split(":")[0].strip()) == 2
    assert "800,00" in said if language == "fr" else "800.00" in said
    if level in {1, 2}:
        assert why in said


@pytest.mark.parametrize("level", [0, 1, 2, 3])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_mail_names_invoice_dates_amount_account_reference_signatory_and_data_rights(texts, level, language):
    text = _said(texts, level, language=language)
    day = "2 novembre 2026" if language == "fr" else "2 November 2026"
    expected = ["F-2026-0041", "FR76 3000 6000 0112 3456 7890 189", "RF96 F202 6004 1", "Hélène Vallier", "CNIL"]
    expected += ["Un point bloque" if language == "fr" else "Is something holding the payment up?"]
    expected += ["1 234,56 €" if language == "fr" else "€1,234.56"] + ([day] if level else [])
    assert [word for word in expected if word not in text] == []


@pytest.mark.parametrize("level", [1, 2, 3])
def test_after_the_due_date_the_crossing_sentence_and_the_deadline_are_there(texts, level):
    text = _said(texts, level)
    assert "Si votre règlement vient de partir" in text
    assert "lundi 30 novembre 2026" in text


def test_before_the_due_date_nothing_is_demanded(texts):
    text = texts.reminder(some_facts(0)).text
    assert "retard" not in text
    assert "vient de partir" not in text


@pytest.mark.parametrize("level", [0, 1, 2, 3])
@pytest.mark.parametrize("profession", ["lawyer", "accountant", "company"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_consumer_never_sees_fees_penalties_or_the_commercial_code(texts, level, profession, language):
    text = _said(texts, level, language=language, firm_profession=profession, **a_consumer())
    assert not re.search(r"\b40 €|€40|pénalité|penalt|indemnité|recovery costs|L441|D441|Code de commerce", text)


def test_a_consumer_learns_of_legal_interest_only_with_the_formal_notice(texts):
    assert "taux légal" not in _said(texts, 2, **a_consumer())
    assert "articles 1231-6 et 1344-1 du Code civil" in _said(texts, 3, **a_consumer())


@pytest.mark.parametrize(("level", "told"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_professional_is_told_of_penalties_and_the_40_euros_at_levels_2_and_3(texts, level, told):
    text = _said(texts, level)
    assert ("indemnité forfaitaire de 40 € par facture" in text) is told
    assert ("articles L441-10 et D441-5 du Code de commerce" in text) is told


def test_a_creditor_outside_france_cites_no_french_law(texts):
    for level in (2, 3):
        text = _said(texts, level, firm_country="BE")
        assert not re.search(r"L441|bâtonnier|CNIL|Code civil", text)


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_public_body_is_asked_and_not_threatened(texts, level, language):
    text = _said(texts, level, language=language, notice_follows=True, **KINDS["public"])
    assert not re.search(r"juridiction|bâtonnier|court\b|nous vous adresserons une mise|L441", text)
    assert re.search(r"traitement|processed", text)


def test_a_law_firm_announces_the_batonnier_and_never_an_order_to_pay(texts):
    text = _said(texts, 3, firm_profession="lawyer")
    assert "bâtonnier de notre ordre d’une demande de fixation de nos honoraires" in text
    assert "juridiction" not in text


@pytest.mark.parametrize("profession", ["accountant", "company"])
def test_other_professions_may_announce_the_court(texts, profession):
    text = _said(texts, 3, firm_profession=profession)
    assert "saisir la juridiction compétente" in text
    assert "bâtonnier" not in text


@pytest.mark.parametrize(("level", "language", "profession", "kind"), EVERY_KIND)
def test_no_text_speaks_of_bailiffs_seizure_or_orders_to_pay(texts, level, language, profession, kind):
    text = _said(texts, level, language=language, firm_profession=profession, **KINDS[kind]).lower()
    assert not re.search(r"huissier|saisie|injonction|dernier avis|banque de france|bailiff|seizure", text)


def test_a_formal_notice_follows_only_where_the_ladder_says_so(texts):
    assert "nous vous adresserons une mise en demeure" in _said(texts, 2, notice_follows=True)
    assert "mise en demeure" not in _said(texts, 2, notice_follows=False)


@pytest.mark.parametrize(("language", "words"), [("fr", "MISE EN DEMEURE"), ("en", "FORMAL NOTICE (MISE EN DEMEURE)")])
def test_a_formal_notice_says_so_in_subject_and_body(texts, language, words):
    draft = texts.reminder(some_facts(3, language=language))
    assert draft.subject.startswith(words)
    assert "mise en demeure" in draft.text.lower()


def test_a_formal_notice_decomposes_its_sum(texts):
    text = _said(texts, 3, *SHAPES["with credits"], a_line(4, open="34.56"))
    for words in ("Montant facturé TTC : 3 703,68 €", "déjà déduits : −1 200,00 €", "Avoirs à déduire : −400,00 €"):
        assert words in text
    assert "Somme à régler : 2 103,68 €" in text


def test_a_registered_letter_is_announced_only_when_one_is_sent(texts):
    assert "recommandée" not in _said(texts, 3)
    assert "lettre recommandée avec avis de réception" in _said(texts, 3, registered=True)


@pytest.mark.parametrize("level", [2, 3])
def test_earlier_reminders_are_listed_from_level_2(texts, level):
    assert "Malgré nos messages du 1er novembre 2026 et du 12 novembre 2026" in _said(texts, level)
    assert "Malgré notre message du 1er novembre 2026," in _said(texts, level, earlier=EARLIER[:1])
    assert "Malgré" not in _said(texts, level, earlier=())


def test_only_what_is_really_attached_is_announced(texts):
    mail = Channel.MAIL
    assert "ci-joint" not in texts.reminder(some_facts(2, channel=mail)).text
    both = texts.reminder(some_facts(2, copies=("F-2026-0041",))).text
    assert "ci-joint ce message sous forme de courrier, ainsi que la copie de la facture." in both
    one = texts.reminder(some_facts(2, a_line(1), a_line(2), copies=("F-2026-0042",), channel=mail)).text
    assert "ci-joint la copie de la facture F-2026-0042." in one


def test_a_law_firm_never_names_the_matter(texts):
    line = a_line(matter="Divorce Petit")
    assert "Divorce" not in _said(texts, 2, line, firm_profession="lawyer")
    assert "Divorce" in _said(texts, 2, line, firm_profession="accountant")
    assert "Divorce" not in texts.reminder(some_facts(2, line, firm_profession="accountant")).subject


def test_a_part_payment_shows_what_is_left(texts):
    text = texts.reminder(some_facts(1, a_line(open="1034.56"))).text.replace("\u202f", " ")
    assert "le règlement complet" in text
    assert "1 034,56 € (sur 1 234,56 €, 200,00 € déjà déduits)" in text


def test_without_an_account_no_means_of_payment_are_printed(texts):
    draft = texts.reminder(some_facts(1, firm_iban=""))
    assert "IBAN" not in draft.text + draft.html
    assert "data:image" not in draft.html


def test_further_levels_speak_like_level_2(texts):
    assert texts.reminder(some_facts(5, formal=False)).text == texts.reminder(some_facts(2)).text


def test_rows_at_different_levels_say_theirs(texts):
    mixed = texts.reminder(some_facts(2, a_line(1, level=1), a_line(2, level=2))).text
    assert "rappel n°\xa01" in mixed
    assert "rappel n°\xa02" in mixed
    assert "rappel n°" not in texts.reminder(some_facts(2)).text
