"""A document's blocks as Word: plain styles, real headings and tables, so that the firm edits it like one of its own.

The same blocks at the same instant give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from mailbot.outbound.docx_page import TAGS, WIDTH, clean, foot, prepare, timeless
from mailbot.outbound.paper import Block, Column, Line, Row

_LABEL = 48  # mm of a pair's label


def docx_bytes(blocks: Sequence[Block], *, title: str, author: str, language: str, now: datetime) -> bytes:
    """The document as a .docx file."""
    document = docx.Document()
    prepare(document, TAGS[language])
    add_blocks(document, blocks)
    foot(document, clean(title))
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = clean(title), clean(author), "", ""
    about.created = about.modified = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.language = TAGS[language]
    file = io.BytesIO()
    document.save(file)
    return timeless(file.getvalue())


def add_blocks(document: Any, blocks: Sequence[Block]) -> None:
    """Write the blocks at the document's end. Raises KeyError, with its name, for a style that the document lacks."""
    for block in blocks:
        _WRITERS[block.kind](document, block)


def _runs(paragraph: Any, line: Line, *, bold: bool = False, size: Any = None) -> None:
    for one in line:
        run = paragraph.add_run(clean(one.text))
        run.bold = True if one.bold or bold else None
        if one.blank:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if one.code:
            run.font.name, run.font.size = "Courier New", Pt(8)
        elif size is not None:
            run.font.size = size


def _styled(style: str) -> Callable[[Any, Block], None]:
    def write(document: Any, block: Block) -> None:
        for line in block.lines:
            _runs(document.add_paragraph(style=style), line)

    return write


def _note(document: Any, block: Block) -> None:
    _runs(document.add_paragraph(), block.lines[0], size=Pt(9))


def _address(document: Any, block: Block) -> None:
    for line in block.lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Mm(85), Pt(0)
        _runs(paragraph, line)
    paragraph.paragraph_format.space_after = Pt(18)


def _signature(document: Any, block: Block) -> None:
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for position, line in enumerate(block.lines):
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.left_indent, layout.keep_with_next = Mm(85), position + 1 < len(block.lines)
        layout.space_before = Pt(18) if not position else Pt(0)
        layout.space_after = Pt(48) if not position else Pt(0)
        _runs(paragraph, line)


def _page(document: Any, block: Block) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _pairs(document: Any, block: Block) -> None:
    table = _new_table(document, [_LABEL, WIDTH - _LABEL])
    for row in block.rows:
        _fill(table.add_row(), row, (Column(()), Column(())))
    _after(document)


def _table(document: Any, block: Block) -> None:
    given = sum(column.width or 0 for column in block.columns)
    free = sum(column.width is None for column in block.columns)
    each = max(12, (WIDTH - given) // free) if free else 0
    table = _new_table(document, [column.width or each for column in block.columns])
    head = table.add_row()
    _fill(head, Row("head", tuple((column.head,) for column in block.columns)), block.columns)
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        _fill(table.add_row(), row, block.columns)
    _after(document)


def _new_table(document: Any, widths: Sequence[int]) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _fill(target: Any, row: Row, columns: Sequence[Column]) -> None:
    """A row keeps together on its page; figures stand to the right."""
    target._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, lines, column in zip(target.cells, row.cells, columns, strict=True):
        for position, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if not position else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            if column.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _runs(paragraph, line, bold=row.kind in ("head", "total"), size=Pt(9.5))
    if row.kind in ("sum", "total"):
        _widen_label(target, row)


def _widen_label(target: Any, row: Row) -> None:
    """The label of a sum runs on over the empty cells behind it."""
    filled = [position for position, lines in enumerate(row.cells) if position and any(lines)]
    last = min(filled, default=len(row.cells)) - 1
    if last > 0:
        cells = target.cells
        wide = cells[0].merge(cells[last])
        for spare in wide.paragraphs[len(row.cells[0]) or 1 :]:
            spare._p.getparent().remove(spare._p)


def _after(document: Any) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(2)


_WRITERS: dict[str, Callable[[Any, Block], None]] = {
    "title": _styled("Title"),
    "heading": _styled("Heading 1"),
    "text": _styled("Normal"),
    "list": _styled("List Bullet"),
    "note": _note,
    "address": _address,
    "signature": _signature,
    "page": _page,
    "pairs": _pairs,
    "table": _table,
}
