"""Promises to pay as the books have them: those that run, and all that were ever made, with what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.store.tables import AllocationRow, ClientRow, HoldRow, InvoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePromise:
    """A promise that was made. `minor`: the amount named, else all that was due on the promised day, as it was open
    when the promise was made; `currency` "" where none was ever written down."""

    client: str
    minor: int
    currency: str
    made_at: datetime
    ended_at: datetime | None
    outcome: str


def running(session: Session) -> list[HoldRow]:
    """Promises that nobody judged or ended, oldest first."""
    query = select(HoldRow).where(
        HoldRow.kind == HoldKind.PROMISE,
        HoldRow.ended_at.is_(None),
        HoldRow.until.is_not(None),
        HoldRow.promised_on.is_not(None),
    )
    return list(session.scalars(query.order_by(HoldRow.id)))


def made(session: Session, until: datetime) -> Iterator[MadePromise]:
    """Every promise made before that instant, streamed."""
    amount = func.coalesce(HoldRow.amount_minor, _due_by_then())
    query = (
        select(ClientRow.name, amount, HoldRow.currency, HoldRow.created_at, HoldRow.ended_at, HoldRow.outcome)
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .where(HoldRow.kind == HoldKind.PROMISE, HoldRow.created_at < until)
        .order_by(HoldRow.id)
    )
    for name, minor, currency, made_at, ended_at, outcome in session.execute(query.execution_options(yield_per=1000)):
        yield MadePromise(
            client=name, minor=int(minor or 0), currency=currency, made_at=made_at, ended_at=ended_at, outcome=outcome
        )


def _due_by_then() -> ColumnElement[Any]:
    """What was open, when the promise was made, of the invoice or of all that is due on the promised day."""
    about = or_(
        HoldRow.invoice_id == InvoiceRow.id,
        and_(
            HoldRow.invoice_id.is_(None),
            InvoiceRow.due_on <= HoldRow.promised_on,
            InvoiceRow.created_at <= HoldRow.created_at,
        ),
    )
    stood = and_(
        AllocationRow.invoice_id == InvoiceRow.id,
        AllocationRow.created_at <= HoldRow.created_at,
        or_(AllocationRow.undone_at.is_(None), AllocationRow.undone_at > HoldRow.created_at),
    )
    settled = select(func.coalesce(func.sum(AllocationRow.amount_minor), 0)).where(stood)
    left = InvoiceRow.total_minor - settled.correlate(InvoiceRow, HoldRow).scalar_subquery()
    same_currency = or_(HoldRow.currency == "", HoldRow.currency == InvoiceRow.currency)
    return (
        select(func.sum(left))
        .where(InvoiceRow.client_id == HoldRow.client_id, InvoiceRow.kind == InvoiceKind.INVOICE, about, same_currency)
        .correlate(HoldRow)
        .scalar_subquery()
    )
