"""Clients, contacts, invoices and payments as records of another program: read and taken in as the lines of a file are.

A record has the columns of the file; its place in the list (from 1) stands for the line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import InputError
from mailbot.intake.cells import fault_of, tidy
from mailbot.intake.columns import COLUMNS, TELLING
from mailbot.intake.rows import RowError
from mailbot.intake.sheet import read_sheet
from mailbot.intake.table import Cells, Table
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_invoices import Desk
from mailbot.tasks.importing.import_report import ImportReport, remember_import
from mailbot.tasks.importing.import_table import take_sheet
from mailbot.tasks.planning.let_sleep import let_sleep

# Of one kind in one request: what one transaction does quickly.
MOST = 5_000

# The kinds of records, in the order in which they are best brought.
TABLES = tuple(COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a program brought: of which kind, under which name it is remembered (its token's)."""

    kind: str
    rows: Sequence[object]
    name: str


def columns(kind: str) -> tuple[str, ...]:
    """The fields that a record of this kind may have. `file` names a PDF on this machine, and is none of theirs."""
    return tuple(name for name in COLUMNS[kind] if name != "file")


def needed(kind: str) -> frozenset[str]:
    """The fields that a record of this kind must have."""
    return TELLING[kind][0]


def take_records(session: Session, office: Office, records: Records, now: datetime) -> ImportReport:
    """Take them in, in this transaction: the good ones go in, each bad one is reported with its place.

    Raises InputError when there are none, or more than one request may bring.
    """
    if not records.rows:
        raise InputError(f"{records.kind}: the list is empty.")
    if len(records.rows) > MOST:
        raise InputError(f"{records.kind}: more than {MOST} in one request; send them in several.")
    rows = [_row(place, row, records.kind) for place, row in enumerate(records.rows, 1)]
    sheet = read_sheet(Table(name=records.name, kind=records.kind, rows=rows))
    report = ImportReport(file=records.name, kind=sheet.kind, errors=list(sheet.errors), notes=list(sheet.notes))
    take_sheet(Desk(session=session, office=office, now=now, report=report), sheet)
    let_sleep(session, office, office.day(now))
    remember_import(session, report, now)
    report.errors.sort(key=lambda error: error.line)
    return report


def _row(place: int, row: object, kind: str) -> Cells | RowError:
    if not isinstance(row, Mapping):
        return RowError(place, "this is no object with fields.")
    known = columns(kind)
    unknown = sorted(str(name) for name in row if name not in known)
    if unknown:
        return RowError(place, f"{unknown[0]}: there is no such field; known: {', '.join(known)}.")
    cells = {}
    for name, value in row.items():
        text = _text(value)
        if text is None:
            return RowError(place, f"{name}: write a text or a number.")
        cells[str(name)] = tidy(str(name), text)
    fault = fault_of(cells)
    return RowError(place, fault) if fault else (place, cells)


def _text(value: object) -> str | None:
    """A value as a file would write it; None when no cell holds such a thing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return None
    if isinstance(value, list):
        parts = [one for one in value if isinstance(one, str)]
        return ",".join(parts) if len(parts) == len(value) else None
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else None
    return str(value) if isinstance(value, str | int) else None
