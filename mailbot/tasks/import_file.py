"""Take a file in: clients, invoices, credit notes, quotes, payments. Taking it in again changes only what changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from mailbot.core.errors import InputError
from mailbot.intake.csv_table import read_table
from mailbot.intake.rows import Sheet
from mailbot.intake.sheet import read_sheet
from mailbot.store import history
from mailbot.tasks.import_clients import take_clients
from mailbot.tasks.import_invoices import take_invoices
from mailbot.tasks.import_payments import take_payments
from mailbot.tasks.import_report import ImportReport
from mailbot.tasks.office import Office


def import_file(office: Office, path: Path, kind: str, now: datetime, *, dry_run: bool = False) -> ImportReport:
    """Take one file in, in one transaction: the good rows go in, the bad ones are reported.

    Raises InputError when the file as a whole cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    table = read_table(content, path.name, kind, office.settings.import_.columns)
    sheet = read_sheet(table)
    report = ImportReport(file=path.name, kind=sheet.kind, errors=list(sheet.errors))
    report.notes.extend(f"column {name!r} is not used" for name in table.unknown_columns)
    with office.books.rehearse() if dry_run else office.books.write() as session:
        _take(session, office, sheet, path, now, report)
    return report


def _take(session: Session, office: Office, sheet: Sheet, path: Path, now: datetime, report: ImportReport) -> None:
    if sheet.kind == "clients":
        take_clients(session, office, sheet.clients, now, report)
    elif sheet.kind == "invoices":
        take_invoices(session, office, sheet.invoices, path.parent, now, report)
    else:
        take_payments(session, office, sheet.payments, now, report)
    counts = f"{report.created} créés, {report.updated} modifiés, {report.unchanged} inchangés"
    said = f"{report.file} : {counts}, {len(report.errors)} refusés"
    history.append(
        session, history.Entry(at=now, actor="mailbot", kind="imported", text=said, data={"kind": sheet.kind})
    )
