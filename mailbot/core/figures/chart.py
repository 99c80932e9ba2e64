"""A drawing before it is drawn: bars one below the other, each with its words. The page makes SVG of it, the mail a
picture, both with the table of the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mailbot.core.figures.aging import BUCKETS, AgedBalance
from mailbot.core.money import Money

# How long the longest bar is on a page, in drawing units.
_WIDTH = 220.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the drawing: its name, what it says, how long it is in drawing units, whether it is bad news."""

    label: str
    said: str
    length: float
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the drawing before it is drawn: its name, its size in any unit, what it says."""

    label: str
    size: float
    said: str
    bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars one below the other. `title` says what a person who cannot see them must know."""

    title: str
    marks: Sequence[Mark]

    @property
    def bars(self) -> list[Bar]:
        """As long as a page draws them."""
        return self.drawn(_WIDTH)

    @property
    def largest(self) -> Mark | None:
        """The longest bar; None where nothing has any length."""
        return max((mark for mark in self.marks if mark.size > 0), key=lambda mark: mark.size, default=None)

    def drawn(self, width: float) -> list[Bar]:
        """The bars, the longest of them `width` units long; what is negative has no length."""
        whole = self.largest.size if self.largest else 0.0
        return [
            Bar(one.label, one.said, round(width * max(one.size, 0) / whole, 1) if whole else 0.0, one.bad)
            for one in self.marks
        ]


@dataclass(frozen=True, slots=True)
class Writing:
    """How amounts and shares (from 0 to 1) are written."""

    money: Callable[[Money], str]
    share: Callable[[float], str]


def aged_chart(balance: AgedBalance, title: str, names: Sequence[str], writing: Writing) -> Chart:
    """The sums of an aged balance's columns as bars; credits, which are negative, have no length. `names`: what the
    columns are called, in the order of BUCKETS."""
    whole = sum(max(amount.minor, 0) for amount in balance.amounts)
    marks = []
    for (bucket, _), name, amount in zip(BUCKETS, names, balance.amounts, strict=True):
        share = max(amount.minor, 0) / whole if whole else 0.0
        part = f" · {writing.share(share)}" if round(100 * share) else ""
        marks.append(Mark(name, amount.minor, writing.money(amount) + part, bucket == BUCKETS[-1][0]))
    return Chart(title=title, marks=marks)
