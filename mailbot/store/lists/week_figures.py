"""What a week came to: money in, reminders sent, promises judged; of everybody's matters or of some partners'.

`mine` everywhere: partners in lower case, "" among them where what nobody's name stands on is theirs; empty for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, String, cast, func, literal_column, select
from sqlalchemy.orm import Session

from mailbot.core.figures.collection import Month
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.core.reminder import ReminderStatus
from mailbot.store.lists.list_parts import whose
from mailbot.store.tables import AllocationRow, ClientRow, HoldRow, InvoiceRow, PaymentRow, ReminderRow

_Rows = Select[*tuple[Any, ...]]


class Received(NamedTuple):
    """So many payments, together so much."""

    payments: int
    total: Money


def received(session: Session, first: date, last: date, mine: Collection[str]) -> list[Received]:
    """The money that came in on these days, per currency: of some partners, as much of it as was put on their
    invoices."""
    days = PaymentRow.received_on.between(first, last)
    query: _Rows
    if mine:
        placed = func.sum(AllocationRow.amount_minor)
        query = _placed(select(PaymentRow.currency, func.count(PaymentRow.id.distinct()), placed), mine)
    else:
        query = select(PaymentRow.currency, func.count(), func.sum(PaymentRow.amount_minor))
    query = query.where(PaymentRow.status == PaymentStatus.COUNTED, days).group_by(PaymentRow.currency)
    return [
        Received(count, Money.from_minor(int(minor), currency))
        for currency, count, minor in session.execute(query.order_by(PaymentRow.currency))
    ]


def placed_by_month(session: Session, currency: str, mine: Collection[str]) -> dict[Month, int]:
    """Minor units that were put on these partners' invoices, by the month in which the money came."""
    # Written out, because PostgreSQL takes two parameters of the same value for two things to group by.
    month = func.substr(cast(PaymentRow.received_on, String), literal_column("1"), literal_column("7"))
    query = _placed(select(month, func.sum(AllocationRow.amount_minor)), mine).where(
        PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.currency == currency
    )
    return {Month(int(text[:4]), int(text[5:7])): int(minor) for text, minor in session.execute(query.group_by(month))}


def reminders_sent(session: Session, since: datetime, before: datetime, mine: Collection[str]) -> tuple[int, int]:
    """How many reminders were sent and not returned, and how many of them were formal notices."""
    query = select(ReminderRow.formal, func.count()).where(
        ReminderRow.status == ReminderStatus.SENT, ReminderRow.sent_at >= since, ReminderRow.sent_at < before
    )
    if mine:
        query = query.where(func.lower(ReminderRow.partner).in_(mine))
    counts = {bool(formal): int(count) for formal, count in session.execute(query.group_by(ReminderRow.formal))}
    return sum(counts.values()), counts.get(True, 0)


def to_approve(session: Session, mine: Collection[str]) -> int:
    """How many reminders wait for a partner's word."""
    query = select(func.count()).where(ReminderRow.status == ReminderStatus.PROPOSED)
    if mine:
        query = query.where(func.lower(ReminderRow.partner).in_(mine))
    return int(session.scalar(query) or 0)


def promises_ended(session: Session, since: datetime, before: datetime, mine: Collection[str]) -> Counter[str]:
    """How many promises to pay ended with each outcome; a promise is the matter of its invoice's partner, else of its
    client's."""
    return _promises(session, mine, HoldRow.ended_at >= since, HoldRow.ended_at < before)


def promises_made(session: Session, since: datetime, before: datetime, mine: Collection[str]) -> int:
    """How many promises to pay were made."""
    return _promises(session, mine, HoldRow.created_at >= since, HoldRow.created_at < before).total()


def _promises(session: Session, mine: Collection[str], *when: Any) -> Counter[str]:
    query = (
        select(HoldRow.outcome, func.count())
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == HoldRow.invoice_id)
        .where(HoldRow.kind == HoldKind.PROMISE, *when)
    )
    if mine:
        query = query.where(whose().in_(mine))
    return Counter({outcome: int(count) for outcome, count in session.execute(query.group_by(HoldRow.outcome))})


def _placed(query: _Rows, mine: Collection[str]) -> _Rows:
    return (
        query.select_from(AllocationRow)
        .join(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(AllocationRow.kind == AllocationKind.PAYMENT, AllocationRow.undone_at.is_(None), whose().in_(mine))
    )
