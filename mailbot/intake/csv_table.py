"""CSV row by row: encoding and separator are found out, each row has its line number in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Protocol

from mailbot.core.errors import InputError
from mailbot.intake.columns import our_name as our_name
from mailbot.intake.rows import RawRow, RowError
from mailbot.intake.source import HEAD, Source, encoding_of


class _Reader(Protocol):
    """What `csv.reader` gives: rows, and the line of the file on which the last of them ended."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


def csv_rows(source: Source) -> Iterator[RawRow | RowError]:
    """Every row that is not empty. One whose quotation marks cannot be right is an error of that row.

    Raises InputError in one sentence when the text cannot be read.
    """
    encoding = encoding_of(source, "cp1252")
    start = source.stream.read(HEAD).decode(encoding, errors="replace")
    source.stream.seek(0)
    text = io.TextIOWrapper(source.stream, encoding, newline="")
    try:
        # Strict, so that a quotation mark which is never closed is told and does not swallow the rows after it.
        yield from _rows(csv.reader(text, delimiter=separator(start), strict=True), source.name)
    finally:
        text.detach()


def _rows(reader: _Reader, name: str) -> Iterator[RawRow | RowError]:
    line = 0
    while True:
        before = line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = reader.line_num
            yield RowError(before + 1, _sentence(error, line - before))
            continue
        except UnicodeDecodeError as error:
            raise InputError(f"{name}: the text is damaged; export it as CSV (UTF-8).") from error
        line = reader.line_num
        if any(cell.strip() for cell in cells):
            yield RawRow(line, tuple(cell.strip() for cell in cells))


def _sentence(error: csv.Error, lines: int) -> str:
    swallowed = f"; {lines} lines from here on were not read" if lines > 1 else ""
    return f"a quotation mark is opened and not closed, or not doubled inside a cell ({error}){swallowed}."


def separator(text: str) -> str:
    """What stands between the cells, going by the first line: a semicolon, a comma, a tab or a pipe."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max((";", ",", "\t", "|"), key=first.count)
