"""How strongly a text speaks for each intent, by weights that were learnt from labelled texts.

`weights.json` is made by `python -m tools.learn_replies`. Each mark of a sentence has a weight for each intent, and one
for each of some hidden ideas that the learner made up; a sentence's marks are added up and divided by the root of
their number; ideas above nothing speak for and against intents in their turn. A text's log-odds are the soft maximum
of its sentences'.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mailbot.core.reading.understood import Intent

FILE = Path(__file__).parent / "weights.json"
# How many ideas the learner may make up.
HIDDEN = 32
# Weights of days and sums, thresholds and what ideas say are kept as hundredths.
UNIT = 100
# A mark's weights are bytes, and nothing is the middle. Many marks are added up as one long number each, in which
# every weight has a lane of four bytes: the sum of a bag is then a few additions.
MIDDLE = 128
_LANE = array("I")


class MarkWeights:
    """The weights of all marks: one row of bytes each, in the order of `marks`."""

    def __init__(self, marks: Iterable[str], rows: bytes, width: int) -> None:
        self._places = {mark: at for at, mark in enumerate(marks)}
        self._rows, self._width = rows, width
        if len(rows) != width * len(self._places):
            raise ValueError(f"{len(self._places)} marks of {width} weights, but {len(rows)} bytes of weights")
        self._lanes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def summed(self, bag: Iterable[str]) -> list[int]:
        """The sum of the rows of all known marks."""
        rows = [self._row(mark) for mark in bag if mark in self._places]
        lanes = array(_LANE.typecode)
        lanes.frombytes(sum(rows).to_bytes(self._width * _LANE.itemsize, sys.byteorder))
        nothing = len(rows) * MIDDLE
        return [lane - nothing for lane in lanes]

    def _row(self, mark: str) -> int:
        """A mark's row as one number; made when it is first asked for."""
        if mark not in self._lanes:
            at = self._places[mark] * self._width
            row = array(_LANE.typecode, list(self._rows[at : at + self._width]))
            self._lanes[mark] = int.from_bytes(row.tobytes(), sys.byteorder)
        return self._lanes[mark]


@dataclass(frozen=True, slots=True)
class Weights:
    """`marks`: for each mark its weights for the intents, then for the hidden ideas, in units of `step` and
    `idea_step`; `mixing`: for each idea what it says of each intent; `base` is added to all.

    `least`: from which log-odds on a text says an intent. `days`, `sums`: the weights by which the promised day and
    amount are chosen; `no_sum`: the weight of there being none.
    """

    intents: tuple[Intent, ...]
    base: tuple[int, ...]
    least: tuple[int, ...]
    marks: MarkWeights
    step: float
    idea_step: float
    mixing: tuple[tuple[int, ...], ...]
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
    """Weights as written by the trainer; the rows of marks are one run of bytes in base 64."""
    told = json.loads(text)
    return Weights(
        tuple(Intent(name) for name in told["intents"]),
        tuple(told["base"]),
        tuple(told["least"]),
        MarkWeights(told["marks"].split("\n"), b64decode(told["rows"]), len(told["intents"]) + len(told["mixing"])),
        told["step"],
        told["idea_step"],
        tuple(tuple(row) for row in told["mixing"]),
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
    """What a sentence says of each intent."""
    found = weights.marks.summed(bag)
    root = math.sqrt(max(1, len(bag)))
    count = len(weights.intents)
    scale = weights.step / root
    row = [one * scale + base / UNIT for one, base in zip(found, weights.base, strict=False)]
    for seen, says in zip(found[count:], weights.mixing, strict=True):
        if seen > 0:
            loud = seen * weights.idea_step / root / UNIT
            for at, weight in enumerate(says):
                row[at] += loud * weight
    return row


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
