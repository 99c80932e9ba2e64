"""What one text changes in another, line by line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One line: `sign` is + for one that came, - for one that went, a space for one that stayed, … for many such."""

    sign: str
    line: str


def difference(before: str, after: str) -> list[Change]:
    """The lines that changed with two around them; none when both say the same."""
    found = []
    for line in list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))[2:]:
        found.append(Change("…", "") if line.startswith("@@") else Change(line[:1], line[1:]))
    return found[1:] if found and found[0].sign == "…" else found
