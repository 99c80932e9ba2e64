"""How partners decide: what is understood, and above all what is not."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailbot.core.approving.approval import read_decision, settle
from mailbot.core.reading.understood import ReplyLine

TODAY = date(2026, 11, 18)
CLAIRE = "Claire Vallier <claire.vallier@etude.example>"


def decided(text, writer=CLAIRE):
    """(decision, excluded, only) of an answer."""
    approval = read_decision(text, TODAY, writer)
    return approval.decision, approval.excluded, approval.only


APPROVES_ALL = [
    "OK", "ok", "Ok.", "OUI", "oui !", "VALIDÉ", "validé", "Valide", "Je valide", "approved", "Yes", "d'accord",
    "D’accord", "OK pour tout", "Validé pour tout le monde, vous pouvez envoyer. Merci Inès !", "tout est bon",
    "C'est bon pour moi", "Bonjour,\n\nOK\n\nCordialement,\nClaire Vallier\nAvocate associée\nTél. 01 44 55 66 77",
    "OK merci", "OK, merci !", "Hello Inès,\nOK pour toutes les relances, merci beaucoup.\nBonne journée", "*OK*",
    "OK 👍", "« OK »", "OK\nClaire", "OK\n\nC. Vallier", "OK\nCV", "Hi,\nApproved, thanks.\nBest,\nJohn Smith",
    "OK\n\nEnvoyé de mon iPhone", "OK\n\n-- \nClaire Vallier\nattend vos appels", "> 5 relances à valider\nOK",
    "OK\n\nLe lun. 16 nov. 2026 à 08:00, Étude <x@y.example> a écrit :\n> OK SAUF 3",
    "OK\n\n-----Message d'origine-----\nDe : Étude\nNON", "OK\n\nFrom: Étude\nSent: Monday\nNON", "OK\nOK",
]  # fmt: skip

PARTLY = [
    ("OK SAUF 3, 7-9", (3, 7, 8, 9), ()), ("ok sauf la 3 et la 7, merci", (3, 7), ()), ("OK sauf n° 3", (3,), ()),
    ("ok sauf de la 3 à la 5", (3, 4, 5), ()), ("Bonjour, OK sauf 3", (3,), ()), ("OK SAUF 3 : litige", (3,), ()),
    ("OK sauf 5 (déjà payé)", (5,), ()), ("OK sauf 5 car il a payé", (5,), ()), ("Validé sauf les 3 et 7", (3, 7), ()),
    ("Yes to all except 4 and 6, thanks", (4, 6), ()), ("OK\nNON 2 : litige", (2,), ()),
    ("NON 2\nOK pour le reste", (2,), ()), ("NON 2, OK pour le reste", (2,), ()),
    ("NON 2 : négociation en cours, je m'en occupe\nOK pour le reste", (2,), ()), ("OK\nREPORT 4 15/12", (4,), ()),
    ("OK sauf 3. REPORT 4 15/12", (3, 4), ()), ("OK\nNIVEAU 5 1", (5,), ()), ("2 non\nles autres ok", (2,), ()),
    ("SEULEMENT 2", (), (2,)), ("only 2 and 4", (), (2, 4)), ("OK 2", (), (2,)),
    ("Seulement la 2 et la 4 svp", (), (2, 4)), ("OK pour la 1 et la 2", (), (1, 2)),
    ("1 ok\n2 non\n3 : ok", (), (1, 3)), ("OK pour 1 à 3 seulement", (), (1, 2, 3)), ("OK mais seulement 2", (), (2,)),
]  # fmt: skip

REFUSES = [
    ("NON", ()), ("non merci", ()), ("No", ()), ("NON : trop tôt", ()), ("refusé", ()), ("NON 2 : motif", (2,)),
    ("non 2, litige en cours et M. Dupont est furieux", (2,)), ("REPORT 4 15/12", (4,)), ("STOP", ()),
    ("pas la 3", (3,)), ("Stop 3", (3,)), ("NON 2 : il vient de perdre son fils, on attend janvier", (2,)),
]  # fmt: skip

APPROVES_NOTHING = [
    "OK mais attendez Dupont", "OK, mais attendez Dupont", "OK ?", "OK sauf Dupont", "OK sauf 3 et Dupont",
    "OK sauf 3\net Dupont", "OK\nDupont non", "OK\nAttendez Dupont", "OK\nDupont", "OK\n\nMartin Dupont",
    "OK\nCordialement\nAttendez Dupont", "OK\nMerci\nPS : attendez Dupont", "OK\nMerci d'attendre Dupont",
    "Merci\nOK sauf Dupont", "OK sauf 3 : litige, Dupont", "OK sauf 3 : litige et 5",
    "OK sauf 3 : litige, et Dupont aussi", "OK pour les 3 premières", "OK pour les 2", "Pas OK", "pas ok pour 3",
    "je ne valide pas", "Validé par qui ?", "OK si Dupont a payé", "OK après le 15", "OK demain", "OK 15/12",
    "OK sauf les gros", "ok j'ai bien reçu", "OK je regarde", "ok vu, je reviens vers vous", "Bien reçu, ok",
    "Ok merci, je regarde demain", "OK sauf 3 (et Dupont)", "NON 2 : litige. Pareil pour le 5\nOK pour le reste",
    "OK pour le reste", "OK sauf celles de plus de 1000", "OK sauf 9-7", "OK sauf 3, la dernière",
    "OK\nCordialement,\nSauf 3", "OK\nBloquez Dupont\nCordialement", "OK\nOn attend pour Dupont", "Non, OK", "OK\nNON",
    "SEULEMENT 2\nOK", "OK 2\nNON 2", "Merci Claire. Ok ça marche, je te dis demain", "oui je pense",
    "yes but not Dupont", "Yes, hold Martin", "OK Dupont", "OK to all but wait for my call on 3", "OK\n---\nblah",
    "OK\nEnvoyé de mon iPhone, sauf Dupont", "oui Martin", "OK, Dupont", "OK (sauf Dupont)", "OK : sauf Dupont",
    "OK ... enfin pas pour 3", "OK\nLa 3 non, la 4 je ne sais pas", "OK, attendez", "OK\nattendez mon appel\nMerci",
    "Ok pour moi mais voir avec Paul", "OK sauf 3 : attendez mon feu vert", "OK sauf 3/7", "OK sauf 3 - 7 - Dupont",
    "Report 3\nOK", "OK\nreport 3 hier", "OK\nniveau 3", "OK sauf 1 000", "OK 3x", "OK sauf 0",
    "Je regarde ça demain, j'attends un retour de la banque.", "Vu avec Paul ce matin.\nOK", "Oui sauf Dupont", "",
    "Merci", "OK\nLe client Dupont a écrit :\nattendez", "OK\nREPORT 4 10/11", "OK sauf 1-900", "O.K.\nClaire", "👍",
]  # fmt: skip


@pytest.mark.parametrize("text", APPROVES_ALL)
def test_these_approve_everything(text):
    assert decided(text) == ("approve", (), ())


@pytest.mark.parametrize(("text", "excluded", "only"), PARTLY)
def test_these_approve_a_part(text, excluded, only):
    assert decided(text) == ("partial", excluded, only)


@pytest.mark.parametrize(("text", "only"), REFUSES)
def test_these_refuse(text, only):
    assert decided(text) == ("reject", (), only)


@pytest.mark.parametrize("writer", ["", CLAIRE])
@pytest.mark.parametrize("text", APPROVES_NOTHING)
def test_these_approve_nothing(text, writer):
    approval = read_decision(text, TODAY, writer)
    assert approval.decision in (None, "reject")
    assert not any(line.verb == "approve" for line in approval.lines)


@pytest.mark.parametrize("text", [text for text in APPROVES_NOTHING if text not in ("", "👍")])
def test_what_is_not_understood_is_told(text):
    approval = read_decision(text, TODAY)
    assert approval.decision == "reject" or approval.not_understood


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("REPORT 4 15/12", ReplyLine(verb="postpone", numbers=(4,), until=date(2026, 12, 15))),
        ("REPORT 4 au 15 décembre", ReplyLine(verb="postpone", numbers=(4,), until=date(2026, 12, 15))),
        ("reporter la 4 et la 5 au 05/01", ReplyLine(verb="postpone", numbers=(4, 5), until=date(2027, 1, 5))),
        ("postpone 4 to January 5", ReplyLine(verb="postpone", numbers=(4,), until=date(2027, 1, 5))),
        ("REPORT 4 2026-12-15", ReplyLine(verb="postpone", numbers=(4,), until=date(2026, 12, 15))),
        ("REPORT 4 1er déc. 26", ReplyLine(verb="postpone", numbers=(4,), until=date(2026, 12, 1))),
        ("REPORT 15/12", ReplyLine(verb="postpone", until=date(2026, 12, 15))),
        ("NIVEAU 5 1", ReplyLine(verb="level", numbers=(5,), level=1)),
        ("level 5, 6 to 2", ReplyLine(verb="level", numbers=(5, 6), level=2)),
        ("NON 2 : déjà réglé", ReplyLine(verb="reject", numbers=(2,), reason="déjà réglé")),
        ("NON : trop tôt", ReplyLine(verb="reject", reason="trop tôt")),
        ("STOP", ReplyLine(verb="stop")),
    ],
)
def test_each_order_is_read_with_its_values(text, line):
    assert read_decision(text, TODAY).lines == (line,)


def test_stop_counts_even_beside_what_is_not_understood():
    approval = read_decision("OK\nSTOP\nje vous appelle", TODAY)
    assert (approval.decision, approval.lines) == ("reject", (ReplyLine(verb="stop"),))
    assert approval.not_understood == ("je vous appelle",)


def test_a_wrapped_line_is_one_line():
    text = "OK sauf 3 : le client a demandé un échéancier par téléphone hier, je m'en\noccupe personnellement"
    assert decided(text) == ("partial", (3,), ())


words = st.sampled_from([
    "OK", "oui", "NON", "sauf", "seulement", "2", "3,", "7-9", "Dupont", "attendez", "mais", "et", "pas", "le reste",
    "merci", "Claire", "REPORT", "15/12", "NIVEAU", "?", ":", "(", ")", "\n",
])  # fmt: skip


@given(st.lists(words, max_size=8).map(" ".join))
@example("OK mais 2")
def test_a_restricting_word_is_never_passed_over(text):
    approval = read_decision(text, TODAY, CLAIRE)
    if any(word in text for word in ("mais", "attendez", "Dupont", "?")) and "seulement" not in text:
        assert not any(line.verb == "approve" for line in approval.lines)


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_no_order_comes_from_nowhere(text):
    approval = read_decision(text, TODAY)
    assert approval.decision in (None, "approve", "reject", "partial")
    assert not (approval.not_understood and any(line.verb == "approve" for line in approval.lines))


WORDS = "Madame,\n\nComme convenu, voici le solde."


@pytest.mark.parametrize(
    ("answer", "verbs", "words"),
    [
        (f"TEXTE 4 : {WORDS}", {(4,): "text"}, WORDS),
        (f"texte n° 4: {WORDS}\n\nBien cordialement,\nClaire Vallier\nTél. 01 44 55 66 77", {(4,): "text"}, WORDS),
        (f"Text 4: {WORDS}\n\nClaire Vallier\n\nEnvoyé de mon iPhone", {(4,): "text"}, WORDS),
        (f"Bonjour,\nOK SAUF 4\nTEXTE 4 : {WORDS}", {(): "approve", (4,): "text"}, WORDS),
        (f"OK\nTEXTE 4 :\n{WORDS}\n\nLe lun. 16 nov. 2026 à 08:00, Étude a écrit :\n> OK",
         {(): "approve", (4,): "text"}, WORDS),
        (f"TEXTE 2 : Deux.\nTEXTE 4 : {WORDS}\n-- \nClaire", {(2,): "text", (4,): "text"}, WORDS),
        ("ESSAI 4", {(4,): "test"}, ""),
        ("OK SAUF 3\ntest 4", {(): "approve", (3,): "reject", (4,): "test"}, ""),
    ],
)  # fmt: skip
def test_a_partner_writes_the_words_of_one_reminder(answer, verbs, words):
    approval = read_decision(answer, TODAY, CLAIRE)
    assert approval.not_understood == ()
    found = {line.numbers: line.verb for line in approval.lines if (line.numbers, line.verb) != ((4,), "reject")}
    assert found == verbs
    assert next((line.text for line in approval.lines if line.numbers == (4,) and line.text), "") == words


@pytest.mark.parametrize(
    "answer",
    [
        "TEXTE 4 :", "TEXTE 4", "TEXTE 4, 5 : bonjour", f"TEXTE 4 : {WORDS}\nTEXTE 4 : autre", "texte 4 : ?\nOK sauf 3",
        f"TEXTE 4 : {WORDS}\n\nOK pour le reste", f"TEXTE 4 : {WORDS}\nNON 3", f"Attendez Dupont\nTEXTE 4 : {WORDS}",
        "le texte du 4 : à revoir",
    ],
)  # fmt: skip
def test_words_that_are_not_clearly_words_change_nothing(answer):
    approval = read_decision(answer, TODAY, CLAIRE)
    assert approval.not_understood and not approval.lines


def test_words_go_before_a_refusal_and_keep_it_from_all_that_is_approved():
    approval = read_decision(f"OK SAUF 4\nTEXTE 4 : {WORDS}", TODAY, CLAIRE)
    given = settle(approval, (1, 2, 4))
    assert {number: line.verb for number, line in given.items()} == {1: "approve", 2: "approve", 4: "text"}
    shown = settle(read_decision("OK\nESSAI 2", TODAY, CLAIRE), (1, 2))
    assert [line.verb for line in shown.values()] == ["approve", "approve"]
