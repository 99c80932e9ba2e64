"""The mail after a mass run: what left, what waits, what was left out and why, what failed."""

import pytest

from mailbot.outbound.run_report import RunFacts, RunLeftOut, RunLine, RunSection
from tests.outbound.samples import SIGNATORY, TODAY, a_firm, eur

DUPONT = RunLine(client="Dupont & Fils", level_name="rappel", total=eur(4320))
SENT = RunSection(name="sent", count=3, totals=(eur(4320),), lines=(DUPONT,))
WAITING = RunSection(
    name="waiting", count=1, totals=(eur(80),),
    lines=(RunLine(client="Petit", level_name="rappel", total=eur(80), why="hors des heures d'envoi"),),
)  # fmt: skip
DISPUTED = RunLeftOut(words="en litige", count=2, named=(("F-1", "Martin", "en litige : malfaçons"),))


def a_report(**changes) -> RunFacts:
    given = {
        "firm": a_firm(), "language": "fr", "to": SIGNATORY, "today": TODAY, "number": 7, "status": "done",
        "asked_for": "factures en retard", "clients": 6, "done": 6,
    }  # fmt: skip
    return RunFacts(**{**given, **changes})


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_it_counts_what_left_and_names_what_did_not(texts):
    draft = texts.run_report(a_report(sections=(SENT, WAITING), left_out=(DISPUTED,), failed=(("Roux", "panne"),)))
    assert plain(draft.subject).startswith("Relances en nombre : 3 envoyées, 2 factures écartées, 1 échec (")
    said = plain(draft.text)
    for words in (
        "6 clients sur 6", "3 RELANCES ENVOYÉES · 4 320,00 €", "- et 2 de plus",
        "Petit : 80,00 €, rappel (hors des heures d'envoi)",
        "1 CLIENT EN ÉCHEC", "- Roux : panne", "2 FACTURES ÉCARTÉES", "- F-1, Martin : en litige : malfaçons",
        "- et 1 de plus",
    ):  # fmt: skip
        assert words in said, words
    assert "Dupont &amp; Fils" in draft.html


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("status", ["done", "cancelled", "failed"])
@pytest.mark.parametrize("name", ["sent", "leaving", "waiting", "doubtful", "undelivered", "withdrawn"])
def test_every_end_and_every_part_has_its_words_in_both_languages(texts, language, status, name):
    section = RunSection(name=name, count=2, totals=(eur(5),))
    report = a_report(
        language=language, status=status, sections=(section,), why="barème inconnu", link="https://a.example/"
    )
    draft = texts.run_report(report)
    assert "barème inconnu" in draft.text
    assert 'href="https://a.example/"' in draft.html
    assert "None" not in draft.text + draft.subject


def test_when_nothing_left_it_says_so(texts):
    assert "Aucune relance n’est partie." in texts.run_report(a_report()).text
    assert "No reminder has left." in texts.run_report(a_report(language="en")).text
