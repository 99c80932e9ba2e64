"""Break mails of the corpus at random and read them: nothing may raise, nothing may take long.

    python -m tests.fuzz --minutes 10 [--seed 1] [--keep FOLDER]

Every round is made from its own number, so that a finding can be made again; `--keep` writes the mail that failed.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path

from tests.fuzz.reading import LIMIT, Finding, mails, read


def main(arguments: list[str]) -> int:
    """Fuzz for the time asked; 1 when something was found."""
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="the first round's number")
    parser.add_argument("--keep", type=Path, help="folder for the mails that failed")
    asked = parser.parse_args(arguments)
    seeds = mails()
    ends = time.monotonic() + asked.minutes * 60
    findings: dict[str, Finding] = {}
    slowest = Finding(0, b"", "nothing was read", 0.0)
    round_ = asked.seed
    while time.monotonic() < ends:
        found = read(round_, seeds)
        slowest = max(slowest, found, key=lambda one: one.seconds)
        if found.failure or found.seconds > LIMIT:
            _tell(findings, found, asked.keep)
        round_ += 1
    sys.stdout.write(
        f"{round_ - asked.seed} mails read, {len(findings)} different findings; "
        f"slowest {slowest.seconds:.2f} s (round {slowest.round})\n"
    )
    return 1 if findings else 0


def _tell(findings: dict[str, Finding], found: Finding, keep: Path | None) -> None:
    what = found.failure or f"took {found.seconds:.2f} s"
    place = what if found.failure else "slow"
    if place in findings:
        return
    findings[place] = found
    sys.stdout.write(f"round {found.round}: {what}\n")
    sys.stdout.flush()
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"round-{found.round}.eml").write_bytes(found.raw)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
