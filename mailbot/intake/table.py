"""A CSV or XLSX file as rows of cells by our column names; the header may stand below a title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from mailbot.core.errors import InputError
from mailbot.intake.cells import fault_of, tidy
from mailbot.intake.columns import COLUMNS, Header, missing_columns, understand_header
from mailbot.intake.csv_table import csv_rows
from mailbot.intake.rows import RawRow, RowError
from mailbot.intake.source import Format, Source
from mailbot.intake.told import Told, counted, quiet
from mailbot.intake.xlsx_table import xlsx_sheets

# How far below the top of a sheet its header may stand.
_TITLES = 10

Rows = Iterator[RawRow | RowError]
Cells = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells by our column names, each with its line number; they can be read once, while the file is open.

    `notes` is complete when the rows are read.
    """

    name: str
    kind: str
    rows: Iterable[Cells | RowError]
    notes: list[str] = field(default_factory=list)


def read_table(
    source: Source, form: Format, kind: str = "auto", columns: Mapping[str, str] | None = None, told: Told = quiet
) -> Table:
    """Open a table; `kind` auto finds out by the headers. Raises InputError in one sentence when it cannot."""
    _check_map(columns or {})
    notes: list[str] = []
    first: tuple[str, ...] | None = None
    for title, rows in _sheets(source, form, notes):
        top = list(islice(rows, _TITLES))
        first = first or next((row.cells for row in top if isinstance(row, RawRow)), None)
        found = _header(top, kind, columns or {}, source.name)
        if found is None:
            continue
        header, position = found
        if title:
            notes.append(f"the sheet {title!r} was read")
        if header.map_name:
            notes.append(f"read with the column map for {header.map_name}: {header.kind}")
        notes.extend(f"column {name!r} is not used" for name in header.unknown)
        rest = counted(chain(top[position + 1 :], rows), lambda: _tell(source, told))
        return Table(name=source.name, kind=header.kind, rows=_by_name(rest, header), notes=notes)
    raise _no_header(source.name, first, kind, columns or {})


def _check_map(columns: Mapping[str, str]) -> None:
    known = {name for names in COLUMNS.values() for name in names}
    for theirs, ours in columns.items():
        if ours not in known:
            names = ", ".join(sorted(known))
            raise InputError(f"import.columns: {theirs!r} is mapped to {ours!r}, which is no column; known: {names}.")


def _sheets(source: Source, form: Format, notes: list[str]) -> Iterator[tuple[str, Rows]]:
    if form is Format.CSV:
        yield "", csv_rows(source)
    else:
        yield from xlsx_sheets(source, notes)


def _header(
    top: list[RawRow | RowError], kind: str, columns: Mapping[str, str], name: str
) -> tuple[Header, int] | None:
    for position, row in enumerate(top):
        if isinstance(row, RowError):
            continue
        try:
            header = understand_header(row.cells, kind, columns)
        except InputError as error:
            raise InputError(f"{name}:{row.line}: {error}.") from error
        if header is not None:
            return header, position
    return None


def _no_header(name: str, first: tuple[str, ...] | None, kind: str, columns: Mapping[str, str]) -> InputError:
    if first is None:
        return InputError(f"{name}: the file is empty.")
    if kind != "auto":
        missing = ", ".join(missing_columns(first, kind, columns))
        return InputError(f"{name}: column {missing} is missing; map yours in import.columns.")
    return InputError(
        f"{name}: the headers fit no known file; say --kind clients, invoices, payments or contacts, and map your "
        "headers in import.columns."
    )


def _by_name(rows: Iterable[RawRow | RowError], header: Header) -> Iterator[Cells | RowError]:
    used = [(position, name) for position, name in enumerate(header.names) if name]
    for row in rows:
        if isinstance(row, RowError):
            yield row
            continue
        cells: dict[str, str] = {}
        for position, name in used:
            # Of two columns with the same meaning the first that says something counts.
            if position < len(row.cells) and not cells.get(name):
                cells[name] = tidy(name, row.cells[position])
        fault = fault_of(cells)
        yield RowError(row.line, fault) if fault else (row.line, cells)


def _tell(source: Source, told: Told) -> None:
    done = source.size if source.stream.closed else min(source.stream.tell(), source.size)
    told(f"reading {source.name}", done, source.size)
