"""Play bank years: `python -m tests.bankyear --seeds 1-20`. Exit code 1 when one is wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import click

from tests.bankyear.year import Year, play


def main() -> int:
    """A line per seed, what is wrong below it, and all together."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", default="1-20")
    asked.add_argument("--days", type=int, default=364)
    args = asked.parse_args()
    first, _, last = args.seeds.partition("-")
    years: list[Year] = []
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory(prefix="bankyear-") as folder:
            year = play(seed, Path(folder) / "firm", args.days)
        years.append(year)
        click.echo(f"seed {seed}: {_said(year)}")
        click.echo("".join(f"    {one}\n" for one in year.wrong), nl=False)
    whole = Year(*(sum(getattr(year, name) for year in years) for name in ("credits", "papers", "killed", "asked")))
    whole.wrong = [one for year in years for one in year.wrong]
    click.echo(f"all: {_said(whole)}")
    return 1 if whole.wrong else 0


def _said(year: Year) -> str:
    return (
        f"{year.papers} mails and files, killed {year.killed} times, {year.credits} credits right, "
        f"{year.asked} questions to a person, {len(year.wrong)} wrong"
    )


if __name__ == "__main__":
    sys.exit(main())
