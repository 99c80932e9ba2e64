"""Tables as files for spreadsheets: never a formula that a stranger wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from flask import Response

from admin.desk import language, today
from admin.formats import plain
from mailbot.core.money import Money

Cell = str | int | date | Money | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A CSV file as spreadsheets of this country open it: semicolons and decimal commas in French."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language() == "fr" else ",", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    # Without the mark at its head Excel reads UTF-8 as something else.
    response = Response("\ufeff" + text.getvalue(), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{today().isoformat()}.csv"'
    return response


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
