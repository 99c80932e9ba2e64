"""Where money lies, as flat tables: payments, what they were put on or used for, and what else settles invoices."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from mailbot.store.lists.export_table import Export, named
from mailbot.store.settling_tables import EntryRow, PaymentUseRow
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow, PaymentRow


def _placed() -> Any:
    """What of the payment of the row lies on invoices."""
    total = select(func.coalesce(func.sum(AllocationRow.amount_minor), 0))
    live = total.where(AllocationRow.payment_id == PaymentRow.id, AllocationRow.undone_at.is_(None))
    return live.correlate(PaymentRow).scalar_subquery()


def _used() -> Any:
    """What of the payment of the row was used otherwise."""
    total = select(func.coalesce(func.sum(PaymentUseRow.amount_minor), 0))
    live = total.where(PaymentUseRow.payment_id == PaymentRow.id, PaymentUseRow.undone_at.is_(None))
    return live.correlate(PaymentRow).scalar_subquery()


def _entry_of(which: ColumnElement[bool]) -> Any:
    """The number of the accounting entry of the row."""
    return select(func.min(EntryRow.number)).where(which, EntryRow.reverses_id.is_(None)).scalar_subquery()


_Note = aliased(InvoiceRow)
PAYMENTS = Export(
    named(PaymentRow, "id", "received_on")
    | {"amount": PaymentRow.amount_minor}
    | named(PaymentRow, "currency", "payer", "payer_iban", "label")
    | {"placed": _placed(), "used": _used(), "unapplied": PaymentRow.unapplied_minor}
    | {"status": PaymentRow.status, "client": ClientRow.code}
    | named(PaymentRow, "reversed_on", "bank", "decision", "score", "why"),
    lambda query: query.outerjoin(ClientRow, ClientRow.id == PaymentRow.client_id).order_by(
        PaymentRow.received_on, PaymentRow.id
    ),
    ("amount", "placed", "used", "unapplied"),
)
USES = Export(
    {"id": PaymentUseRow.id, "payment": PaymentUseRow.payment_id, "client": ClientRow.code}
    | {"kind": PaymentUseRow.kind, "amount": PaymentUseRow.amount_minor, "currency": PaymentRow.currency}
    | {"entry": _entry_of(EntryRow.use_id == PaymentUseRow.id)}
    | named(PaymentUseRow, "on", "penalty_id", "author", "why", "created_at", "undone_at", "undone_by"),
    lambda query: (
        query.join(PaymentRow, PaymentRow.id == PaymentUseRow.payment_id)
        .outerjoin(ClientRow, ClientRow.id == PaymentRow.client_id)
        .order_by(PaymentUseRow.id)
    ),
    ("amount",),
)
ALLOCATIONS = Export(
    {"id": AllocationRow.id, "invoice": InvoiceRow.number, "kind": AllocationRow.kind}
    | {"payment": AllocationRow.payment_id, "credit_note": _Note.number, "amount": AllocationRow.amount_minor}
    | {"currency": InvoiceRow.currency, "author": AllocationRow.author, "why": AllocationRow.why}
    | {"entry": _entry_of(EntryRow.allocation_id == AllocationRow.id)}
    | {"reminder": AllocationRow.reminder_id}
    | named(AllocationRow, "days_after_reminder", "crossed", "created_at", "undone_at", "undone_by"),
    lambda query: (
        query.join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .outerjoin(_Note, _Note.id == AllocationRow.credit_note_id)
        .order_by(AllocationRow.id)
    ),
    ("amount",),
)
