"""Money by month, and what forecasts are made of: what was billed, what ended debts, what came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, func, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.figures.collection import Expected, Month, Paid
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.payment import PaymentStatus
from mailbot.store.lists.list_parts import OWED
from mailbot.store.tables import AllocationRow, HoldRow, InvoiceRow, PaymentRow

# What is held has no day on which it should come in.
_HELD = (HoldKind.DISPUTE, HoldKind.INSOLVENT, HoldKind.DECEASED, HoldKind.HOLD, HoldKind.EXCLUDED)


def currencies(session: Session) -> list[str]:
    """The currencies of the firm's invoices, the most used first."""
    query = select(InvoiceRow.currency).group_by(InvoiceRow.currency).order_by(func.count().desc())
    return list(session.scalars(query))


def billed(session: Session, currency: str) -> dict[Month, int]:
    """Minor units billed by month, credit notes deducted."""
    query = select(_month(InvoiceRow.issued_on), func.sum(InvoiceRow.total_minor)).where(
        InvoiceRow.kind != InvoiceKind.QUOTE, InvoiceRow.currency == currency
    )
    return _read(session.execute(query.group_by(_month(InvoiceRow.issued_on))))


def settled(session: Session, currency: str) -> dict[Month, int]:
    """Minor units of invoices that ended by month: paid on the day the money came, given up on the day it was written,
    paid before Mailbot in the month of the invoice. What credit notes settle is in `billed` already."""
    day = case(
        (AllocationRow.kind == AllocationKind.OPENING, cast(InvoiceRow.issued_on, String)),
        (PaymentRow.received_on.is_not(None), cast(PaymentRow.received_on, String)),
        else_=cast(AllocationRow.created_at, String),
    )
    month = _month_in(day)
    query = (
        select(month, func.sum(AllocationRow.amount_minor))
        .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .outerjoin(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .where(
            InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.currency == currency, AllocationRow.undone_at.is_(None),
            AllocationRow.kind != AllocationKind.CREDIT,
        )
        .group_by(month)
    )  # fmt: skip
    return _read(session.execute(query))


def received(session: Session, currency: str) -> dict[Month, int]:
    """Minor units that came in by month: payments that count."""
    query = select(_month(PaymentRow.received_on), func.sum(PaymentRow.amount_minor)).where(
        PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.currency == currency
    )
    return _read(session.execute(query.group_by(_month(PaymentRow.received_on))))


def paid_since(session: Session, currency: str, since: date) -> Iterator[Paid]:
    """How late each payment of an invoice came since that day."""
    query = (
        select(InvoiceRow.client_id, InvoiceRow.due_on, PaymentRow.received_on)
        .join(AllocationRow, AllocationRow.invoice_id == InvoiceRow.id)
        .join(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .where(
            AllocationRow.kind == AllocationKind.PAYMENT, AllocationRow.undone_at.is_(None),
            InvoiceRow.currency == currency, PaymentRow.received_on >= since,
        )
    )  # fmt: skip
    for client_id, due_on, received_on in session.execute(query.execution_options(yield_per=1000)):
        yield Paid(client_id, (received_on - due_on).days)


def expected(session: Session, currency: str, today: date) -> list[Expected]:
    """Every open invoice with the day promised for it, and whether something holds it back."""
    promised: dict[tuple[int, int | None], date] = {}
    held: set[tuple[int, int | None]] = set()
    running = select(HoldRow).where(HoldRow.ended_at.is_(None), or_(HoldRow.until.is_(None), HoldRow.until >= today))
    for hold in session.scalars(running):
        about = hold.client_id, hold.invoice_id
        if hold.kind in _HELD:
            held.add(about)
        elif hold.promised_on is not None:
            promised[about] = hold.promised_on
    query = select(InvoiceRow.id, InvoiceRow.client_id, InvoiceRow.due_on, InvoiceRow.open_minor)
    found = []
    for key, client, due_on, minor in session.execute(query.where(OWED, InvoiceRow.currency == currency)):
        both = (client, key), (client, None)
        day = next((promised[one] for one in both if one in promised), None)
        found.append(Expected(client, due_on, minor, day, any(one in held for one in both)))
    return found


def _month(column: InstrumentedAttribute[date]) -> ColumnElement[str]:
    return _month_in(cast(column, String))


def _month_in(day: ColumnElement[str]) -> ColumnElement[str]:
    """`2026-11` of a day as text; both databases write days as ISO. Written out, because PostgreSQL takes two
    parameters of the same value for two different things to group by."""
    return func.substr(day, literal_column("1"), literal_column("7"))


def _read(rows: Any) -> dict[Month, int]:
    found: dict[Month, int] = defaultdict(int)
    for text, minor in rows:
        found[Month(int(text[:4]), int(text[5:7]))] += int(minor)
    return dict(found)
