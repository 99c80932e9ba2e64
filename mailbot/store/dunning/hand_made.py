"""Reminders that a person made by hand: they enter as sent, and no delivery belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbot.core.invoice import AllocationKind
from mailbot.core.reminder import ByHand, ReminderPlan, ReminderStatus
from mailbot.store.dunning.reminders import line_columns, to_row
from mailbot.store.tables import AllocationRow, PaymentRow, ReminderLineRow, ReminderRow

_WAITING = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
_LEAVING = (ReminderStatus.RELEASED, ReminderStatus.UNKNOWN)
_REACHED = (ReminderStatus.SENT, ReminderStatus.BOUNCED)


def add(session: Session, plan: ReminderPlan, note: str, made_at: datetime, now: datetime) -> ReminderRow | None:
    """Write down a reminder that was made; None when one of its (invoice, level, cycle) is proposed or sent."""
    row = to_row(plan, now)
    row.status, row.by_hand, row.note, row.sent_at = ReminderStatus.SENT, True, note, made_at
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            session.add_all(ReminderLineRow(**line_columns(row.id, plan.client_id, line)) for line in plan.lines)
            session.flush()
    except IntegrityError:
        return None
    return row


def in_writing(row: ReminderRow) -> bool:
    """May a letter refer to it as a message? A call or a visit is none."""
    return not row.by_hand or row.channel == ByHand.POST


def waiting_about(session: Session, invoice_ids: Iterable[int]) -> list[ReminderRow]:
    """Reminders about any of these invoices that are proposed or approved and have not left."""
    named = select(ReminderLineRow.reminder_id).where(ReminderLineRow.invoice_id.in_(list(invoice_ids)))
    query = select(ReminderRow).where(ReminderRow.id.in_(named), ReminderRow.status.in_(_WAITING))
    return list(session.scalars(query.order_by(ReminderRow.id)))


def leaving(session: Session, invoice_ids: Iterable[int]) -> set[int]:
    """Those of these invoices that are in a reminder on its way."""
    query = (
        select(ReminderLineRow.invoice_id)
        .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        .where(ReminderLineRow.invoice_id.in_(list(invoice_ids)), ReminderRow.status.in_(_LEAVING))
    )
    return set(session.scalars(query))


def last_contact(session: Session, client_id: int, zone: ZoneInfo) -> date | None:
    """The firm's day of the last reminder that reached this client's address, telephone or door."""
    query = select(func.max(ReminderRow.sent_at)).where(
        ReminderRow.client_id == client_id, ReminderRow.status.in_(_REACHED)
    )
    at = session.scalar(query)
    return None if at is None else at.astimezone(zone).date()


def payments_on(session: Session, invoice_ids: Sequence[int], since: date) -> list[tuple[AllocationRow, date]]:
    """Live payments on these invoices valued on that day or later, each with its value date."""
    query = (
        select(AllocationRow, PaymentRow.received_on)
        .join(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .where(
            AllocationRow.invoice_id.in_(invoice_ids),
            AllocationRow.kind == AllocationKind.PAYMENT,
            AllocationRow.undone_at.is_(None),
            PaymentRow.received_on >= since,
        )
        .order_by(AllocationRow.id)
    )
    return [(row, on) for row, on in session.execute(query)]
