"""How an invoice's balance went down, and when: what interest is computed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mailbot.core.hold import HoldKind
from mailbot.core.interest.debt import Change
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.tables import AllocationRow, HoldRow, InvoiceRow, PaymentRow, ReminderLineRow, ReminderRow


def changes(session: Session, invoices: Mapping[int, InvoiceRow], zone: ZoneInfo) -> dict[int, tuple[Change, ...]]:
    """Every allocation that stands on these invoices (by key), on the day that is best for the debtor.

    A payment counts on its value date, a credit note on its own date, what was settled before Mailbot knew the invoice
    on the day of its issue, a write-off on the day it was booked.
    """
    note = aliased(InvoiceRow)
    found: dict[int, list[Change]] = defaultdict(list)
    for some in chunks(sorted(invoices)):
        query = (
            select(AllocationRow, func.coalesce(PaymentRow.received_on, note.issued_on))
            .outerjoin(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
            .outerjoin(note, note.id == AllocationRow.credit_note_id)
            .where(AllocationRow.invoice_id.in_(some), AllocationRow.undone_at.is_(None))
            .order_by(AllocationRow.id)
        )
        for row, on in session.execute(query):
            invoice = invoices[row.invoice_id]
            amount = Money.from_minor(row.amount_minor, invoice.currency)
            paid = row.kind == AllocationKind.PAYMENT
            found[invoice.id].append(Change(_counted_on(row, on, invoice, zone), amount, paid))
    return {key: tuple(several) for key, several in found.items()}


def _counted_on(row: AllocationRow, source_on: date | None, invoice: InvoiceRow, zone: ZoneInfo) -> date:
    if source_on is not None:
        return source_on
    opening = row.kind == AllocationKind.OPENING
    return invoice.issued_on if opening else row.created_at.astimezone(zone).date()


def in_hand(session: Session, client_id: int, currency: str) -> list[Change]:
    """Money of the client that lies on no invoice yet, on the day on which it came in."""
    query = select(PaymentRow.received_on, PaymentRow.unapplied_minor).where(
        PaymentRow.client_id == client_id,
        PaymentRow.currency == currency,
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.unapplied_minor > 0,
    )
    return [Change(on, Money.from_minor(amount, currency)) for on, amount in session.execute(query)]


def formal_notices(session: Session, invoice_ids: Iterable[int], zone: ZoneInfo) -> dict[int, date]:
    """The day on which the first formal notice about each invoice left; without an entry: none did."""
    found: dict[int, date] = {}
    for some in chunks(sorted(set(invoice_ids))):
        query = (
            select(ReminderLineRow.invoice_id, func.min(ReminderRow.sent_at))
            .join(ReminderRow, ReminderLineRow.reminder_id == ReminderRow.id)
            .where(
                ReminderLineRow.invoice_id.in_(some),
                ReminderLineRow.live,
                ReminderRow.formal,
                ReminderRow.status == ReminderStatus.SENT,
            )
            .group_by(ReminderLineRow.invoice_id)
        )
        found.update((key, sent_at.astimezone(zone).date()) for key, sent_at in session.execute(query) if sent_at)
    return found


def insolvent(session: Session, client_id: int) -> bool:
    """Is a collective proceeding on file for this client?"""
    query = select(HoldRow.id).where(
        HoldRow.client_id == client_id, HoldRow.kind == HoldKind.INSOLVENT, HoldRow.ended_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None
