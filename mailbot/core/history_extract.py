"""Lines taken out of the history for somebody outside, while the whole chain is followed once, from its beginning.

What an extract proves: that each line shown is the one that its hash was made of, and where it stands. What it does not
prove alone: that nothing stands between two lines shown, and that the whole was not written anew; for that the firm
shows its full history, or the last hash is found written down elsewhere at an earlier date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mailbot.core.history import GENESIS, Entry, Follower, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A line of the history with its position, counted from 1."""

    position: int
    entry: Entry
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How the whole history stands: how many lines, the hash of the last, the first line that does not follow (None:
    all do), and the lines that were asked for."""

    lines: int
    head: str
    broken_at: int | None
    extracted: tuple[Extracted, ...]


def extract(lines: Iterable[Line], wanted: Callable[[Entry], bool], told: Callable[[int], None]) -> Chain:
    """Follow the chain and keep what is wanted. Reads each line once; `told` hears how many were read."""
    previous, count, broken = GENESIS, 0, None
    kept: list[Extracted] = []
    followed = Follower()
    for count, line in enumerate(lines, start=1):
        if not followed.follows(line) and broken is None:
            broken = count
        previous = line.hash
        if wanted(line.entry):
            kept.append(Extracted(position=count, entry=line.entry, previous_hash=line.previous_hash, hash=line.hash))
        if count % 1000 == 0:
            told(count)
    if broken is None and followed.untold is not None:
        broken = followed.untold + 1
    return Chain(lines=count, head=previous, broken_at=broken, extracted=tuple(kept))
