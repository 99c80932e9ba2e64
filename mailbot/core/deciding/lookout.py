"""How long the plan may leave an invoice alone: never longer than until a level of its ladder can open.

A bound and no verdict: holds, pauses and deadlines only make an invoice wait longer. It is a small table per ladder, so
that the database can apply it to a million invoices in one statement.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.core.ladder import Base, Ladder


@dataclass(frozen=True, slots=True)
class Step:
    """An invoice whose last level is below `below` waits at least `days` days after its base day. `after_due`: and, of
    a debt, so many days after its due date, where the ladder does not count from there."""

    below: int
    days: int
    after_due: int | None


@dataclass(frozen=True, slots=True)
class Lookout:
    """The bound of one ladder, lowest level first; above the last step nothing opens any more."""

    ladder: str
    base: Base
    steps: tuple[Step, ...]


def lookout(name: str, ladder: Ladder) -> Lookout:
    """The bound of the ladder that is chosen by this name. Several levels may come next (pre-due ones are passed over
    once the due date has come): the earliest of them counts."""
    offsets = [level.offset_days for level in ladder.levels]
    steps = []
    for index, level in enumerate(ladder.levels):
        days = min(offsets[index:])
        # Such a ladder starts no sooner than the day after the due date, and keeps its rhythm from there.
        after_due = None if ladder.base is Base.DUE else 1 + days - offsets[0]
        steps.append(Step(level.number, days, after_due))
    return Lookout(name, ladder.base, tuple(steps))
