"""Payments and the allocations that put them on invoices; every operation has its undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.core.payment import Payment, PaymentStatus
from mailbot.store import invoices
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow


def to_payment(row: PaymentRow) -> Payment:
    """The row as a frozen value; its amount is the whole payment."""
    return Payment(
        id=row.id,
        received_on=row.received_on,
        amount=Money.from_minor(row.amount_minor, row.currency),
        payer=row.payer,
        payer_iban=row.payer_iban,
        label=row.label,
        account=row.account,
        client_id=row.client_id,
    )


def by_key(session: Session, entry_key: str) -> PaymentRow | None:
    """The payment that entered under this key."""
    return session.scalar(select(PaymentRow).where(PaymentRow.entry_key == entry_key))


def to_match(session: Session) -> list[PaymentRow]:
    """Counted payments nobody has tried to match yet, in date order."""
    query = select(PaymentRow).where(PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.decision == "")
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def to_review(session: Session) -> list[PaymentRow]:
    """Counted payments with money left that a person has to place, oldest first."""
    query = select(PaymentRow).where(
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.unapplied_minor > 0,
        PaymentRow.decision.in_(("review", "none")),
    )
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def unapplied_by_client(session: Session, client_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """(client, currency) → minor units of counted payments not put on any invoice."""
    query = (
        select(PaymentRow.client_id, PaymentRow.currency, func.sum(PaymentRow.unapplied_minor))
        .where(
            PaymentRow.status == PaymentStatus.COUNTED,
            PaymentRow.unapplied_minor > 0,
            PaymentRow.client_id.in_(client_ids),
        )
        .group_by(PaymentRow.client_id, PaymentRow.currency)
    )
    return {
        (client, currency): int(amount) for client, currency, amount in session.execute(query) if client is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One amount to put on one invoice, with the link to the reminder that brought it."""

    invoice_id: int
    amount: Money
    reminder_id: int | None = None
    days_after_reminder: int | None = None
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word something is booked, why, and when."""

    author: str
    why: str
    at: datetime


def allocate(session: Session, payment: PaymentRow, placements: Sequence[Placement], word: Word) -> None:
    """Put amounts of a payment on invoices. Raises Refused above what is open or unapplied."""
    rows = invoices.by_ids(session, [p.invoice_id for p in placements])
    if sum(p.amount.minor for p in placements) > payment.unapplied_minor:
        raise Refused("More than the payment has left cannot be allocated.")
    for placement in placements:
        invoice = rows[placement.invoice_id]
        _check_room(invoice, placement.amount)
        session.add(
            AllocationRow(
                invoice_id=invoice.id,
                kind=AllocationKind.PAYMENT,
                payment_id=payment.id,
                amount_minor=placement.amount.minor,
                author=word.author,
                why=word.why,
                reminder_id=placement.reminder_id,
                days_after_reminder=placement.days_after_reminder,
                crossed=placement.crossed,
                created_at=word.at,
            )
        )
        payment.client_id = invoice.client_id
    session.flush()
    invoices.refresh(session, rows)
    _refresh_unapplied(session, payment)


def settle_otherwise(
    session: Session,
    invoice: InvoiceRow,
    kind: AllocationKind,
    amount: Money,
    word: Word,
    note: InvoiceRow | None = None,
) -> AllocationRow:
    """Settle part of an invoice without a payment: opening balance, credit note (`note`), write-off.

    Raises Refused above what is open on the invoice or left of the credit note.
    """
    _check_room(invoice, amount)
    if note is not None and (amount.minor > -note.open_minor or note.client_id != invoice.client_id):
        raise Refused(f"{note.number} does not have {amount} left for {invoice.number}.")
    row = AllocationRow(
        invoice_id=invoice.id,
        kind=kind,
        credit_note_id=note.id if note else None,
        amount_minor=amount.minor,
        author=word.author,
        why=word.why,
        created_at=word.at,
    )
    session.add(row)
    session.flush()
    invoices.refresh(session, [invoice.id, *([note.id] if note else [])])
    return row


def undo(session: Session, allocation: AllocationRow, author: str, now: datetime) -> None:
    """Take an allocation back; the row stays, marked."""
    if allocation.undone_at is not None:
        raise Refused("This allocation was already undone.")
    allocation.undone_at, allocation.undone_by = now, author
    session.flush()
    touched = [allocation.invoice_id, *([allocation.credit_note_id] if allocation.credit_note_id else [])]
    invoices.refresh(session, touched)
    if allocation.payment_id:
        payment = session.get_one(PaymentRow, allocation.payment_id)
        _refresh_unapplied(session, payment)
        payment.decision = "review"


def live_allocations(session: Session, payment_id: int) -> list[AllocationRow]:
    """Where a payment's money lies now."""
    query = select(AllocationRow).where(AllocationRow.payment_id == payment_id, AllocationRow.undone_at.is_(None))
    return list(session.scalars(query.order_by(AllocationRow.id)))


def newest(session: Session) -> date | None:
    """Value date of the newest counted payment."""
    return session.scalar(select(func.max(PaymentRow.received_on)))


def _check_room(invoice: InvoiceRow, amount: Money) -> None:
    if amount.currency != invoice.currency:
        raise Refused(f"{invoice.number} is in {invoice.currency}, not {amount.currency}.")
    if amount.minor <= 0 or amount.minor > invoice.open_minor:
        still = Money.from_minor(invoice.open_minor, invoice.currency)
        raise Refused(f"{amount} cannot be put on {invoice.number}: {still} is open.")


def _refresh_unapplied(session: Session, payment: PaymentRow) -> None:
    payment.unapplied_minor = payment.amount_minor - sum(a.amount_minor for a in live_allocations(session, payment.id))
    if payment.client_id:
        invoices.wake(session, payment.client_id)
    session.flush()


def balance_problems(session: Session) -> list[str]:
    """Payments whose unapplied rest is not amount minus allocations (invariant 4), in words."""
    placed = (
        select(AllocationRow.payment_id, func.sum(AllocationRow.amount_minor).label("amount"))
        .where(AllocationRow.undone_at.is_(None), AllocationRow.payment_id.is_not(None))
        .group_by(AllocationRow.payment_id)
        .subquery()
    )
    expected = PaymentRow.amount_minor - func.coalesce(placed.c.amount, 0)
    query = select(PaymentRow.id, PaymentRow.unapplied_minor, expected).outerjoin(
        placed, placed.c.payment_id == PaymentRow.id
    )
    wrong = query.where((PaymentRow.unapplied_minor != expected) | (expected < 0))
    return [
        f"payment {key}: unapplied is {stored}, the allocations say {right}"
        for key, stored, right in session.execute(wrong)
    ]
