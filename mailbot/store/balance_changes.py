"""How an invoice's balance went down, and when: what interest is computed on."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mailbot.core.hold import HoldKind
from mailbot.core.interest.debt import Change
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store.tables import AllocationRow, HoldRow, InvoiceRow, PaymentRow, ReminderLineRow, ReminderRow


def changes(session: Session, invoice: InvoiceRow, zone: ZoneInfo) -> tuple[Change, ...]:
    """Every allocation that stands, on the day that is best for the debtor.

    A payment counts on its value date, a credit note on its own date, what was settled before Mailbot knew the invoice
    on the day of its issue, a write-off on the day it was booked.
    """
    note = aliased(InvoiceRow)
    query = (
        select(AllocationRow, func.coalesce(PaymentRow.received_on, note.issued_on))
        .outerjoin(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .outerjoin(note, note.id == AllocationRow.credit_note_id)
        .where(AllocationRow.invoice_id == invoice.id, AllocationRow.undone_at.is_(None))
        .order_by(AllocationRow.id)
    )
    return tuple(
        Change(_counted_on(row, on, invoice, zone), Money.from_minor(row.amount_minor, invoice.currency))
        for row, on in session.execute(query).all()
    )


def _counted_on(row: AllocationRow, source_on: date | None, invoice: InvoiceRow, zone: ZoneInfo) -> date:
    if source_on is not None:
        return source_on
    opening = row.kind == AllocationKind.OPENING
    return invoice.issued_on if opening else row.created_at.astimezone(zone).date()


def formal_notice_on(session: Session, invoice_id: int, zone: ZoneInfo) -> date | None:
    """The day on which the first formal notice about this invoice left, None when none did."""
    query = (
        select(func.min(ReminderRow.sent_at))
        .join(ReminderLineRow, ReminderLineRow.reminder_id == ReminderRow.id)
        .where(
            ReminderLineRow.invoice_id == invoice_id,
            ReminderLineRow.live,
            ReminderRow.formal,
            ReminderRow.status == ReminderStatus.SENT,
        )
    )
    sent_at = session.scalar(query)
    return None if sent_at is None else sent_at.astimezone(zone).date()


def insolvent(session: Session, client_id: int) -> bool:
    """Is a collective proceeding on file for this client?"""
    query = select(HoldRow.id).where(
        HoldRow.client_id == client_id, HoldRow.kind == HoldKind.INSOLVENT, HoldRow.ended_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None
