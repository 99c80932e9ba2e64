"""Is a ladder fit to be climbed? What a person who changes one must be told, before anybody is written to by it.

A fault is refused: the order is not legal, or the law would be broken. The rest is advice, and may be meant so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailbot.core.deciding.policy import QUOTE
from mailbot.core.ladder import Base, Ladder, Level
from mailbot.core.reminder import Channel

# Days in which a debtor can answer: a formal notice that leaves fewer is easily called unreasonable (C. civ. 1344).
_FAIR_DAYS = 8
# Fewer days of silence between two messages are felt as harassment.
_QUIET_DAYS = 7
_CONSUMER = "consumer"
_FAULTS = frozenset(
    {"no_level", "order", "before_base", "ahead", "formal_auto", "formal_deadline", "paper", "raise_formal", "quote"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a ladder. `code` is what; `level` the number it is about (None: the whole ladder);
    `days` a number of days that belongs to it."""

    code: str
    level: int | None = None
    days: int = 0

    @property
    def fault(self) -> bool:
        """Must it be mended before the ladder can be used?"""
        return self.code in _FAULTS


def findings(ladder: Ladder) -> list[Finding]:
    """What there is to say, faults first."""
    found = [*_whole(ladder)]
    for level in ladder.levels:
        found += _level(ladder, level)
    for before, after in pairwise(ladder.levels):
        found += _pair(ladder, before, after)
    return sorted(found, key=lambda one: not one.fault)


def _whole(ladder: Ladder) -> Iterator[Finding]:
    if not ladder.levels:
        yield Finding("no_level")
    if ladder.raise_to_formal and not ladder.raise_all:
        yield Finding("raise_formal")
    if ladder.min_contact_gap_days < _QUIET_DAYS:
        yield Finding("quiet", days=_QUIET_DAYS)
    if ladder.name != QUOTE and ladder.levels and not any(level.formal for level in ladder.levels):
        yield Finding("no_notice")


def _level(ladder: Ladder, level: Level) -> Iterator[Finding]:
    ahead = ladder.before_due(level)
    checks: Sequence[tuple[str, bool]] = (
        ("before_base", level.offset_days < 0 and ladder.base is not Base.DUE),
        ("ahead", ahead and (level.formal or level.penalties or level.deadline_days is not None)),
        ("paper", level.post != "none" and level.channel is Channel.MAIL),
        ("formal_auto", level.formal and level.approval == "auto"),
        ("formal_deadline", level.formal and level.deadline_days is None),
        ("quote", ladder.name == QUOTE and (level.formal or level.penalties or level.channel is not Channel.MAIL)),
        ("formal_mail", level.formal and level.channel is Channel.MAIL),
        ("auto", level.approval == "auto" and not ahead and not level.formal),
        ("consumer", ladder.name == _CONSUMER and level.penalties),
        ("early_penalties", level.penalties and not level.formal and ladder.name != _CONSUMER),
    )
    yield from (Finding(code, level.number) for code, found in checks if found)
    if level.formal and level.deadline_days is not None and level.deadline_days < _FAIR_DAYS:
        yield Finding("short_deadline", level.number, _FAIR_DAYS)


def _pair(ladder: Ladder, before: Level, after: Level) -> Iterator[Finding]:
    apart = after.offset_days - before.offset_days
    if apart <= 0:
        yield Finding("order", after.number)
        return
    if before.formal and not after.formal:
        yield Finding("after_notice", after.number)
    asked = max(apart, after.gap_days)
    if before.deadline_days is not None and asked <= before.deadline_days:
        yield Finding("deadline_runs", after.number, before.deadline_days + 1)
    elif asked < ladder.min_contact_gap_days:
        yield Finding("gap", after.number, ladder.min_contact_gap_days)
