"""Invoices of a time that is past, with the day on which each was paid."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from mailbot.core.invoice import InvoiceKind
from mailbot.store.chunks import chunks
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow, PaymentRow

Row = tuple[InvoiceRow, ClientRow, date | None]


def count(session: Session, first: date, last: date) -> int:
    """How many fell due between these days."""
    return int(session.scalar(select(func.count()).select_from(InvoiceRow).where(*_fell_due(first, last))) or 0)


def fell_due(session: Session, first: date, last: date, limit: int) -> list[Row]:
    """Those that fell due between these days, the last ones when they are more than `limit`."""
    query = (
        select(InvoiceRow, ClientRow)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(*_fell_due(first, last))
        .order_by(InvoiceRow.due_on.desc(), InvoiceRow.id.desc())
        .limit(limit)
    )
    rows = [(invoice, client) for invoice, client in session.execute(query)]
    ended = _ended(session, [invoice.id for invoice, _ in rows if invoice.open_minor <= 0])
    return [(invoice, client, ended.get(invoice.id)) for invoice, client in rows]


def _fell_due(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.due_on.between(first, last), InvoiceRow.total_minor > 0


def _ended(session: Session, keys: list[int]) -> dict[int, date]:
    """The day on which the last of an invoice was settled: that of the payment, else when it was written."""
    found: dict[int, date] = {}
    for some in chunks(keys):
        paid = func.max(PaymentRow.received_on)
        written = func.max(case((AllocationRow.payment_id.is_(None), AllocationRow.created_at)))
        query = (
            select(AllocationRow.invoice_id, paid, written)
            .outerjoin(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
            .where(AllocationRow.invoice_id.in_(some), AllocationRow.undone_at.is_(None))
            .group_by(AllocationRow.invoice_id)
        )
        for key, on, at in session.execute(query):
            days = [on] if on else []
            days += [at.date()] if at else []
            if days:
                found[key] = max(days)
    return found
