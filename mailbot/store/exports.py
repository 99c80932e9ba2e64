"""The books as flat tables, row by row, for files: clients and invoices have the columns that import takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mailbot.core.money import Money
from mailbot.store.tables import (
    AllocationRow,
    ClientRow,
    EventRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderLineRow,
    ReminderRow,
)

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Export:
    """One table: what stands in each column, where it is read (joins and order), and which columns are minor units
    of the column `currency`."""

    columns: Mapping[str, Any]
    source: Callable[[Any], Any]
    amounts: tuple[str, ...] = ()


def rows(session: Session, export: Export) -> Iterator[dict[str, object]]:
    """Every row, streamed. Amounts are decimals; instants are UTC."""
    query = export.source(select(*export.columns.values())).execution_options(yield_per=_BATCH)
    for values in session.execute(query):
        row: dict[str, Any] = dict(zip(export.columns, values, strict=True))
        for name in export.amounts:
            row[name] = Money.from_minor(row[name], row["currency"]).amount
        yield row


def _named(row: Any, *names: str) -> dict[str, Any]:
    """Columns that are called as in the database."""
    return {name: getattr(row, name) for name in names}


_Note = aliased(InvoiceRow)
_INVOICES_NAMED = (
    select(func.aggregate_strings(ReminderLineRow.number, ", "))
    .where(ReminderLineRow.reminder_id == ReminderRow.id)
    .scalar_subquery()
)

_CLIENTS = Export(
    _named(
        ClientRow,
        *("code", "name", "kind", "email", "cc", "contact", "language", "phone", "address", "postcode", "city"),
        *("country", "siren", "vat_number", "iban", "payment_mode", "ladder", "partner", "email_bounced"),
        "last_contact_on",
    ),
    lambda query: query.order_by(ClientRow.code),
)
_INVOICES = Export(
    {"number": InvoiceRow.number, "client": ClientRow.code}
    | _named(InvoiceRow, "kind", "issued_on", "due_on")
    | {"total": InvoiceRow.total_minor, "currency": InvoiceRow.currency, "open_amount": InvoiceRow.open_minor}
    | _named(InvoiceRow, "partner", "matter", "payment_mode", "applies_to", "level", "level_sent_on", "deadline_on"),
    lambda query: query.join(ClientRow, ClientRow.id == InvoiceRow.client_id).order_by(
        InvoiceRow.issued_on, InvoiceRow.number
    ),
    ("total", "open_amount"),
)
_PAYMENTS = Export(
    _named(PaymentRow, "id", "received_on")
    | {"amount": PaymentRow.amount_minor}
    | _named(PaymentRow, "currency", "payer", "payer_iban", "label")
    | {"unapplied": PaymentRow.unapplied_minor, "status": PaymentRow.status, "client": ClientRow.code}
    | _named(PaymentRow, "bank", "decision", "score", "why"),
    lambda query: query.outerjoin(ClientRow, ClientRow.id == PaymentRow.client_id).order_by(
        PaymentRow.received_on, PaymentRow.id
    ),
    ("amount", "unapplied"),
)
_ALLOCATIONS = Export(
    {"id": AllocationRow.id, "invoice": InvoiceRow.number, "kind": AllocationRow.kind}
    | {"payment": AllocationRow.payment_id, "credit_note": _Note.number, "amount": AllocationRow.amount_minor}
    | {"currency": InvoiceRow.currency, "author": AllocationRow.author, "why": AllocationRow.why}
    | {"reminder": AllocationRow.reminder_id}
    | _named(AllocationRow, "days_after_reminder", "crossed", "created_at", "undone_at", "undone_by"),
    lambda query: (
        query.join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .outerjoin(_Note, _Note.id == AllocationRow.credit_note_id)
        .order_by(AllocationRow.id)
    ),
    ("amount",),
)
_REMINDERS = Export(
    {"id": ReminderRow.id, "client": ClientRow.code, "invoices": _INVOICES_NAMED}
    | _named(ReminderRow, "level", "level_name", "status", "status_why")
    | {"total": ReminderRow.total_minor}
    | _named(ReminderRow, "currency", "channel", "formal", "deadline_on", "recipient", "subject", "partner")
    | _named(ReminderRow, "approved_by", "approved_via", "approved_at", "sent_at", "created_at", "message_id"),
    lambda query: query.join(ClientRow, ClientRow.id == ReminderRow.client_id).order_by(ReminderRow.id),
    ("total",),
)
_MESSAGES = Export(
    _named(InboxRow, "id", "arrived_at", "sender", "subject", "kind", "state")
    | {"client": ClientRow.code, "reminder": InboxRow.reminder_id}
    | _named(InboxRow, "linked_by", "why", "proposal", "handled_at", "resolved_at", "resolved_by", "message_id", "sha"),
    lambda query: query.outerjoin(ClientRow, ClientRow.id == InboxRow.client_id).order_by(InboxRow.id),
)
_EVENTS = Export(
    _named(EventRow, "id", "at", "actor", "kind")
    | {"client": ClientRow.code, "invoice": InvoiceRow.number, "reminder": EventRow.reminder_id}
    | {"payment": EventRow.payment_id, "message": EventRow.inbox_id}
    | _named(EventRow, "text", "data", "previous_hash", "hash"),
    lambda query: (
        query.outerjoin(ClientRow, ClientRow.id == EventRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == EventRow.invoice_id)
        .order_by(EventRow.id)
    ),
)

EXPORTS: dict[str, Export] = {
    "clients": _CLIENTS,
    "invoices": _INVOICES,
    "payments": _PAYMENTS,
    "allocations": _ALLOCATIONS,
    "reminders": _REMINDERS,
    "messages": _MESSAGES,
    "events": _EVENTS,
}
