"""The books as flat tables, row by row, for files: clients and invoices have the columns that import takes."""

from __future__ import annotations

from sqlalchemy import func, select

from mailbot.store.lists.export_table import Export, named
from mailbot.store.lists.exports_of_money import ALLOCATIONS, PAYMENTS, USES
from mailbot.store.pursuit_tables import InterruptionRow
from mailbot.store.settling_tables import PenaltyRow
from mailbot.store.tables import (
    ClientRow,
    EventRow,
    InboxRow,
    InvoiceRow,
    ReminderLineRow,
    ReminderRow,
)

_INVOICES_NAMED = (
    select(func.aggregate_strings(ReminderLineRow.number, ", "))
    .where(ReminderLineRow.reminder_id == ReminderRow.id)
    .scalar_subquery()
)

_CLIENTS = Export(
    named(
        ClientRow,
        *("code", "name", "kind", "email", "cc", "contact", "language", "phone", "address", "postcode", "city"),
        *("country", "siren", "vat_number", "iban", "payment_mode", "ladder", "partner", "email_bounced"),
        "last_contact_on",
    ),
    lambda query: query.order_by(ClientRow.code),
)
_INVOICES = Export(
    {"number": InvoiceRow.number, "client": ClientRow.code}
    | named(InvoiceRow, "kind", "issued_on", "due_on")
    | {"total": InvoiceRow.total_minor, "currency": InvoiceRow.currency, "open_amount": InvoiceRow.open_minor}
    | named(InvoiceRow, "partner", "matter", "payment_mode", "applies_to", "level", "level_sent_on", "deadline_on"),
    lambda query: query.join(ClientRow, ClientRow.id == InvoiceRow.client_id).order_by(
        InvoiceRow.issued_on, InvoiceRow.number
    ),
    ("total", "open_amount"),
)
_REMINDERS = Export(
    {"id": ReminderRow.id, "client": ClientRow.code, "invoices": _INVOICES_NAMED}
    | named(ReminderRow, "level", "level_name", "status", "status_why")
    | {"total": ReminderRow.total_minor}
    | named(ReminderRow, "currency", "channel", "formal", "deadline_on", "recipient", "subject", "partner")
    | named(ReminderRow, "approved_by", "approved_via", "approved_at", "sent_at", "created_at", "message_id")
    | named(ReminderRow, "by_hand", "note"),
    lambda query: query.join(ClientRow, ClientRow.id == ReminderRow.client_id).order_by(ReminderRow.id),
    ("total",),
)
_MESSAGES = Export(
    named(InboxRow, "id", "arrived_at", "sender", "subject", "kind", "state")
    | {"client": ClientRow.code, "reminder": InboxRow.reminder_id}
    | named(InboxRow, "linked_by", "why", "proposal", "handled_at", "resolved_at", "resolved_by", "message_id", "sha"),
    lambda query: query.outerjoin(ClientRow, ClientRow.id == InboxRow.client_id).order_by(InboxRow.id),
)
_EVENTS = Export(
    named(EventRow, "id", "at", "actor", "kind")
    | {"client": ClientRow.code, "invoice": InvoiceRow.number, "reminder": EventRow.reminder_id}
    | {"payment": EventRow.payment_id, "message": EventRow.inbox_id}
    | named(EventRow, "text", "data", "previous_hash", "hash"),
    lambda query: (
        query.outerjoin(ClientRow, ClientRow.id == EventRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == EventRow.invoice_id)
        .order_by(EventRow.id)
    ),
)

_PENALTIES = Export(
    {"id": PenaltyRow.id, "client": ClientRow.code, "invoice": InvoiceRow.number}
    | named(PenaltyRow, "kind", "status", "until")
    | {"amount": PenaltyRow.amount_minor, "currency": PenaltyRow.currency, "reminder": PenaltyRow.reminder_id}
    | named(PenaltyRow, "created_at", "closed_at", "closed_by", "why", "annex"),
    lambda query: (
        query.join(ClientRow, ClientRow.id == PenaltyRow.client_id)
        .join(InvoiceRow, InvoiceRow.id == PenaltyRow.invoice_id)
        .order_by(PenaltyRow.id)
    ),
    ("amount",),
)
_INTERRUPTIONS = Export(
    {"id": InterruptionRow.id, "client": ClientRow.code, "invoice": InvoiceRow.number}
    | named(InterruptionRow, "kind", "on", "ended_on", "note", "author", "created_at", "confirmed_at")
    | named(InterruptionRow, "confirmed_by", "undone_at", "undone_by")
    | {"message": InterruptionRow.inbox_id},
    lambda query: (
        query.join(ClientRow, ClientRow.id == InterruptionRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == InterruptionRow.invoice_id)
        .order_by(InterruptionRow.id)
    ),
)

EXPORTS: dict[str, Export] = {
    "clients": _CLIENTS,
    "invoices": _INVOICES,
    "payments": PAYMENTS,
    "allocations": ALLOCATIONS,
    "uses": USES,
    "reminders": _REMINDERS,
    "penalties": _PENALTIES,
    "interruptions": _INTERRUPTIONS,
    "messages": _MESSAGES,
    "events": _EVENTS,
}
