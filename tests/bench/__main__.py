"""Prints one line per figure: `BENCH name=ratio`, ours against the bare limit.

1.00 is as fast as the bare libraries doing the least possible; the rounds alternate, so that a busy machine slows both.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.bench import batch, compose, growth, ingest, letters, long_list, mails, matching, page, plan

ROUNDS = 5


@dataclass(frozen=True)
class Figure:
    """One comparison: `ours` and `bare` do the same work and say how many things they did. `story`: what else there is
    to tell of it; `prepare` comes before each round and is not measured; `more`: a line of its own beside it."""

    name: str
    ours: Callable[[], int]
    bare: Callable[[], int]
    story: Callable[[], str] | None = None
    prepare: Callable[[], None] | None = None
    rounds: int = ROUNDS
    more: Callable[[], str] | None = None


FIGURES = (
    Figure("ingest", ingest.ours, ingest.bare),
    Figure("letters", letters.ours, letters.bare, letters.story, rounds=3),
    Figure("compose", compose.ours, compose.bare),
    Figure("mails", mails.ours, mails.bare),
    Figure("batch", batch.ours, batch.bare, batch.story, prepare=batch.prepare, rounds=2),
    Figure("plan", plan.ours, plan.bare, plan.story),
    Figure("match", matching.ours, matching.bare),
    Figure("match-growth", growth.large, growth.small, growth.story, prepare=growth.prepare, rounds=2),
    Figure("page", page.ours, page.bare),
    Figure("million", long_list.ours, long_list.bare, rounds=3, more=long_list.crowds),
)


def rate(work: Callable[[], int]) -> float:
    """Things done per second."""
    start = perf_counter()
    done = work()
    return done / (perf_counter() - start)


def _round(figure: Figure) -> tuple[float, float]:
    if figure.prepare:
        figure.prepare()
    return rate(figure.ours), rate(figure.bare)


def main(names: list[str]) -> None:
    """Measure the figures of these names, or all."""
    for figure in FIGURES:
        if names and figure.name not in names:
            continue
        rounds = [_round(figure) for _ in range(figure.rounds)]
        ours, bare = (median(speeds) for speeds in zip(*rounds, strict=True))
        sys.stdout.write(f"BENCH {figure.name}={ours / bare:.2f}  ({ours:,.0f}/s, bare {bare:,.0f}/s)\n")
        if figure.story:
            sys.stdout.write(f"      {figure.story()}\n")
        if figure.more:
            sys.stdout.write(f"BENCH {figure.more()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
