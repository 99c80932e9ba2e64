"""The labelled texts that the weights are learnt from: tables of sentences, whole mails, and replies by six authors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.heard import Heard, hear
from mailbot.inbound.reply.learned.sight import bags
from mailbot.inbound.reply.new_text import NewText
from mailbot.inbound.reply.weighing import weigh

SAID = Path(__file__).parents[1] / "tests" / "inbound" / "said"
# Every text of a table was written on this day; the others name theirs.
WRITTEN = date(2026, 10, 6)
LEARNT = tuple(Intent)
# In the older tables a receipt or a question may stand unlabelled beside something weightier.
_WEIGHTY = frozenset(LEARNT) - {Intent.ACKNOWLEDGEMENT, Intent.QUESTION, Intent.OTHER}
_LIGHT = frozenset({Intent.ACKNOWLEDGEMENT, Intent.QUESTION})
_OLDER = ("fr", "en", "others", "traps", "own")


@dataclass(frozen=True)
class Example:
    """One text: its author or table, what was heard in it, the marks of its sentences, and for each intent whether it
    holds (intents left open are absent). `days`, `amounts`: what is promised, with what may be taken for it.
    """

    author: str
    text: str
    heard: Heard
    required: frozenset[str]
    allowed: frozenset[str]
    bags: tuple[frozenset[str], ...]
    labels: dict[Intent, bool]
    days: frozenset[date] = frozenset()
    amounts: frozenset[Decimal] | None = None

    @property
    def by_author(self) -> bool:
        """Is this one of the replies by which thresholds are chosen?"""
        return self.author.startswith("replies_")


def examples() -> Iterator[Example]:
    """All labelled texts."""
    for file in sorted(SAID.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                required, allowed, text = line.split("|", 2)
                row = {"intents": required.split(","), "alt": allowed.split(","), "text": text}
                yield _example(file.stem, row, WRITTEN)
    for file in sorted(SAID.glob("*.jsonl")):
        yield from from_jsonl(file)


def from_jsonl(file: Path) -> Iterator[Example]:
    """The texts of one file, a JSON object a line."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row.setdefault("intents", row.get("required", []))
        row.setdefault("alt", row.get("allowed", []))
        yield _example(row.get("source", file.stem), row, date.fromisoformat(row["written"]))


def _example(author: str, row: dict[str, Any], written: date) -> Example:
    required, allowed = frozenset(row["intents"]), frozenset(row["alt"]) - {""}
    heard = hear(NewText(text=row["text"]), written)
    promises = [one for one in (row.get("promise"), *(row.get("alt_promises") or [])) if one]
    amounts = frozenset(Decimal(one["amount"]) for one in promises if one.get("amount"))
    return Example(
        author,
        row["text"],
        heard,
        required,
        allowed,
        tuple(bags(heard, weigh(heard))),
        dict(_labels(author, required, allowed)),
        frozenset(date.fromisoformat(one["date"]) for one in promises if one.get("date")),
        amounts if promises else None,
    )


def _labels(author: str, required: frozenset[str], allowed: Iterable[str]) -> Iterator[tuple[Intent, bool]]:
    for intent in LEARNT:
        open_here = author in _OLDER and intent in _LIGHT and required & _WEIGHTY
        if intent in required:
            yield intent, True
        elif intent not in allowed and not open_here:
            yield intent, False
