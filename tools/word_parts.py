"""Small parts of Word documents: words in a size and colour, tables without lines, a line on one side of a cell."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def say(paragraph: Any, text: str, *, size: float = 0, bold: bool = False, colour: Any = None) -> Any:
    """Add words to a paragraph."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def tight(paragraph: Any, *, after: float = 0) -> Any:
    """Without space above, and with little below."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    return paragraph


def grid(place: Any, widths: tuple[int, ...], rows: int) -> Any:
    """A table without lines."""
    table = place.add_table(rows, len(widths), *(() if hasattr(place, "add_heading") else (Mm(sum(widths)),)))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            tight(cell.paragraphs[0])
    borders = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0" if side == "left" else "60")
        margin.set(qn("w:type"), "dxa")
        borders.append(margin)
    table._tbl.tblPr.append(borders)
    return table


def line_on(cell: Any, side: str, *, strong: bool = False, colour: str = "B5BCC4") -> None:
    """A line on this side of a cell."""
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6" if strong else "3"), ("space", "0"), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)


def hair(paragraph: Any) -> None:
    """A paragraph a hair's breadth high, where Word wants one."""
    layout = tight(paragraph).paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def gap(document: Any, after: float) -> None:
    """Space between two tables, or a table and the text."""
    paragraph = document.add_paragraph()
    hair(paragraph)
    paragraph.paragraph_format.space_after = Pt(after)
