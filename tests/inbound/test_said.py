"""Sentences as people write them, and what they want. The texts are tables in `said/`: a new surprise is a new line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mailbot.core.reading.understood import STOPS, Intent
from mailbot.inbound.reply.intents import read_intents
from mailbot.inbound.reply.new_text import NewText

WRITTEN = date(2026, 10, 6)


def lines(names: tuple[str, ...]) -> Iterator[tuple[frozenset[str], frozenset[str], str]]:
    for name in names:
        for line in (Path(__file__).parent / "said" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                required, allowed, text = line.split("|", 2)
                yield frozenset(required.split(",")), frozenset(allowed.split(",")) - {""}, text


TABLES = ("plain", "fr", "traps", "en", "others")
TOLD = ("fr_wide", "en_wide", "others_wide", "fr_tales", "en_tales", "others_tales")
AUTHORS = ("fr_firms", "fr_people", "fr_formal", "en_all", "de_es_it_nl", "near_misses")
STOP_NAMES = frozenset(str(intent) for intent in STOPS)
Row = tuple[frozenset[str], frozenset[str], str, date]


def heard(text: str, written: date = WRITTEN) -> frozenset[str]:
    return frozenset(str(intent) for intent in read_intents(NewText(text=text), written).intents)


def replies(author: str) -> Iterator[Row]:
    for line in (Path(__file__).parent / "said" / f"replies_{author}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield frozenset(row["intents"]), frozenset(row["alt"]), row["text"], date.fromisoformat(row["written"])


# The weights were learnt from all of these: what was learnt must be known. How texts never seen are read is measured by
# `python -m tools.learn_replies --apart` and by tests/corpus/heldout.
LEARNT: dict[str, tuple[Row, ...]] = {
    **{name: tuple((*row, WRITTEN) for row in lines((name,))) for name in (*TABLES, *TOLD)},
    **{author: tuple(replies(author)) for author in AUTHORS},
}


@pytest.mark.parametrize("name", LEARNT)
def test_what_was_learnt_is_known(name):
    right = [required <= heard(text, day) <= required | allowed for required, allowed, text, day in LEARNT[name]]
    assert sum(right) / len(right) >= 0.9


def test_no_stop_of_what_was_learnt_is_missed_and_few_are_false():
    every = [row for table in LEARNT.values() for row in table]
    rows = [(required, allowed, heard(text, day)) for required, allowed, text, day in every]
    asked = [bool(found & STOP_NAMES) for required, _, found in rows if required & STOP_NAMES]
    let_off = [bool(found & STOP_NAMES - allowed) for required, allowed, found in rows if not required & STOP_NAMES]
    assert 1 - sum(asked) / len(asked) <= 0.005
    assert sum(let_off) / len(let_off) <= 0.05


def test_capitals_and_missing_accents_change_nothing():
    stops = [(text, day) for required, _, text, day in LEARNT["fr"] if required & STOP_NAMES]
    shouted = [bool(heard(text.upper(), day) & STOP_NAMES) for text, day in stops]
    assert sum(shouted) / len(shouted) >= 0.99


def test_every_intent_names_the_sentence_that_spoke_for_it():
    reading = read_intents(NewText(text="Bonjour. La facture est fausse. Virement du reste vendredi."), WRITTEN)
    sentences = {item.intent: item.sentence for item in reading.evidence}
    assert sentences["dispute"] == "La facture est fausse."
    assert sentences["promise_to_pay"] == "Virement du reste vendredi."
    assert all(item.why for item in reading.evidence)


PLAIN = (
    ("Nous réglerons votre facture dès que possible.", "dispute"),
    ("Nous reconnaissons devoir cette somme.", "dispute"),
    ("Bon pour accord sur le devis.", "dispute"),
    ("Estaré de vacaciones hasta el lunes.", "deceased"),
)


@pytest.mark.parametrize(("text", "not_said"), PLAIN, ids=[text for text, _ in PLAIN])
def test_plain_words_are_not_taken_for_a_stop(text, not_said):
    assert not_said not in heard(text)


def test_without_a_word_nothing_is_understood():
    reading = read_intents(NewText(text=""), WRITTEN)
    assert reading.intents == (Intent.OTHER,)
    assert reading.evidence == ()
    assert reading.promise is None
