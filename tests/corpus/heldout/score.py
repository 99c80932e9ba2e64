"""Score the reading of labelled replies, one JSON object a line: totals only, no text is shown.

Python -m tests.corpus.heldout.score [FILE]. An intent of `alt` is neither right nor wrong; a day of `alt_promises` is
as right as that of `promise`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mailbot.core.reading.understood import STOPS
from mailbot.inbound.reply.intents import Reading, read_intents
from mailbot.inbound.reply.new_text import NewText

FILE = Path(__file__).parent / "replies.jsonl"
_STOPS = frozenset(str(intent) for intent in STOPS)


def read_rows(file: Path = FILE) -> list[tuple[dict[str, Any], Reading]]:
    """Each labelled text with how it is read, by the code that `mailbot explain` reads new text with."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [(row, read_intents(NewText(text=row["text"]), date.fromisoformat(row["written"]))) for row in rows]


def figures(rows: Sequence[tuple[dict[str, Any], Reading]]) -> dict[str, float]:
    """All figures: F1 of each intent, their mean, exact, stops missed, false stops, promised days and amounts."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for row, reading in rows:
        truth, open_here = set(row["intents"]), set(row.get("alt") or [])
        got = {str(intent) for intent in reading.intents}
        right.update(truth & got)
        wrong.update((truth - got) | (got - truth - open_here))
        counts["exact"] += truth <= got <= truth | open_here
        stops = bool(truth & _STOPS)
        counts["stops" if stops else "others"] += 1
        counts["missed"] += stops and not got & _STOPS
        counts["false"] += not stops and bool(got & _STOPS - open_here)
        _count_promise(row, reading, counts)
    out = {f"F1 {name}": 2 * right[name] / (2 * right[name] + wrong[name]) for name in sorted(right | wrong)}
    out["intents macro-F1"] = sum(out.values()) / len(out)
    out["intents exact"] = counts["exact"] / len(rows)
    out["stops missed"] = counts["missed"] / max(1, counts["stops"])
    out["false stops"] = counts["false"] / max(1, counts["others"])
    out["promise date"] = counts["dates"] / max(1, counts["dated"])
    out["promise date where a promise was heard"] = counts["dates"] / max(1, counts["heard"])
    out["promise amount"] = counts["amounts"] / max(1, counts["promised"])
    return out


def _count_promise(row: dict[str, Any], reading: Reading, counts: Counter[str]) -> None:
    if "promise_to_pay" not in row["intents"]:
        return
    asked = [one for one in (row.get("promise"), *(row.get("alt_promises") or [])) if one]
    days = {one["date"] for one in asked if one.get("date")}
    amounts = {one.get("amount") for one in asked}
    said = reading.promise
    counts["promised"] += 1
    counts["amounts"] += said is not None and (None if said.amount is None else f"{said.amount:.2f}") in amounts
    if days:
        counts["dated"] += 1
        counts["heard"] += said is not None
        counts["dates"] += said is not None and str(said.date) in days


if __name__ == "__main__":
    for name, value in figures(read_rows(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)).items():
        sys.stdout.write(f"{name:42} {value:.3f}\n")
