"""Credit notes that name their invoice are set against it; the rest stays open and is deducted from reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.intake.rows import InvoiceLine
from mailbot.store.debts import many_invoices
from mailbot.store.debts.many_invoices import Known, Settling
from mailbot.tasks.importing.import_report import ImportReport


def apply_credit_notes(
    session: Session, lines: Sequence[InvoiceLine], now: datetime, report: ImportReport
) -> list[int]:
    """Set them against their invoices in the order of the file, never above what is open on either side; returns the
    keys of these invoices."""
    notes = [line for line in lines if line.kind == InvoiceKind.CREDIT_NOTE and line.applies_to]
    if not notes:
        return []
    rows = many_invoices.known(session, [number for line in notes for number in (line.number, line.applies_to)])
    still_open = {row.id: row.open_minor for row in rows.values()}
    settlings: list[Settling] = []
    for line in notes:
        note, target = rows.get(line.number), rows.get(line.applies_to)
        if note is None:
            continue  # the line itself was refused
        if target is None or _apart(note, target):
            report.notes.append(
                f"{line.number}: {line.applies_to} is not an invoice of this client; the credit stays open"
            )
            continue
        amount = min(-still_open[note.id], still_open[target.id])
        if amount > 0:
            settlings.append(Settling(target.id, amount, f"avoir {note.number}", note.id))
            still_open[note.id] += amount
            still_open[target.id] -= amount
    many_invoices.settle(session, settlings, AllocationKind.CREDIT, "import", now)
    return [one.invoice_id for one in settlings]


def _apart(note: Known, target: Known) -> bool:
    """Of another client, in other money, or a quote, which nobody owes."""
    same = note.client_id == target.client_id and note.currency == target.currency
    return not same or target.kind == InvoiceKind.QUOTE
