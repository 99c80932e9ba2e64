"""A CSV file row by row, for files that are too large to hold: a million lines cost no more memory than one."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from mailbot.core.errors import InputError
from mailbot.intake.columns import our_name

Row = tuple[int, dict[str, str]]

_CHUNK = 1 << 20
_SEPARATORS = (";", ",", "\t")


def stream(path: Path, needed: Sequence[str], columns: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Each row that is not empty: its line in the file, and its cells by our column names.

    `needed`: columns without which the file makes no sense. `columns`: other headers, to our names. Raises InputError
    in one sentence when the file cannot be read or lacks one of them.
    """
    try:
        with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
            yield from _rows(file, path.name, needed, columns or {})
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error


def _rows(file: TextIO, name: str, needed: Sequence[str], columns: Mapping[str, str]) -> Iterator[Row]:
    first = file.readline()
    if not first.strip():
        raise InputError(f"{name}:1: the first line must name the columns: {', '.join(needed)} …")
    mark = max(_SEPARATORS, key=first.count)
    header = [our_name(cell, columns) for cell in next(csv.reader([first], delimiter=mark))]
    missing = [column for column in needed if column not in header]
    if missing:
        raise InputError(f"{name}:1: column {', '.join(missing)} is missing; map yours in import.columns.")
    reader = csv.reader(file, delimiter=mark)
    try:
        for cells in reader:
            if any(cells):
                # The header was read apart: the reader counts from the line after it.
                yield reader.line_num + 1, dict(zip(header, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num + 1}: {error}.") from error


def _encoding(path: Path) -> str:
    """UTF-8 when the whole file is, else Windows-1252."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
