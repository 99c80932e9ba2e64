"""Tables as files for spreadsheets, written while they are read: never a formula that a stranger wrote."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import IO, Any

from flask import Response, send_file, stream_with_context
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from admin.desk import language, today
from admin.formats import plain
from admin.language import gettext
from mailbot.core.errors import Refused
from mailbot.core.money import Money

Cell = str | int | date | Money | None
# What makes a spreadsheet read a text as a formula, as OWASP lists it; their full-width twins too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TOGETHER = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a sheet holds, less its head.
XLSX_ROWS = 1_048_575


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A CSV file as spreadsheets of this country open it: semicolons and decimal commas in French."""
    response = Response(stream_with_context(_csv(head, rows)), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(name, "csv")}"'
    return response


def xlsx_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The same as an Excel sheet: amounts are numbers, days are days, texts are texts whatever they begin with.

    Raises Refused when it holds more rows than a sheet does.
    """
    # Flask closes it when the answer is sent; small ones never touch the disk.
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115  # outlives this function
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_head_cell(sheet, words) for words in head])
    for number, row in enumerate(rows, 1):
        if number > XLSX_ROWS:
            raise Refused(gettext("La liste est trop longue pour une feuille Excel : exportez-la en CSV."))
        sheet.append([_sheet_cell(sheet, value) for value in row])
    book.save(file)
    file.seek(0)
    return send_file(file, mimetype=XLSX, as_attachment=True, download_name=_file_name(name, "xlsx"))


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    # Without the mark at its head Excel reads UTF-8 as something else.
    yield "\ufeff" + _csv_lines([head])
    waiting = iter(rows)
    while some := list(islice(waiting, _TOGETHER)):
        yield _csv_lines([[_cell(value) for value in row] for row in some])


def _csv_lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";" if language() == "fr" else ",", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _sheet_cell(sheet: Any, value: Cell) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, Money):
        cell.value = value.amount
        cell.number_format = "#,##0.00"
    elif isinstance(value, str):
        cell.value = _ILLEGAL.sub(" ", value)
        cell.data_type = "s"  # a text that begins with = is a text
    else:
        cell.value = value
    return cell


def _head_cell(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _file_name(name: str, kind: str) -> str:
    return f"{name}-{today().isoformat()}.{kind}"
