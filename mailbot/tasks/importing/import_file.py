"""Take a file in: clients, contacts, invoices, payments, a FEC, an electronic invoice, a statement.

The whole file is read before the books are opened for writing; then it goes in whole, in one transaction. Taking it in
again changes only what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mailbot.core.errors import InputError
from mailbot.intake.source import Format, Source, recognise
from mailbot.intake.told import Told, quiet
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_einvoice import prepare_einvoice
from mailbot.tasks.importing.import_fec import prepare_fec
from mailbot.tasks.importing.import_report import Ask, ImportReport, Prepared, remember_import
from mailbot.tasks.importing.import_statement import is_statement, prepare_statement
from mailbot.tasks.importing.import_table import prepare_table
from mailbot.tasks.planning.let_sleep import let_sleep

TABLES = ("clients", "contacts", "invoices", "payments")
KINDS = ("auto", *TABLES, "fec", "statement")


def import_file(
    office: Office, path: Path, kind: str, now: datetime, *, dry_run: bool = False, told: Told = quiet
) -> ImportReport:
    """Take one file in: the good rows go in, the bad ones are reported. `told` hears how far it is.

    Raises InputError when the file as a whole cannot be read; then nothing of it is in the books.
    """
    with _opened(path) as source:
        ask = Ask(office=office, source=source, path=path, kind=kind, now=now, keep=not dry_run, told=told)
        prepared = _prepare(ask)
    report = ImportReport(file=path.name, kind=prepared.kind, errors=list(prepared.errors), notes=list(prepared.notes))
    with office.books.rehearse() if dry_run else office.books.write() as session:
        prepared.take(session, report)
        let_sleep(session, office, office.day(now))
        remember_import(session, report, now)
    report.errors.sort(key=lambda error: error.line)
    return report


@contextmanager
def _opened(path: Path) -> Iterator[Source]:
    try:
        if path.is_dir():
            raise InputError(f"{path}: this is a folder; name the files in it.")
        with path.open("rb") as stream:
            yield Source(stream, path.name, path.stat().st_size)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error


def _prepare(ask: Ask) -> Prepared:
    """The one way to read this file, by what it is and by what it was said to be."""
    form = recognise(ask.source)
    if ask.kind == "statement" or (ask.kind == "auto" and form in (Format.CSV, Format.XML) and is_statement(ask)):
        return prepare_statement(ask)
    if form in (Format.CSV, Format.XLSX) and ask.kind != "fec":
        return prepare_table(ask, form)
    if ask.kind in TABLES:
        raise InputError(f"{ask.source.name}: this is a {form.value} file and no list; leave --kind away.")
    if form is Format.FEC:
        return prepare_fec(ask)
    if ask.kind == "fec":
        raise InputError(
            f"{ask.source.name}: this is no FEC; its first line must name the columns JournalCode, JournalLib, "
            "EcritureNum …, with tabs or pipes between them."
        )
    return prepare_einvoice(ask, form)
