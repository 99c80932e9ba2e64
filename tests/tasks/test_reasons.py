"""Reasons that people read are in their language."""

import ast
from pathlib import Path

import pytest

from mailbot.tasks.desk.reasons import told

ROOT = Path(__file__).parents[2]


def reasons_of(path: str) -> list[str]:
    """The beginnings of all reasons that a reader gives for a person: `why=` texts of proofs, kinds without a match."""
    found = []
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Proof", "Sorted"):
            for word in node.keywords:
                if word.arg != "why":
                    continue
                if isinstance(word.value, ast.Constant):
                    found.append(str(word.value.value))
                elif isinstance(word.value, ast.JoinedStr) and isinstance(word.value.values[0], ast.Constant):
                    found.append(str(word.value.values[0].value))
    return found


@pytest.mark.parametrize("path", ["mailbot/inbound/authenticity.py", "mailbot/inbound/sort.py"])
def test_every_reason_for_a_person_has_its_french(path: str) -> None:
    reasons = reasons_of(path)
    assert len(reasons) >= 2
    assert [reason for reason in reasons if told(reason, "fr") == reason] == []


def test_what_follows_stays_and_english_firms_read_the_original() -> None:
    assert told("dmarc=fail for banque.example", "fr").endswith(" : banque.example")
    assert told("dmarc=fail for banque.example", "en") == "dmarc=fail for banque.example"
