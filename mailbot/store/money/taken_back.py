"""Payments that a movement of the bank may be taking back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.payment import Payment, PaymentStatus
from mailbot.core.reading.take_back import Candidate
from mailbot.store.money.payments_in_hand import to_payment
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow


def by_reversal_key(session: Session, key: str) -> PaymentRow | None:
    """The payment that this movement took back already."""
    return session.scalar(select(PaymentRow).where(PaymentRow.reversal_key == key))


def of_amount(session: Session, currency: str, minor: int) -> tuple[list[Candidate], list[tuple[Candidate, date]]]:
    """Payments of exactly this amount: those that count, and those that were taken back before, with the day."""
    statuses = (PaymentStatus.COUNTED, PaymentStatus.REVERSED)
    query = select(PaymentRow).where(
        PaymentRow.currency == currency, PaymentRow.amount_minor == minor, PaymentRow.status.in_(statuses)
    )
    rows = list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))
    numbers = _numbers(session, [row.id for row in rows])
    counted: list[Candidate] = []
    before: list[tuple[Candidate, date]] = []
    for row in rows:
        if row.reversed_on is None:
            counted.append(Candidate(payment=to_payment(row), key=row.entry_key, numbers=tuple(numbers[row.id])))
        else:
            paid = tuple(str(number) for number, _ in row.proposals)
            before.append((Candidate(payment=to_payment(row), key=row.entry_key, numbers=paid), row.reversed_on))
    return counted, before


def batches_since(session: Session, payment: Payment, until: date) -> bool:
    """Did a larger credit come since this payment, in which no payer is named: several that the bank put together?"""
    query = select(PaymentRow.id).where(
        PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.payer == "",
        PaymentRow.currency == payment.amount.currency, PaymentRow.amount_minor > payment.amount.minor,
        PaymentRow.received_on.between(payment.received_on, until),
    )  # fmt: skip
    return session.scalar(query.limit(1)) is not None


def _numbers(session: Session, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(AllocationRow.payment_id, InvoiceRow.number)
        .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .where(AllocationRow.payment_id.in_(ids), AllocationRow.undone_at.is_(None))
        .order_by(AllocationRow.id)
    )
    for payment_id, number in session.execute(query):
        if payment_id is not None:
            found[payment_id].append(number)
    return found
