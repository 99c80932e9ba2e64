"""The mail that asks a partner: everything a decision needs, in the text and in the HTML."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from mailbot.core.approving.approval import read_decision
from mailbot.core.errors import Refused
from mailbot.outbound.digest import BankNews, Happened, SetAside
from tests.outbound.samples import NOW, a_digest, a_row, eur


def _plain(draft):
    html = re.sub(r"<style.*?</style>|<[^>]+>", " ", draft.html, flags=re.DOTALL)
    return " ".join(draft.text.split()), " ".join(unescape(html).split())


@pytest.mark.parametrize("version", [0, 1], ids=["text", "html"])
def test_text_and_html_say_the_same(texts, version):
    said = _plain(texts.digest(a_digest()))[version]
    for words in (
        "4 relances à valider · 12 480,00 €",
        "lot du 23 nov.",
        "Relevés à jour : Crédit Agricole ce matin à 7 h 12 · Stripe hier",
        "Depuis le 22 nov. : 3 règlements reconnus (2 310,00 €), 1 promesse, 1 litige",
        "2 factures · 34 j · relance 2 → client1@client.example",
        "relancé le 1er nov. · paie d’habitude à 41 j",
        "Lettre.pdf, F-2026-0042.pdf",
        "Corps 3.",
        "Sans réponse de votre part, rien ne part.",
        "Écartées : Martin SARL (promesse 30 nov.) · SCI Lilas (litige)",
    ):
        assert words in said


def test_the_grammar_line_uses_numbers_that_exist(texts):
    assert "Répondez\xa0: OK · OK SAUF 3 · NON 2\xa0: motif · REPORT 3 15/12" in texts.digest(a_digest()).text
    alone = texts.digest(a_digest(a_row(1))).text
    assert "Répondez\xa0: OK · NON\xa0: motif · REPORT 1 15/12" in alone


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("count", [1, 4])
def test_every_answer_it_proposes_is_understood(texts, language, count):
    text = texts.digest(a_digest(*map(a_row, range(1, count + 1)), language=language)).text
    line = next(line for line in text.splitlines() if line.startswith(("Répondez", "Reply:")))
    for answer in line.partition(":")[2].split(" · "):
        decision = read_decision(answer.strip(), NOW.date())
        assert decision.lines, answer
        assert not decision.not_understood


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_ends_with_the_token_that_a_reply_carries_back(texts, language):
    draft = texts.digest(a_digest(language=language))
    assert draft.text.rstrip().endswith("Réf. [#d12abcdefghijklmnop]")
    assert re.sub(r"<[^>]+>|\s+$", "", draft.html).rstrip().endswith("Réf. [#d12abcdefghijklmnop]")


def test_no_signature_mark_inside_makes_mail_programs_cut_the_token_off(texts):
    assert "\n-- \n" not in texts.digest(a_digest()).text


def test_there_is_one_link_and_no_other(texts):
    draft = texts.digest(a_digest())
    assert re.findall(r'href="([^"]+)"', draft.html) == ["https://etude.example/a/jeton"]
    assert draft.text.count("https://") == 1


def test_each_reminder_is_folded_with_its_full_text(texts):
    assert texts.digest(a_digest()).html.count("<details") == 4


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (timedelta(0), "ce matin à 7 h 30"),
        (timedelta(hours=-8), "aujourd’hui à 15 h 30"),
        (timedelta(days=1), "Banque hier"),
        (timedelta(days=4), "le 19 nov."),
    ],
)
def test_the_age_of_bank_data_is_said_as_people_say_it(texts, heard, words):
    text = " ".join(texts.digest(a_digest(banks=(BankNews(bank="Banque", heard_at=NOW - heard),))).text.split())
    assert words in text


def test_a_silent_bank_is_said_loudly(texts):
    banks = (BankNews(bank="Banque", heard_at=None, silent=True),)
    text = " ".join(texts.digest(a_digest(banks=banks)).text.split())
    assert "Relevés à jour : Banque (encore aucun)" in text
    assert "Sans nouvelles de Banque : les soldes peuvent être périmés" in text


def test_totals_are_kept_apart_by_currency(texts):
    rows = (a_row(1), a_row(2, total=replace(eur(100), currency="CHF")))
    assert "2 relances à valider · 3 120,00 € · 100,00 CHF" in " ".join(texts.digest(a_digest(*rows)).text.split())


def test_many_set_aside_clients_are_counted(texts):
    aside = tuple(SetAside(client=f"C{n}", why="litige") for n in range(10))
    assert "C5 (litige) · 4 autres" in " ".join(texts.digest(a_digest(aside=aside)).text.split())


def test_a_returned_reminder_says_why(texts):
    assert "Revient\xa0: le solde a changé" in texts.digest(a_digest(a_row(1, returned="le solde a changé"))).text


def test_a_deputy_learns_for_whom_he_decides(texts):
    assert "à la place de Paul Roux" in texts.digest(a_digest(in_place_of="Paul Roux")).text


def test_a_bare_digest_has_no_empty_lines_of_labels(texts):
    text = texts.digest(a_digest(a_row(1), banks=(), happened=Happened(), aside=(), link="", link_until=None)).text
    assert not re.search(r"Relevés|Depuis|Écartées|Voir et valider", text)


def test_english(texts):
    text = " ".join(texts.digest(a_digest(language="en")).text.split())
    assert "4 reminders to approve · €12,480.00" in text
    assert "Reply: OK · OK EXCEPT 3 · NO 2: reason · POSTPONE 3 15/12" in text
    assert "Since 22 Nov: 3 payments recognised (€2,310.00), 1 promise, 1 dispute" in text


def test_a_token_of_another_kind_is_refused():
    with pytest.raises(Refused):
        a_digest(token="r1abc")
