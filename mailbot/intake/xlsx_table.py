"""XLSX row by row: values only. Formulas are never computed; the values that the spreadsheet kept are used, and told.

Reading streams, except for the table of shared texts. The package is looked at before it is unpacked
(`xlsx_package`).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from typing import Any

from openpyxl import load_workbook

from mailbot.core.errors import InputError
from mailbot.intake.rows import RawRow
from mailbot.intake.source import Source
from mailbot.intake.xlsx_package import inspect

MAX_COLUMNS = 100

# openpyxl warns of styles and validations that it leaves out; only values are read here.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def xlsx_sheets(source: Source, notes: list[str]) -> Iterator[tuple[str, Iterator[RawRow]]]:
    """Each visible sheet: its title and its rows that are not empty. What a person should know is added to `notes`.

    A cell whose formula has no kept value gives the formula itself, which no column accepts. Raises InputError in one
    sentence for what is no spreadsheet, damaged or hostile.
    """
    with_formulas = inspect(source)
    try:
        book = load_workbook(source.stream, read_only=True, data_only=True, keep_links=False)
        twin = load_workbook(source.stream, read_only=True, keep_links=False) if with_formulas else None
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # whatever a damaged file makes of the library
        raise _damaged(source.name) from error
    for sheet in sheets:
        yield str(sheet.title), _rows(sheet, twin[sheet.title] if twin else None, source.name, notes)


def _rows(sheet: Any, twin: Any, name: str, notes: list[str]) -> Iterator[RawRow]:
    kept: set[str] = set()
    written = _values(twin) if twin is not None else repeat(())
    try:
        for number, (values, formulas) in enumerate(zip(_values(sheet), written, strict=False), start=1):
            cells = tuple(map(_text, values))
            if formulas:
                cells = tuple(map(_with_formula, cells, formulas, repeat(kept)))
            if any(cells):
                yield RawRow(number, cells)
    except Exception as error:
        raise _damaged(name) from error
    if kept:
        notes.append("formulas are not computed; the values that the spreadsheet kept of them were used")


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # a file may say anything about how large it is
    yield from sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)


def _with_formula(text: str, written: Any, kept: set[str]) -> str:
    """The kept value of a formula, else the formula itself."""
    is_formula = written.startswith("=") if isinstance(written, str) else hasattr(written, "ref")
    if not is_formula:
        return text
    if text and not text.startswith("="):
        kept.add("yes")
        return text
    return written if isinstance(written, str) else "=…"


def _text(value: Any) -> str:
    """A cell as a CSV file would have it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    """With the fifteen digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3. Never three decimals, which could be read
    as thousands."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(Decimal(format(value, ".15g")), "f") if value == value and abs(value) < 1e15 else str(value)
    return f"{text}0" if text[-4:-3] == "." else text


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: this is no spreadsheet that can be read; save it as XLSX or CSV again.")
