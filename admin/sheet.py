"""A report as one value: its columns, its rows, and the drawing of one of its columns. The page, the files and the
printed sheet are all made of it, so that none can say something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.exports import Cell

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
        """As long as they are to be drawn; what is negative has no length."""
        largest = max((mark.size for mark in self.marks), default=0.0)
        return [
            Bar(one.label, one.said, round(_WIDTH * max(one.size, 0) / largest, 1) if largest > 0 else 0.0, one.bad)
            for one in self.marks
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report. `numeric`: which columns are figures; `links`: the page of a row, by its place; `empty`: what will fill
    it; `note`: how it is counted."""

    name: str
    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numeric: frozenset[int]
    empty: str
    links: dict[int, str]
    charts: Sequence[Chart] = ()
