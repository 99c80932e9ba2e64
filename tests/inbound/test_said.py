"""Sentences as people write them, and what they want. The texts are tables in `said/`: a new surprise is a new line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mailbot.core.understood import STOPS
from mailbot.inbound.reply.intents import read_intents
from mailbot.inbound.reply.new_text import NewText

WRITTEN = date(2026, 10, 6)
FILES = ("fr", "traps", "en", "others")


def lines() -> Iterator[tuple[frozenset[str], frozenset[str], str]]:
    for name in FILES:
        for line in (Path(__file__).parent / "said" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                required, allowed, text = line.split("|", 2)
                yield frozenset(required.split(",")), frozenset(allowed.split(",")) - {""}, text


SAID = tuple(lines())


def heard(text: str) -> frozenset[str]:
    return frozenset(str(intent) for intent in read_intents(NewText(text=text), WRITTEN).intents)


@pytest.mark.parametrize(("required", "allowed", "text"), SAID, ids=[text[:60] for _, _, text in SAID])
def test_what_people_want_is_understood(required, allowed, text):
    found = heard(text)
    assert required <= found, f"missed {set(required - found)}"
    assert found <= required | allowed, f"also found {set(found - required - allowed)}"


@pytest.mark.parametrize(("required", "allowed", "text"), SAID, ids=[text[:60] for _, _, text in SAID])
def test_capitals_and_missing_accents_change_nothing(required, allowed, text):
    stops = {str(intent) for intent in STOPS}
    if required & stops:
        assert heard(text.upper()) & stops


def test_every_intent_names_the_sentence_that_spoke_for_it():
    reading = read_intents(NewText(text="Bonjour. La facture est fausse. Virement du reste vendredi."), WRITTEN)
    sentences = {item.intent: item.sentence for item in reading.evidence}
    assert sentences["dispute"] == "La facture est fausse."
    assert sentences["promise_to_pay"] == "Virement du reste vendredi."
