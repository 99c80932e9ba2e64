"""What reports and metrics read."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.aging import OpenRow
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.store.tables import (
    AlertRow,
    ClientRow,
    DeliveryRow,
    EventRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderRow,
)


def open_rows(session: Session) -> list[OpenRow]:
    """Every open invoice and credit note, for the aged balance."""
    whose = (ClientRow.name, ClientRow.partner, InvoiceRow.partner)
    query = (
        select(*whose, InvoiceRow.due_on, InvoiceRow.open_minor, InvoiceRow.currency)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(InvoiceRow.open_minor != 0, InvoiceRow.kind != InvoiceKind.QUOTE)
    )
    return [
        OpenRow(client=name, partner=own or partner, due_on=due_on, open=Money.from_minor(minor, currency))
        for name, partner, own, due_on, minor, currency in session.execute(query)
    ]


def clients_by_name(session: Session) -> dict[str, int]:
    """Keys of clients with something open, by name; a name that two clients share leads to neither."""
    open_ones = select(InvoiceRow.client_id).where(InvoiceRow.open_minor != 0)
    query = select(ClientRow.name, func.min(ClientRow.id), func.count()).where(ClientRow.id.in_(open_ones))
    return {name: key for name, key, count in session.execute(query.group_by(ClientRow.name)) if count == 1}


def counts(session: Session) -> dict[str, dict[str, int]]:
    """How many reminders, messages out, messages in and payments stand where; open alerts by kind."""
    return {
        "reminders": _by(session, ReminderRow.status),
        "deliveries": _by(session, DeliveryRow.status),
        "messages": _by(session, InboxRow.state),
        "payments": _by(session, PaymentRow.status),
        "alerts": _by(session, AlertRow.kind, only_open=True),
    }


def _by(session: Session, column: InstrumentedAttribute[str], *, only_open: bool = False) -> dict[str, int]:
    query = select(column, func.count()).group_by(column)
    if only_open:
        query = query.where(AlertRow.done_at.is_(None))
    return {name: int(count) for name, count in session.execute(query)}


def events_of_invoice(session: Session, invoice_id: int, limit: int = 200) -> list[EventRow]:
    """What happened to an invoice by name, newest first."""
    query = select(EventRow).where(EventRow.invoice_id == invoice_id).order_by(EventRow.id.desc()).limit(limit)
    return list(session.scalars(query))
