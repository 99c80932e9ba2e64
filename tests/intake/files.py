"""Files as they come in, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from mailbot.intake.rows import Sheet
from mailbot.intake.sheet import read_sheet
from mailbot.intake.source import Source, recognise
from mailbot.intake.table import read_table


def a_source(content: bytes, name: str = "f.csv") -> Source:
    return Source(io.BytesIO(content), name, len(content))


def sheet_of(
    content: bytes | str, name: str = "f.csv", kind: str = "auto", columns: dict[str, str] | None = None
) -> Sheet:
    """The file, recognised and read."""
    source = a_source(content.encode() if isinstance(content, str) else content, name)
    return read_sheet(read_table(source, recognise(source), kind, columns))


def a_workbook(*sheets: Sequence[Sequence[Any]], hidden: Sequence[str] = ()) -> bytes:
    """XLSX bytes of sheets of rows; their titles are S1, S2 …"""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"S{number}")
        if sheet.title in hidden:
            sheet.sheet_state = "hidden"
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, **changes: bytes) -> bytes:
    """The package with some members replaced or added; `__` stands for `/` and `_` for `.` in a name's last part."""
    out = io.BytesIO()
    replaced = {name.replace("__", "/").replace("_xml", ".xml"): value for name, value in changes.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename not in replaced:
                new.writestr(member, old.read(member))
        for name, value in replaced.items():
            new.writestr(name, value)
    return out.getvalue()
