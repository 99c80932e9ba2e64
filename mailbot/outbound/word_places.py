"""Where the fields of a Word template stand: in which paragraph, under which name, and what is wrong with them.

Word cuts the text of a paragraph into runs as it pleases, often inside a field; here a paragraph is one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from docx.oxml.ns import qn

from mailbot.outbound.word_fields import ROWS

# Between the braces: a name, spaces of any kind around it. A break of line or page never stands inside a field.
FIELD = re.compile(r"\{\{[^\S\n]*([^{}\n]*?)[^\S\n]*\}\}")
_HALF = re.compile(r"\{\{|\}\}")
_BREAKS = frozenset(qn(name) for name in ("w:br", "w:cr", "w:tab", "w:drawing", "w:pict"))
P, T, TR, TC, TBL = (qn(f"w:{name}") for name in ("p", "t", "tr", "tc", "tbl"))


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as one text. `pieces`: its text elements, each with the place where it begins."""

    text: str
    pieces: tuple[tuple[int, Any], ...]

    @property
    def fields(self) -> list[str]:
        """The names in it, in order."""
        return [match[1] for match in FIELD.finditer(self.text)]


def written(paragraph: Any) -> Written:
    """The paragraph's own text, without that of text boxes in it."""
    text, pieces = "", []
    for element in paragraph.iter(T, *_BREAKS):
        if next(element.iterancestors(P)) is not paragraph:
            continue
        if element.tag == T:
            pieces.append((len(text), element))
            text += element.text or ""
        else:
            text += "\n"
    return Written(text, tuple(pieces))


def fields_in(element: Any) -> list[str]:
    """The names of all fields below an element."""
    return [name for paragraph in element.iter(P) for name in written(paragraph).fields]


def group_of(name: str) -> str:
    """The group of rows that a field belongs to; empty for one that stands for itself."""
    group = name.partition(".")[0]
    return group if group in ROWS else ""


def mistakes(story: Any, names: frozenset[str], place: str) -> Iterator[str]:
    """A sentence for each field that is none, is not closed, or stands where it cannot."""
    tables = list(story.iter(TBL))
    for number, paragraph in enumerate(story.iter(P), start=1):
        found = written(paragraph)
        row = next(paragraph.iterancestors(TR), None)
        for why in _wrong(found, names, in_row=row is not None):
            yield f"{_where(paragraph, number, tables, place)}: {why}"
    for row in story.iter(TR):
        groups = sorted({group_of(name) for name in _own_fields(row)} - {""})
        if len(groups) > 1:
            at = _where(next(row.iter(P)), 0, tables, place)
            said = " and ".join(f"{{{{{group}.…}}}}" for group in groups)
            yield f"{at}: {said} stand in one row; a row repeats for one of them"


def _own_fields(row: Any) -> list[str]:
    """The fields of a row, without those of tables inside it."""
    own = (p for p in row.iter(P) if next(p.iterancestors(TR), None) is row)
    return [name for paragraph in own for name in written(paragraph).fields]


def _wrong(found: Written, names: frozenset[str], *, in_row: bool) -> Iterator[str]:
    for name in found.fields:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            yield f"there is no field {{{{{name}}}}}{f'; perhaps {{{{{near[0]}}}}}' if near else ''}"
        elif group_of(name) and not in_row:
            yield f"{{{{{name}}}}} stands outside a table: it repeats its row"
    if _HALF.search(FIELD.sub("", found.text)):
        yield f"a field is not closed in “{found.text.strip()[:60]}”"


def _where(paragraph: Any, number: int, tables: list[Any], place: str) -> str:
    """`paragraph 12`, or `table 2, row 3, cell 1`, in the page, its header or its foot."""
    row = next(paragraph.iterancestors(TR), None)
    if row is None:
        return f"{place}paragraph {number}"
    table = next(row.iterancestors(TBL))
    cell = next(paragraph.iterancestors(TC), None)
    rows, cells = list(table.iter(TR)), list(row.iter(TC))
    said = f"{place}table {tables.index(table) + 1}, row {rows.index(row) + 1}"
    return f"{said}, cell {cells.index(cell) + 1}" if number and cell is not None else said
