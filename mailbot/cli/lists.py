"""Lists on the terminal, for spreadsheets and for programs: `--format table|csv|json`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import click
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
    table = Table(box=None, pad_edge=False, header_style="bold")
    kept = list(rows)
    for name in columns:
        right = any(isinstance(row.get(name), int | Decimal | Money) for row in kept)
        table.add_column(name.replace("_", " "), justify="right" if right else "left", overflow="fold")
    for row in kept:
        table.add_row(*(as_text(row.get(name)) for name in columns))
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=_WIDE)
    with console.capture() as capture:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


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
    if value is None:
        return ""
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
