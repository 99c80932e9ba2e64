"""A report as one value: its columns, its rows, and the drawing of one of its columns. The page, the files and the
printed sheet are all made of it, so that none can say something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.exports import Cell
from mailbot.core.figures.chart import Chart


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
