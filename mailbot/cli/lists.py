"""Lists on the terminal, for spreadsheets and for programs: `--format table|csv|json`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from mailbot.core.money import Money

Row = Mapping[str, object]

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMERIC = re.compile(r"^[+-]?[\d\s.,()/-]+$")
_WIDE = 400
_SOME = 1000

format_option: Callable[[Any], Any] = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="table for people, csv for spreadsheets, json (one object a line) for programs.",
)


def show(rows: Iterable[Row], columns: Sequence[str], form: str) -> None:
    """Print the rows; `columns` are their keys, in the order of the table."""
    if form == "table":
        _show_table(rows, columns)
        return
    for part in lines(rows, columns, form):
        click.echo(part, nl=False)


def lines(rows: Iterable[Row], columns: Sequence[str], form: str) -> Iterator[str]:
    """The rows as text, for csv or json, some at a time: a list may be longer than the memory."""
    write = _json_lines if form == "json" else _csv_lines
    if form == "csv":
        yield write([dict(zip(columns, columns, strict=True))], columns)
    kept = iter(rows)
    while some := list(islice(kept, _SOME)):
        yield write(some, columns)


def _json_lines(rows: Iterable[Row], columns: Sequence[str]) -> str:
    objects = ({name: _plain(row.get(name)) for name in columns} for row in rows)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def _csv_lines(rows: Iterable[Row], columns: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return text.getvalue()


def _show_table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    kept = iter(rows)
    first = list(islice(kept, _SOME))
    rights = {name for name in columns if any(isinstance(row.get(name), int | Decimal | Money) for row in first)}
    following = next(kept, None)
    if following is None:
        _fitted(first, columns, rights)
        return
    for part in _as_they_come(first, chain([following], kept), columns, rights):
        click.echo(part)


def _fitted(rows: Sequence[Row], columns: Sequence[str], rights: Set[str]) -> None:
    """A table whose columns fit what is in them, and the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(_title(name), justify="right" if name in rights else "left", overflow="fold")
    for row in rows:
        table.add_row(*(as_text(row.get(name)) for name in columns))
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=_WIDE)
    with console.capture() as capture:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def _as_they_come(first: Sequence[Row], rest: Iterator[Row], columns: Sequence[str], rights: Set[str]) -> Iterator[str]:
    """A table that is longer than can be waited for: its columns are as wide as in its first rows, and one that is
    wider later on sticks out."""
    texts = [[as_text(row.get(name)) for name in columns] for row in first]
    titles = [_title(name) for name in columns]
    widths = [max(map(cell_len, column)) for column in zip(titles, *texts, strict=True)]
    aligned = [(width, name in rights) for width, name in zip(widths, columns, strict=True)]
    yield "\n".join(_line(cells, aligned) for cells in (titles, *texts))
    while some := list(islice(rest, _SOME)):
        yield "\n".join(_line([as_text(row.get(name)) for name in columns], aligned) for row in some)


def _line(cells: Sequence[str], aligned: Sequence[tuple[int, bool]]) -> str:
    padded = []
    for text, (width, right) in zip(cells, aligned, strict=True):
        blanks = " " * (width - cell_len(text))
        padded.append(blanks + text if right else text + blanks)
    return "  ".join(padded).rstrip()


def _title(name: str) -> str:
    return name.replace("_", " ")


def _plain(value: object) -> object:
    """What JSON can say: amounts as text with a point, days as ISO, unknown as null."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return as_text(value)


def as_text(value: object) -> str:
    """A value in a table or a cell; unknown is empty."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    if isinstance(value, Mapping):
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, list | tuple):
        return ", ".join(map(as_text, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _cell(value: object) -> str:
    """A spreadsheet must not run what a stranger wrote as a formula; numbers and phone numbers stay as they are."""
    text = as_text(value)
    dangerous = isinstance(value, str) and _FORMULA.match(text) and not _NUMERIC.match(text)
    return f"'{text}" if dangerous else text
