"""Invoices, credit notes and quotes from a file, each with its PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.intake.rows import InvoiceLine
from mailbot.store import holds, invoices, payments, state
from mailbot.store.payments import Word
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.import_report import ImportReport
from mailbot.tasks.office import Office


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every row of one import shares."""

    session: Session
    office: Office
    folder: Path
    now: datetime
    started_on: date
    report: ImportReport


def take_invoices(
    session: Session, office: Office, lines: Sequence[InvoiceLine], folder: Path, now: datetime, report: ImportReport
) -> None:
    """Create and update invoices by their number.

    The file may lower what is open (paid elsewhere) but never raise it: a payment that Mailbot knows stays.
    """
    desk = _Desk(session, office, folder, now, _started_on(session, office, now), report)
    owners = {row.code: row for row in session.scalars(select(ClientRow))}
    known = invoices.by_numbers(session, [line.number for line in lines])
    for line in lines:
        _take(desk, line, owners.get(line.client), known.get(line.number))
    session.flush()
    _apply_credit_notes(desk, lines)


def _take(desk: _Desk, line: InvoiceLine, owner: ClientRow | None, row: InvoiceRow | None) -> None:
    refused = _wrong(desk.office, line, owner, row)
    if refused or owner is None:
        desk.report.refuse(line.line, refused)
        return
    sha, name = _file(desk, line)
    if row is None:
        row = _create(desk, line, owner)
        row.file_sha, row.file_name = sha, name
        _settle_opening(desk, line, row)
        _hold_old_debt(desk, row)
        desk.report.count(new=True, changed=True)
        return
    changed = _update(line, row, sha, name)
    changed |= _lower(desk, line, row)
    desk.report.count(new=False, changed=changed)


def _wrong(office: Office, line: InvoiceLine, owner: ClientRow | None, row: InvoiceRow | None) -> str:
    """Why the row stays out, empty when it may go in."""
    if owner is None:
        return f"client: there is no client {line.client!r}; import clients first, or mend the code."
    return _wrong_terms(office, line) or (_wrong_change(office, line, owner, row) if row is not None else "")


def _wrong_terms(office: Office, line: InvoiceLine) -> str:
    if line.due_on is None and office.settings.import_.terms_days is None:
        return "due_on is empty; write the due date, or set import.terms_days."
    if line.due_on is not None and line.due_on < line.issued_on:
        return f"due_on {line.due_on} is before issued_on {line.issued_on}."
    if line.partner and office.person(line.partner) is None:
        return f"partner: {line.partner} is not in people of the configuration."
    return ""


def _wrong_change(office: Office, line: InvoiceLine, owner: ClientRow, row: InvoiceRow) -> str:
    if row.client_id != owner.id:
        return f"{line.number} belongs to another client already; the number of an invoice is unique."
    currency = line.currency or office.settings.firm.currency
    if row.currency != currency or row.total_minor != Money.of(line.total, currency).minor:
        known = Money.from_minor(row.total_minor, row.currency)
        return (
            f"{line.number} is known with a total of {known}; an issued invoice does not change, write a credit note."
        )
    return ""


def _due_on(office: Office, line: InvoiceLine) -> date:
    return line.due_on or line.issued_on + timedelta(days=office.settings.import_.terms_days or 0)


