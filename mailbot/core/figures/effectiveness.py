"""How well each level works: how many were sent, how many were paid soon after, and how soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

SOON_DAYS = 15


@dataclass(frozen=True, slots=True)
class SentLine:
    """One invoice in a reminder that was sent and counts for its level.

    `paid_after_days`: from the sending to the payment that is linked to it, None while there is none. `crossed`: the
    payment was on its way already."""

    ladder: str
    level: int
    paid_after_days: int | None = None
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class LevelEffect:
    """One level of one ladder. `paid_soon`: within 15 days, crossed ones left out; `median_days`: of all linked
    payments."""

    ladder: str
    level: int
    sent: int
    paid_soon: int
    median_days: float | None
    crossed: int

    @property
    def rate(self) -> float | None:
        """Share paid soon among those that could still be paid; None when there are none."""
        asked = self.sent - self.crossed
        return self.paid_soon / asked if asked else None


def effectiveness(lines: Iterable[SentLine]) -> tuple[LevelEffect, ...]:
    """A row per ladder and level, in that order."""
    by_level: dict[tuple[str, int], list[SentLine]] = defaultdict(list)
    for line in lines:
        by_level[line.ladder, line.level].append(line)
    return tuple(_effect(ladder, level, by_level[ladder, level]) for ladder, level in sorted(by_level))


def _effect(ladder: str, level: int, lines: list[SentLine]) -> LevelEffect:
    days = [line.paid_after_days for line in lines if line.paid_after_days is not None and not line.crossed]
    return LevelEffect(
        ladder=ladder, level=level, sent=len(lines), paid_soon=sum(day <= SOON_DAYS for day in days),
        median_days=float(median(days)) if days else None, crossed=sum(line.crossed for line in lines),
    )  # fmt: skip
