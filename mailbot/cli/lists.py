"""Lists on the terminal, for spreadsheets and for programs: `--format table|csv|json`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from mailbot.core.money import Money

Row = Mapping[str, object]

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMERIC = re.compile(r"^[+-]?[\d\s.,()/-]+$")
_WIDE = 400

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
    if form == "json":
        for row in rows:
            click.echo(json.dumps({name: _plain(row.get(name)) for name in columns}, ensure_ascii=False))
    elif form == "csv":
        _show_csv(rows, columns)
    else:
        _show_table(rows, columns)


def _show_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    click.echo(text.getvalue(), nl=False)


def _show_table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    kept = list(rows)
    for name in columns:
        right = any(isinstance(row.get(name), int | Decimal | Money) for row in kept)
        table.add_column(name.replace("_", " "), justify="right" if right else "left", overflow="fold")
    for row in kept:
        table.add_row(*(_text(row.get(name)) for name in columns))
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
    return _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    return str(value)


def _cell(value: object) -> str:
    """A spreadsheet must not run what a stranger wrote as a formula; numbers and phone numbers stay as they are."""
    text = _text(value)
    dangerous = isinstance(value, str) and _FORMULA.match(text) and not _NUMERIC.match(text)
    return f"'{text}" if dangerous else text
