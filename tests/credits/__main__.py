"""Measure matching: `python -m tests.credits --seeds 900-909`; a line per case and the figures of all."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import click

from mailbot.intake.match_rows import MatchRows
from mailbot.tasks.money.match_files import MatchFiles, match_files
from tests.credits.book import Book
from tests.credits.play import season, tally, write


def play(
    seed: int, payments: int, clients: int, invoices: int, folder: Path
) -> tuple[dict[str, Counter[str]], list[str]]:
    """One firm's season, matched; its tally and what was wrong."""
    book = Book(seed, clients, invoices)
    book.write(folder)
    truths = list(season(book, payments))
    write(folder / "payments.csv", truths)
    paths = {name: folder / f"{name}.csv" for name in ("clients", "invoices", "payments", "out")}
    match_files(MatchFiles(**paths), MatchRows(tell=click.echo))
    return tally(truths, paths["out"])


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", default="900-909", help="those of the measurement; 0-99 were for tuning")
    asked.add_argument("--payments", type=int, default=1000)
    asked.add_argument("--clients", type=int, default=300)
    asked.add_argument("--invoices", type=int, default=2000)
    asked.add_argument("--wrong", action="store_true", help="tell each wrong one")
    args = asked.parse_args()
    first, _, last = args.seeds.partition("-")
    every: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as folder:
            counts, wrong = play(seed, args.payments, args.clients, args.invoices, Path(folder))
        for case, one in counts.items():
            every[case].update(one)
        if args.wrong:
            click.echo("\n".join(wrong))
    _print(every)


def _print(every: dict[str, Counter[str]]) -> None:
    click.echo("| case | payments | determinable | automatic | wrong | right on top of the rest |")
    click.echo("|---|---|---|---|---|---|")
    for case, one in [*every.items(), ("all", sum(every.values(), Counter()))]:
        share = f"{one['auto'] / one['sure']:.0%}" if one["sure"] else "-"
        top = f"{one['top']}/{one['asked']}" if one["asked"] else "-"
        click.echo(f"| {case} | {one['all']} | {one['sure']} | {one['auto']} ({share}) | {one['wrong']} | {top} |")
    total = sum(every.values(), Counter())
    click.echo(
        f"auto_precision {total['auto'] / max(1, total['auto'] + total['wrong']):.5f}  "
        f"auto_rate {total['auto'] / max(1, total['sure']):.4f}  wrong {total['wrong']}  "
        f"tolerated {total['tolerated']}  review_top1 {total['top'] / max(1, total['asked']):.4f}"
    )


if __name__ == "__main__":
    main()
