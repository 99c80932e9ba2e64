"""What alerts look at: climbed ladders, promises, returned reminders, holds that need a person, unplaced money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow, PaymentRow, ReminderRow


def past_deadline(session: Session, today: date) -> list[tuple[InvoiceRow, ClientRow]]:
    """Open invoices whose last printed deadline has passed."""
    query = (
        select(InvoiceRow, ClientRow)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(InvoiceRow.open_minor > 0, InvoiceRow.deadline_on < today)
        .order_by(InvoiceRow.id)
    )
    return [(invoice, client) for invoice, client in session.execute(query)]


def promises_over(session: Session, today: date) -> list[tuple[HoldRow, ClientRow]]:
    """Promises whose time is over and that nobody saw kept."""
    query = (
        select(HoldRow, ClientRow)
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .where(HoldRow.kind == HoldKind.PROMISE, HoldRow.until < today, HoldRow.outcome.in_(("", "broken")))
        .order_by(HoldRow.id)
    )
    return [(hold, client) for hold, client in session.execute(query)]


def returned(session: Session, since: datetime) -> list[tuple[ReminderRow, ClientRow]]:
    """Reminders that came back, proposed since then."""
    query = (
        select(ReminderRow, ClientRow)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(ReminderRow.status == "bounced", ReminderRow.created_at >= since)
        .order_by(ReminderRow.id)
    )
    return [(reminder, client) for reminder, client in session.execute(query)]


def stopped(session: Session, kinds: Sequence[HoldKind]) -> list[tuple[HoldRow, ClientRow]]:
    """Running holds of these kinds."""
    query = (
        select(HoldRow, ClientRow)
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .where(HoldRow.kind.in_(kinds), HoldRow.ended_at.is_(None))
        .order_by(HoldRow.id)
    )
    return [(hold, client) for hold, client in session.execute(query)]


def unplaced(session: Session) -> list[PaymentRow]:
    """Counted payments that found no invoice by themselves and have money left."""
    query = select(PaymentRow).where(
        PaymentRow.status == "counted", PaymentRow.decision.in_(("review", "none")), PaymentRow.unapplied_minor > 0
    )
    return list(session.scalars(query.order_by(PaymentRow.id)))
