"""How strongly a text speaks for each intent, by weights that were learnt from labelled texts.

`weights.json` is made by `python -m tools.learn_replies`; weights are whole hundredths. A sentence's log-odds are the
sum of the weights of its marks over the root of their number; a text's are the soft maximum of its sentences'.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mailbot.core.reading.understood import Intent

FILE = Path(__file__).parent / "weights.json"
# Weights are kept as hundredths.
UNIT = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """For each mark the intents it speaks for (by their place in `intents`) and how much; `base` is added to all.

    `least`: from which log-odds on a text says an intent. `days`, `sums`: the weights by which the promised day and
    amount are chosen; `no_sum`: the weight of there being none.
    """

    intents: tuple[Intent, ...]
    base: tuple[int, ...]
    least: tuple[int, ...]
    marks: Mapping[str, Sequence[int]]
    days: Mapping[str, int]
    sums: Mapping[str, int]
    no_sum: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """By how much each intent passes what is asked of it (negative: it does not), and in which sentence it is said."""

    margins: Mapping[Intent, float]
    loudest: Mapping[Intent, int]


@cache
def learnt() -> Weights:
    """The weights that travel with the program."""
    return weights_of(FILE.read_text(encoding="utf-8"))


def weights_of(text: str) -> Weights:
    """Weights as written by the trainer; of each mark a flat row of place, weight, place, weight …"""
    told = json.loads(text)
    return Weights(
        tuple(Intent(name) for name in told["intents"]),
        tuple(told["base"]),
        tuple(told["least"]),
        told["marks"],
        told["days"],
        told["sums"],
        told["no_sum"],
    )


def judge(bags: Sequence[frozenset[str]], weights: Weights) -> Verdict:
    """The verdict on a text from the marks of its sentences."""
    rows = [_row(bag, weights) for bag in bags]
    margins: dict[Intent, float] = {}
    loudest: dict[Intent, int] = {}
    for place, intent in enumerate(weights.intents):
        column = [row[place] for row in rows]
        if column:
            loudest[intent] = max(range(len(column)), key=column.__getitem__)
            margins[intent] = _soft_maximum(column) - weights.least[place] / UNIT
    return Verdict(margins, loudest)


def _row(bag: frozenset[str], weights: Weights) -> list[float]:
    sums = [0] * len(weights.intents)
    for mark in bag:
        row = weights.marks.get(mark, ())
        for at in range(0, len(row), 2):
            sums[row[at]] += row[at + 1]
    scale = UNIT * math.sqrt(max(1, len(bag)))
    return [total / scale + base / UNIT for total, base in zip(sums, weights.base, strict=True)]


def _soft_maximum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def likeliest_day(marks: Sequence[frozenset[str]], weights: Weights) -> int | None:
    """Which of the days named is the promised one, by the marks of each; None when no day is named."""
    scores = [sum(weights.days.get(mark, 0) for mark in one) for one in marks]
    return max(range(len(scores)), key=scores.__getitem__) if scores else None


def likeliest_sum(marks: Sequence[frozenset[str]], weights: Weights) -> int | None:
    """Which of the amounts named is the promised one; None when none is likelier."""
    scores = [sum(weights.sums.get(mark, 0) for mark in one) for one in marks]
    best = max(range(len(scores)), key=scores.__getitem__) if scores else None
    return best if best is not None and scores[best] > weights.no_sum else None
