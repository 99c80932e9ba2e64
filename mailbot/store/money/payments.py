"""Payments, the allocations that put them on invoices, and their other uses; every operation has its undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.store.debts import invoices
from mailbot.store.locks import lock_invoices, lock_payment
from mailbot.store.money import penalties
from mailbot.store.room import check_counts, check_room
from mailbot.store.settling_tables import PaymentUseRow, PenaltyRow
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUse:
    """Money of a payment that pays no invoice; `kind`: refund, penalty (with `penalty_id`) or gain."""

    kind: str
    amount: Money
    on: date
    penalty_id: int | None = None


def allocate(session: Session, payment: PaymentRow, wanted: Sequence[Placement], word: Word) -> list[AllocationRow]:
    """Put amounts of a payment on invoices. Raises Refused above what is open or unapplied."""
    locked = lock_invoices(session, [one.invoice_id for one in wanted])
    lock_payment(session, payment.id)
    check_counts(payment)
    if sum(one.amount.minor for one in wanted) > payment.unapplied_minor:
        raise Refused("More than the payment has left cannot be allocated.")
    if len(locked) < len(wanted):
        raise Refused("An invoice is named twice; write one amount for it.")
    for one in wanted:
        check_room(locked[one.invoice_id], AllocationKind.PAYMENT, one.amount)
    rows = [
        AllocationRow(
            invoice_id=one.invoice_id,
            kind=AllocationKind.PAYMENT,
            payment_id=payment.id,
            amount_minor=one.amount.minor,
            author=word.author,
            why=word.why,
            reminder_id=one.reminder_id,
            days_after_reminder=one.days_after_reminder,
            crossed=one.crossed,
            created_at=word.at,
        )
        for one in wanted
    ]
    session.add_all(rows)
    if wanted:
        _give(session, payment, locked[wanted[-1].invoice_id].client_id)
    session.flush()
    invoices.refresh(session, locked)
    _refresh_unapplied(session, payment)
    return rows


def settle_otherwise(
    session: Session,
    invoice: InvoiceRow,
    kind: AllocationKind,
    amount: Money,
    word: Word,
    note: InvoiceRow | None = None,
) -> AllocationRow:
    """Settle part of an invoice without a payment: opening balance, credit note (`note`), write-off; end a quote.
    Raises Refused above what is open on the invoice or left of the credit note."""
    touched = [invoice.id, *([note.id] if note else [])]
    lock_invoices(session, touched)
    check_room(invoice, kind, amount)
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
    invoices.refresh(session, touched)
    return row


def undo(session: Session, allocation: AllocationRow, author: str, now: datetime) -> None:
    """Take an allocation back; the row stays, marked."""
    touched = [allocation.invoice_id, *([allocation.credit_note_id] if allocation.credit_note_id else [])]
    lock_invoices(session, touched)
    session.refresh(allocation)
    if allocation.undone_at is not None:
        raise Refused("This allocation was already undone.")
    allocation.undone_at, allocation.undone_by = now, author
    session.flush()
    invoices.refresh(session, touched)
    if allocation.payment_id:
        payment = session.get_one(PaymentRow, allocation.payment_id)
        _refresh_unapplied(session, payment)
        payment.decision = "review"


def use(session: Session, row: PaymentRow, use: NewUse, word: Word) -> PaymentUseRow:
    """Put money elsewhere than on an invoice. Raises Refused above what is left of it, and in another currency."""
    lock_payment(session, row.id)
    check_counts(row)
    if use.amount.currency != row.currency:
        raise Refused(f"Ce règlement est en {row.currency}, pas en {use.amount.currency}.")
    left = Money.from_minor(row.unapplied_minor, row.currency)
    if not 0 < use.amount.minor <= left.minor:
        raise Refused(f"{use.amount} ne peuvent pas être pris sur ce règlement : il en reste {left}.")
    used = PaymentUseRow(
        payment_id=row.id,
        kind=use.kind,
        amount_minor=use.amount.minor,
        on=use.on,
        penalty_id=use.penalty_id,
        author=word.author,
        why=word.why,
        created_at=word.at,
    )
    session.add(used)
    if use.penalty_id is not None:
        _give(session, row, session.get_one(PenaltyRow, use.penalty_id).client_id)
    session.flush()
    if use.penalty_id is not None:
        penalties.recount(session, use.penalty_id, word.author, word.at)
    _refresh_unapplied(session, row)
    return used


def undo_use(session: Session, used: PaymentUseRow, who: str, now: datetime) -> None:
    """The money is in hand again; the row stays, marked. Raises Refused when that was done before."""
    lock_payment(session, used.payment_id)
    session.refresh(used)
    if used.undone_at is not None:
        raise Refused("Cet emploi du règlement est déjà annulé.")
    used.undone_at, used.undone_by = now, who
    session.flush()
    if used.penalty_id is not None:
        penalties.recount(session, used.penalty_id, who, now)
    _refresh_unapplied(session, session.get_one(PaymentRow, used.payment_id))


def live_uses(session: Session, payment_id: int) -> list[PaymentUseRow]:
    """What a payment's money was used for now, besides invoices."""
    query = select(PaymentUseRow).where(PaymentUseRow.payment_id == payment_id, PaymentUseRow.undone_at.is_(None))
    return list(session.scalars(query.order_by(PaymentUseRow.id)))


def live_allocations(session: Session, payment_id: int) -> list[AllocationRow]:
    """Where a payment's money lies now."""
    query = select(AllocationRow).where(AllocationRow.payment_id == payment_id, AllocationRow.undone_at.is_(None))
    return list(session.scalars(query.order_by(AllocationRow.id)))


def _give(session: Session, payment: PaymentRow, client_id: int) -> None:
    """It is this client's money; one who was thought to have it owes more than before."""
    if payment.client_id is not None and payment.client_id != client_id:
        invoices.wake(session, payment.client_id)
    payment.client_id = client_id


def _refresh_unapplied(session: Session, payment: PaymentRow) -> None:
    placed = sum(one.amount_minor for one in live_allocations(session, payment.id))
    used = sum(one.amount_minor for one in live_uses(session, payment.id))
    payment.unapplied_minor = payment.amount_minor - placed - used
    if payment.client_id:
        invoices.wake(session, payment.client_id)
    session.flush()
