"""Reads the tables of reference rates: those shipped, and the firm's own rows beside its configuration.

A table is a CSV file named after its index, with a row per period: `from,until,percent,source` and, in the shipped
ones, how and where it was read. A firm's row takes the place of the shipped one that begins on the same day.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from mailbot.config.shipped import shipped
from mailbot.core.errors import ConfigError, Refused
from mailbot.core.interest.rates import RateRow, Rates

_NEEDED = ("from", "until", "percent", "source")


def load_rates(own: Path | None = None) -> Rates:
    """Every table, with the rows of the folder `own` when it is there.

    Raises ConfigError with every mistake, a line each: `rates/ecb_mro.csv:3: …`.
    """
    tables = {path.stem: _read(path) for path in sorted(shipped("config", "rate_tables").glob("*.csv"))}
    mistakes: list[str] = []
    for path in sorted(own.glob("*.csv")) if own is not None else ():
        if path.stem not in tables:
            mistakes.append(f"{_name(path)}: no rate is called so. Name the file after one of: {', '.join(tables)}.")
            continue
        try:
            tables[path.stem] = _merged(tables[path.stem], _read(path))
        except ConfigError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    try:
        return Rates(tables)
    except Refused as error:
        raise ConfigError(f"rates: {error}") from error


def _merged(ours: list[RateRow], theirs: list[RateRow]) -> list[RateRow]:
    return list(({row.since: row for row in ours} | {row.since: row for row in theirs}).values())


def _read(path: Path) -> list[RateRow]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{_name(path)}: cannot be read ({error}). Save it as CSV, UTF-8.") from error
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text))
    missing = [name for name in _NEEDED if name not in (lines.fieldnames or ())]
    if missing:
        header = ",".join(_NEEDED)
        raise ConfigError(f"{_name(path)}:1: column {', '.join(missing)} is missing; the header is {header}.")
    rows: list[RateRow] = []
    mistakes: list[str] = []
    for cells in lines:
        found = {name: (cells.get(name) or "").strip() for name in (*_NEEDED, "checked")}
        mistakes.extend(f"{_name(path)}:{lines.line_num}: {wrong}" for wrong in _wrong(found))
        if not mistakes:
            rows.append(_row(found))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return rows


def _wrong(cells: dict[str, str]) -> Iterator[str]:
    for name in ("from", "until"):
        try:
            date.fromisoformat(cells[name])
        except ValueError:
            yield f"{name}: {cells[name]!r} is no date; write 2027-01-01."
    try:
        finite = Decimal(_point(cells["percent"])).is_finite()
    except InvalidOperation:
        finite = False
    if not finite:
        yield f"percent: {cells['percent']!r} is no number; write 2.65."
    if not cells["source"]:
        yield "source: is empty; name the act or decision, it is printed beside the figures."


def _row(cells: dict[str, str]) -> RateRow:
    return RateRow(
        since=date.fromisoformat(cells["from"]),
        until=date.fromisoformat(cells["until"]),
        percent=Decimal(_point(cells["percent"])),
        source=cells["source"],
        checked=cells["checked"] or "own",
    )


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _point(number: str) -> str:
    return number.replace(",", ".")


def _name(path: Path) -> str:
    return f"rates/{path.name}"
