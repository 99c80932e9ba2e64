"""What a simulation asks of the books: keys of everything of a kind, oldest first, for chance to draw from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store.tables import AllocationRow, ClientRow, HoldRow, InvoiceRow, PaymentRow, ReminderLineRow, ReminderRow


def payments_of_status(session: Session, status: str) -> list[int]:
    """Payments that stand so."""
    return list(session.scalars(select(PaymentRow.id).where(PaymentRow.status == status).order_by(PaymentRow.id)))


def payments_with_rest(session: Session) -> list[int]:
    """Counted payments of known clients with money left."""
    query = select(PaymentRow.id).where(PaymentRow.status == "counted", PaymentRow.unapplied_minor > 0)
    return list(session.scalars(query.where(PaymentRow.client_id.is_not(None)).order_by(PaymentRow.id)))


def live_allocations(session: Session) -> list[int]:
    """Amounts that payments put on invoices and nobody took off."""
    query = select(AllocationRow.id).where(
        AllocationRow.kind == AllocationKind.PAYMENT, AllocationRow.undone_at.is_(None)
    )
    return list(session.scalars(query.order_by(AllocationRow.id)))


def put_on_since(session: Session, invoice_ids: Collection[int], since: datetime) -> Counter[int]:
    """Minor units put on each of these invoices from that instant on, by whatever means."""
    query = select(AllocationRow.invoice_id, AllocationRow.amount_minor).where(
        AllocationRow.invoice_id.in_(invoice_ids), AllocationRow.created_at >= since, AllocationRow.undone_at.is_(None)
    )
    found: Counter[int] = Counter()
    for invoice, minor in session.execute(query):
        found[invoice] += minor
    return found


def written_off(session: Session) -> list[int]:
    """Invoices of which something was given up."""
    query = select(AllocationRow.invoice_id).where(
        AllocationRow.kind == AllocationKind.WRITE_OFF, AllocationRow.undone_at.is_(None)
    )
    return sorted(set(session.scalars(query)))


def doubtful(session: Session) -> list[int]:
    """Invoices at the doubtful customers'."""
    query = select(InvoiceRow.id).where(InvoiceRow.doubtful_on.is_not(None))
    return list(session.scalars(query.order_by(InvoiceRow.id)))


def made_by_hand(session: Session) -> list[int]:
    """Reminders by phone, by post or in person that count."""
    query = select(ReminderRow.id).where(ReminderRow.by_hand, ReminderRow.status == ReminderStatus.SENT)
    return list(session.scalars(query.order_by(ReminderRow.id)))


def waiting_lines(session: Session) -> list[tuple[int, str]]:
    """(reminder, invoice number) of reminders that are proposed or approved."""
    states = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
    query = select(ReminderLineRow.reminder_id, ReminderLineRow.number).join(
        ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id
    )
    rows = session.execute(query.where(ReminderRow.status.in_(states)).order_by(ReminderLineRow.id))
    return [(key, number) for key, number in rows]


def plans(session: Session, *, ended: bool) -> list[int]:
    """Instalment plans that run, or that are over."""
    over = HoldRow.ended_at.is_not(None) if ended else HoldRow.ended_at.is_(None)
    query = select(HoldRow.id).where(HoldRow.kind == HoldKind.INSTALMENTS, over)
    return list(session.scalars(query.order_by(HoldRow.id)))


def code_of(session: Session, client_id: int) -> str:
    """The client's code."""
    return session.get_one(ClientRow, client_id).code
