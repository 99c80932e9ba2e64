"""Learn the weights of `mailbot/inbound/reply/learned/weights.json` from the labelled sentences of the tests.

    python -m tools.learn_replies

A logistic model for each intent over the marks of a sentence. Of a mail with several sentences only the mail is
labelled: the sentence that speaks loudest for a label is taken to be the one that says it. Pure Python, fixed seeds.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from mailbot.inbound.reply.learned import judge
from mailbot.inbound.reply.learned.marks import marks

from mailbot.core.understood import Intent
from mailbot.inbound.reply.sentences import sentences

ROOT = Path(__file__).parents[1]
SAID = ROOT / "tests" / "inbound" / "said"
# Every text of a table was written on this day; `mails.jsonl` gives the day of each.
WRITTEN = date(2026, 10, 6)
LEARNT = tuple(intent for intent in Intent if intent is not Intent.OTHER)
# Beside these a receipt or a question may stand unlabelled in the older tables.
_WEIGHTY = frozenset(LEARNT) - {Intent.ACKNOWLEDGEMENT, Intent.QUESTION}
_OLDER = ("fr", "en", "others", "traps", "own")
EPOCHS = 12
SEEDS = (1, 2, 3)
RATE = 0.15
DECAY = 0.001
LEAST_SEEN = 2
LEAST_WEIGHT = 0.06
MAX_BYTES = 195_000

Weights = dict[Intent, dict[str, float]]


@dataclass(frozen=True)
class Example:
    """One text: the marks of its sentences, and for each intent whether it holds; intents left open are absent."""

    source: str
    text: str
    written: date
    required: frozenset[str]
    allowed: frozenset[str]
    bags: tuple[tuple[str, ...], ...]
    labels: dict[Intent, bool]


def example(source: str, text: str, written: date, required: Iterable[str], allowed: Iterable[str]) -> Example:
    """A labelled text as the learner wants it."""
    must, may = frozenset(required), frozenset(allowed) - {""}
    labels = {}
    for intent in LEARNT:
        open_here = source in _OLDER and intent not in _WEIGHTY and must & _WEIGHTY
        if intent in must or not (intent in may or open_here):
            labels[intent] = intent in must
    bags = tuple(tuple(sorted(marks(sentence, written))) for sentence in sentences(text))
    return Example(source, text, written, must, may, bags, labels)


def examples() -> Iterator[Example]:
    """All labelled sentences and mails."""
    for file in sorted(SAID.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                required, allowed, text = line.split("|", 2)
                yield example(file.stem, text, WRITTEN, required.split(","), allowed.split(","))
    for line in (SAID / "mails.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        written = date.fromisoformat(row["written"])
        yield example(row["source"], row["text"], written, row["required"], row["allowed"])


def learn(data: Sequence[Example], seeds: Sequence[int] = SEEDS) -> Weights:
    """Weights averaged over several orders of reading."""
    seen = Counter(mark for one in data for bag in one.bags for mark in bag)
    total: Weights = {intent: defaultdict(float) for intent in LEARNT}
    for seed in seeds:
        for intent in LEARNT:
            for mark, weight in _learn_one(intent, data, seen, seed).items():
                total[intent][mark] += weight / len(seeds)
    return total


def _learn_one(intent: Intent, data: Sequence[Example], seen: Counter[str], seed: int) -> dict[str, float]:
    order = [one for one in data if one.bags and intent in one.labels]
    weights: dict[str, float] = defaultdict(float, {"": -2.0})
    pace: dict[str, float] = defaultdict(lambda: 1e-2)
    shuffle = random.Random(seed)  # noqa: S311  an order to read in, no secret
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for one in order:
            scores = [weights[""] + sum(weights[mark] for mark in bag if mark in weights) for bag in one.bags]
            loudest = max(range(len(scores)), key=scores.__getitem__)
            told = [loudest] if one.labels[intent] else [at for at, score in enumerate(scores) if score > -4]
            for at in told:
                _step(weights, pace, [mark for mark in one.bags[at] if seen[mark] >= LEAST_SEEN],
                      one.labels[intent] - _likely(scores[at]))  # fmt: skip
    return weights


def _step(weights: dict[str, float], pace: dict[str, float], bag: Sequence[str], error: float) -> None:
    if abs(error) < 0.02 or not bag:
        return
    share = error / math.sqrt(len(bag))
    for mark in bag:
        slope = share - DECAY * weights[mark]
        pace[mark] += slope * slope
        weights[mark] += RATE * slope / math.sqrt(pace[mark])
    weights[""] += RATE * error * 0.1


def _likely(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def as_text(weights: Weights) -> str:
    """The weights as a file of at most `MAX_BYTES`: the smallest are left out first."""
    least = LEAST_WEIGHT
    while True:
        kept: dict[str, dict[str, int]] = defaultdict(dict)
        for place, intent in enumerate(LEARNT):
            for mark, weight in weights[intent].items():
                if mark and abs(weight) >= least:
                    kept[mark][str(place)] = round(weight * judge.UNIT)
        base = [round(weights[intent][""] * judge.UNIT) for intent in LEARNT]
        told = {"intents": [str(intent) for intent in LEARNT], "base": base, "marks": dict(sorted(kept.items()))}
        text = json.dumps(told, separators=(",", ":"))
        if len(text) <= MAX_BYTES:
            return text
        least += 0.01


@click.command()
def main() -> None:
    """Learn from everything and write the weights."""
    data = list(examples())
    text = as_text(learn(data))
    judge.FILE.write_text(text + "\n", encoding="utf-8")
    click.echo(f"{len(data)} texts, {len(text)} bytes")


if __name__ == "__main__":
    main()
