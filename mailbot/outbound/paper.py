"""A document as blocks: titles, paragraphs, lists, tables. Written once as text, printed as PDF and as Word.

The text of a template becomes blocks by a few marks at the beginning of a line:

    # title      ## heading      > address      - list      ~ small note      @ signature      === new page
    |= head {30} | head >        the head of a table: {30} its width in mm, > for figures (to the right)
    | cell | cell                a row;  |+ a sum;  |! the total;  |: label | value, a row without a head

Inside a line `**bold**`, `` `code` `` and `[… à compléter]` (a blank that a person fills in); `¶` breaks a line in
a cell or an address. Everything else is a paragraph; a blank line ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mailbot.core.errors import InputError


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind; `blank`: to be filled in by a person; `code`: a digest or a name of a file."""

    text: str
    bold: bool = False
    blank: bool = False
    code: bool = False


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; `width` in mm, None: what is left; `right`: its cells are figures."""

    head: Line
    width: int | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `kind` is row, sum, total or pair."""

    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block; `kind`: title, heading, text, note, address, list, signature, table, pairs, page."""

    kind: str
    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


# Mark → kind of block. The longer marks come first; of tables, what the row is.
_MARKS = {
    "## ": "heading", "# ": "title", "> ": "address", "- ": "list", "~ ": "note", "@ ": "signature", "===": "page",
}  # fmt: skip
_ROWS = {"|= ": "head", "|+ ": "sum", "|! ": "total", "|: ": "pair", "| ": "row"}
_ALONE = frozenset({"title", "heading", "page"})
_FLOWING = frozenset({"text", "note"})

_RUNS = re.compile(r"(\*\*[^*]+\*\*|`[^`]+`|\[[^\[\]]*(?:à compléter|to be completed)[^\[\]]*\])")
_WIDTH = re.compile(r"\{(\d+)\}")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a rendered template. Raises InputError for a table row with more cells than its head."""
    made: list[Block] = []
    gap = True
    for line in (raw.strip(" \t\r") for raw in text.split("\n")):
        if line:
            kind, rest = _marked(line)
            _add(made, kind, rest, gap=gap)
        gap = not line
    return tuple(made)


def _marked(line: str) -> tuple[str, str]:
    for mark, kind in (*_MARKS.items(), *_ROWS.items()):
        if line.startswith(mark):
            return kind, line[len(mark) :].strip(" \t")
    return "text", line


def _add(made: list[Block], kind: str, rest: str, *, gap: bool) -> None:
    last = made[-1] if made else None
    if kind in _ROWS.values():
        _add_row(made, kind, rest)
    elif last is None or last.kind != kind or kind in _ALONE or (kind in _FLOWING and gap):
        made.append(Block(kind=kind, lines=_lines(rest)))
    elif kind in _FLOWING:
        made[-1] = replace(last, lines=(runs(f"{''.join(_source(last.lines[0]))} {rest}"),))
    else:
        made[-1] = replace(last, lines=(*last.lines, *_lines(rest)))


def _add_row(made: list[Block], kind: str, rest: str) -> None:
    cells = [cell.strip(" \t") for cell in rest.split("|")]
    if kind == "head":
        made.append(Block(kind="table", columns=tuple(_column(cell) for cell in cells)))
        return
    wanted = "pairs" if kind == "pair" else "table"
    if kind == "pair" and (not made or made[-1].kind != "pairs"):
        made.append(Block(kind="pairs", columns=(Column(()), Column(()))))
    last = made[-1] if made else None
    if last is None or last.kind != wanted:
        raise InputError(f"A row of a table stands without its head (|= …): {rest[:60]}")
    if len(cells) > len(last.columns):
        raise InputError(f"A row has {len(cells)} cells and its table {len(last.columns)} columns: {rest[:60]}")
    full = [*cells, *[""] * (len(last.columns) - len(cells))]
    row = Row(kind, tuple(_lines(cell) for cell in full))
    made[-1] = replace(last, rows=(*last.rows, row))


def _lines(text: str) -> Cell:
    return tuple(runs(part.strip(" ")) for part in text.split("¶"))


def _column(text: str) -> Column:
    width = _WIDTH.search(text)
    bare = _WIDTH.sub("", text).strip(" ")
    right = bare.endswith(">")
    return Column(runs(bare.removesuffix(">").strip(" ")), int(width[1]) if width else None, right)


def runs(text: str) -> Line:
    """A line in its pieces."""
    return tuple(_run(part) for part in _RUNS.split(text) if part)


def _run(part: str) -> Run:
    if not _RUNS.fullmatch(part):
        return Run(part)
    if part.startswith("**"):
        return Run(part[2:-2], bold=True)
    return Run(part[1:-1], code=True) if part.startswith("`") else Run(part, blank=True)


def _source(line: Line) -> Iterator[str]:
    """A line as it was written, so that a paragraph can go on."""
    for run in line:
        yield f"**{run.text}**" if run.bold else f"`{run.text}`" if run.code else run.text
