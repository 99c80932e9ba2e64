"""How often the first proposal is right, by ground and by score: `python -m tests.credits.calibrate --seeds 0-29`.

What it prints is what `mailbot.core.matching.calibration` holds."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import click

from mailbot.core.matching.decide import Weighed, weigh
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.intake.match_rows import MatchRows
from tests.credits.book import Book
from tests.credits.play import season, write

EDGES = (0.0, 0.05, 0.3, 0.6, 0.8, 0.9, 0.96, 0.99, 0.999)


def outcomes(seed: int, folder: Path) -> list[tuple[str, float, bool]]:
    """(ground, empty where a gate is shut; share; right?) of each payment that had a proposal."""
    book = Book(seed)
    book.write(folder)
    truths = list(season(book, 1000))
    write(folder / "payments.csv", truths)
    rows = MatchRows(tell=click.echo)
    index = LedgerIndex.build(rows.clients(folder / "clients.csv"), rows.invoices(folder / "invoices.csv"))
    found = []
    payments = rows.payments(folder / "payments.csv")
    for truth, (_, payment) in zip(truths, payments, strict=True):
        weighed: Weighed | None = weigh(payment, index, "fr")
        index.remember(payment)
        if weighed is None:
            continue
        made = frozenset((index.numbers[row], minor) for row, minor in weighed.case.best.lines)
        if not truth.draft.tolerated:
            found.append((weighed.ground, weighed.share, made in {frozenset(way) for way in truth.draft.right}))
        if weighed.ground:
            index.after(weighed.allocations)
    return found


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", default="0-29")
    first, _, last = asked.parse_args().seeds.partition("-")
    sure: dict[str, Counter[bool]] = defaultdict(Counter)
    shut: dict[float, Counter[bool]] = defaultdict(Counter)
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as folder:
            for ground, share, right in outcomes(seed, Path(folder)):
                if ground:
                    sure[ground][right] += 1
                else:
                    shut[max(edge for edge in EDGES if edge <= share)][right] += 1
    for ground, one in sorted(sure.items()):
        click.echo(f"{ground}: {one[True]} of {one.total()}, {(one[True] + 1) / (one.total() + 2):.5f}")
    for edge, one in sorted(shut.items()):
        click.echo(f"share from {edge}: {one[True]} of {one.total()}, {one[True] / one.total():.2f}")


if __name__ == "__main__":
    main()
