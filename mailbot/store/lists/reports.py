"""What reports and metrics read."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.figures.aging import BUCKETS, OpenRow
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


def open_rows(session: Session, today: date) -> list[OpenRow]:
    """Every open invoice and credit note for the aged balance on that day: those of a client and partner that are in
    the same column of it, as their sum."""
    last_days = [today - timedelta(days=last) for _, last in BUCKETS if last is not None]
    column = case(*((InvoiceRow.due_on >= day, index) for index, day in enumerate(last_days)), else_=len(last_days))
    whose = (InvoiceRow.client_id, InvoiceRow.partner, InvoiceRow.currency)
    sums = (
        select(*whose, func.min(InvoiceRow.due_on).label("due_on"), func.sum(InvoiceRow.open_minor).label("minor"))
        .where(InvoiceRow.open_minor != 0, InvoiceRow.kind != InvoiceKind.QUOTE)
        .group_by(*whose, column)
        .subquery()
    )
    query = select(
        ClientRow.name, ClientRow.partner, sums.c.partner, sums.c.due_on, sums.c.minor, sums.c.currency
    ).join(sums, sums.c.client_id == ClientRow.id)  # fmt: skip
    return [
        OpenRow(client=name, partner=own or partner, due_on=due_on, open=Money.from_minor(int(minor), currency))
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
