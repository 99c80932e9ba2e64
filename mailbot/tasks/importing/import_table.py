"""A CSV or XLSX file of clients, contacts, invoices or payments."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.intake.rows import Sheet
from mailbot.intake.sheet import read_sheet
from mailbot.intake.source import Format
from mailbot.intake.table import read_table
from mailbot.tasks.importing.import_clients import take_clients
from mailbot.tasks.importing.import_contacts import take_contacts
from mailbot.tasks.importing.import_invoices import Desk, take_invoices
from mailbot.tasks.importing.import_payments import take_payments
from mailbot.tasks.importing.import_pdfs import gather_pdfs
from mailbot.tasks.importing.import_report import Ask, ImportReport, Prepared


def prepare_table(ask: Ask, form: Format) -> Prepared:
    """Read the whole table before the books are opened for writing. Raises InputError when it cannot be read."""
    columns = ask.office.settings.import_.columns
    sheet = read_sheet(read_table(ask.source, form, ask.kind, columns, ask.told))
    notes = list(sheet.notes)
    files = gather_pdfs(ask.office, ask.path.parent, (line.file for line in sheet.invoices), notes, keep=ask.keep)

    def take(session: Session, report: ImportReport) -> None:
        desk = Desk(session=session, office=ask.office, now=ask.now, report=report, files=files, told=ask.told)
        take_sheet(desk, sheet)

    return Prepared(kind=sheet.kind, take=take, errors=sheet.errors, notes=notes)


def take_sheet(desk: Desk, sheet: Sheet) -> None:
    """The good lines of a table go in, whoever brought it."""
    session, office, now, report = desk.session, desk.office, desk.now, desk.report
    take_clients(session, office, sheet.clients, now, report)
    take_contacts(session, sheet.contacts, now, report)
    if sheet.invoices:
        take_invoices(desk, sheet.invoices)
    take_payments(session, office, sheet.payments, now, report)
