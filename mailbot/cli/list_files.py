"""Lists written to files: csv, json (one object a line) or xlsx. A file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from mailbot.cli.lists import Row, as_text, lines
from mailbot.core.errors import UserError

FORMS = ("csv", "json", "xlsx")


def form_of(path: Path) -> str:
    """The form that a file's name asks for; csv when it says nothing."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in FORMS else "csv"


def write_list(rows: Iterable[Row], columns: Sequence[str], form: str, path: Path) -> int:
    """Write the rows; returns how many. Raises UserError when the file cannot be written."""
    counted = _Counted(rows)
    beside = path.with_name(path.name + ".part")
    try:
        if form == "xlsx":
            _workbook(counted, columns, path.stem).save(beside)
        else:
            with beside.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines(counted, columns, form))
        beside.replace(path)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}). Name another file with --out.") from error
    return counted.count


class _Counted:
    """The rows, counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _workbook(rows: Iterable[Row], columns: Sequence[str], title: str) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "Mailbot")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, row.get(name)) for name in columns])
    return book


def _cell(sheet: Any, value: object) -> Any:
    """Numbers and days as such; everything else as text, which the program never takes for a formula."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)  # workbooks know no zones; instants are UTC
    if isinstance(value, date):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", as_text(value))[:32_767])
    cell.data_type = "s"
    return cell
