"""What came in from clients since a day: amounts on invoices, and money in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.core.receipts import Receipt
from mailbot.store.chunks import chunks
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow


def by_client(session: Session, client_ids: Iterable[int], began_at: datetime) -> dict[int, list[Receipt]]:
    """Counted payments of these clients that entered the books from then on: what lies on their invoices, and what is
    on none."""
    found: dict[int, list[Receipt]] = defaultdict(list)
    counted = (PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.created_at >= began_at)
    for some in chunks(sorted(set(client_ids))):
        placed = (
            select(InvoiceRow.client_id, InvoiceRow.id, PaymentRow.received_on, PaymentRow.created_at,
                   AllocationRow.amount_minor, InvoiceRow.currency)
            .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
            .join(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
            .where(InvoiceRow.client_id.in_(some), *counted)
            .where(AllocationRow.kind == AllocationKind.PAYMENT, AllocationRow.undone_at.is_(None))
        )  # fmt: skip
        in_hand = select(
            PaymentRow.client_id, PaymentRow.received_on, PaymentRow.created_at, PaymentRow.unapplied_minor,
            PaymentRow.currency,
        ).where(PaymentRow.client_id.in_(some), PaymentRow.unapplied_minor > 0, *counted)  # fmt: skip
        for owner, invoice_id, on, entered_at, minor, currency in session.execute(placed):
            money = Money.from_minor(minor, currency)
            found[owner].append(Receipt(on=on, entered_at=entered_at, amount=money, invoice_id=invoice_id))
        for payer, on, entered_at, minor, currency in session.execute(in_hand):
            if payer is not None:
                money = Money.from_minor(minor, currency)
                found[payer].append(Receipt(on=on, entered_at=entered_at, amount=money))
    return found