def _create(desk: _Desk, line: InvoiceLine, owner: ClientRow) -> InvoiceRow:
    currency = line.currency or desk.office.settings.firm.currency
    total = Money.of(line.total, currency).minor
    row = InvoiceRow(
        client_id=owner.id,
        number=line.number,
        kind=line.kind,
        issued_on=line.issued_on,
        due_on=_due_on(desk.office, line),
        currency=currency,
        total_minor=total,
        open_minor=total,
        partner=line.partner,
        matter=line.matter,
        payment_mode=line.payment_mode,
        applies_to=line.applies_to,
        created_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def _settle_opening(desk: _Desk, line: InvoiceLine, row: InvoiceRow) -> None:
    """What was settled before Mailbot knew the invoice."""
    if line.open_amount is None or line.kind != InvoiceKind.INVOICE:
        return
    settled = Money.from_minor(row.total_minor, row.currency) - Money.of(line.open_amount, row.currency)
    if settled.minor > 0:
        payments.settle_otherwise(
            desk.session, row, AllocationKind.OPENING, settled, Word("import", "réglé avant l'import", desk.now)
        )


def _hold_old_debt(desk: _Desk, row: InvoiceRow) -> None:
    """At the start old debts are shown, and none is reminded until a person says from which level."""
    old = row.due_on < desk.started_on and row.kind == InvoiceKind.INVOICE and row.open_minor > 0
    if old and desk.office.settings.import_.old_debts == "hold":
        reason = "dette antérieure à la mise en service : dites à partir de quel niveau la relancer"
        hold = holds.NewHold(
            client_id=row.client_id, invoice_id=row.id, kind=HoldKind.HOLD, reason=reason, author="import"
        )
        holds.add(desk.session, hold, desk.now)


def _update(line: InvoiceLine, row: InvoiceRow, sha: str, name: str) -> bool:
    told = {
        "due_on": line.due_on,
        "partner": line.partner,
        "matter": line.matter,
        "payment_mode": line.payment_mode,
        "file_sha": sha,
        "file_name": name,
    }
    changed = False
    for column, value in told.items():
        if value and getattr(row, column) != value:
            setattr(row, column, value)
            changed = True
    if changed:
        row.next_step_on = None
    return changed


def _lower(desk: _Desk, line: InvoiceLine, row: InvoiceRow) -> bool:
    if line.open_amount is None or line.kind != InvoiceKind.INVOICE:
        return False
    told = Money.of(line.open_amount, row.currency).minor
    if told > row.open_minor:
        ours = Money.from_minor(row.open_minor, row.currency)
        desk.report.notes.append(
            f"{line.number}: the file says {line.open_amount} is open, Mailbot knows of payments and keeps {ours}"
        )
        return False
    if told == row.open_minor:
        return False
    paid = Money.from_minor(row.open_minor - told, row.currency)
    payments.settle_otherwise(
        desk.session, row, AllocationKind.OPENING, paid, Word("import", "réglé selon le fichier importé", desk.now)
    )
    return True


def _apply_credit_notes(desk: _Desk, lines: Sequence[InvoiceLine]) -> None:
    """A credit note that names its invoice is set against it; the rest stays open and is deducted from reminders."""
    for line in lines:
        if line.kind != InvoiceKind.CREDIT_NOTE or not line.applies_to:
            continue
        rows = invoices.by_numbers(desk.session, [line.number, line.applies_to])
        note, target = rows.get(line.number), rows.get(line.applies_to)
        if note is None or target is None or note.client_id != target.client_id or note.currency != target.currency:
            desk.report.notes.append(
                f"{line.number}: {line.applies_to} is not an invoice of this client; the credit stays open"
            )
            continue
        amount = min(-note.open_minor, target.open_minor)
        if amount > 0:
            money = Money.from_minor(amount, note.currency)
            word = Word("import", f"avoir {note.number}", desk.now)
            payments.settle_otherwise(desk.session, target, AllocationKind.CREDIT, money, word, note)


def _file(desk: _Desk, line: InvoiceLine) -> tuple[str, str]:
    """(digest, name) of the invoice's PDF, looked for beside the file and in import.files_folder."""
    if not line.file:
        return "", ""
    roots = (desk.folder.resolve(), desk.office.settings.import_.files_folder.resolve())
    for root in roots:
        path = (root / line.file).resolve()
        if path.is_relative_to(root) and path.is_file():
            return desk.office.blobs.put(path.read_bytes()), path.name
    desk.report.notes.append(
        f"line {line.line}: file {line.file!r} was not found beside the CSV nor in {roots[1]}; taken in without it"
    )
    return "", ""


def _started_on(session: Session, office: Office, now: datetime) -> date:
    """The day Mailbot started: configured, else the day of the first import."""
    configured = office.settings.import_.started_on
    if configured:
        return configured
    known = state.fact(session, "started_on")
    if known is None:
        known = office.day(now).isoformat()
        state.remember(session, "started_on", known)
    return date.fromisoformat(known)
