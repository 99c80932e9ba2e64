"""How many of everything: what a run or a period brought, counted by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.payment import PaymentStatus
from mailbot.core.reminder import ReminderStatus
from mailbot.store.money.payments_in_hand import DOUBTFUL
from mailbot.store.tables import (
    AlertRow,
    AllocationRow,
    BatchRow,
    DeliveryRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderRow,
)

_LEFT = (ReminderStatus.SENT, ReminderStatus.BOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyIn:
    """Payments that count: how many, their sum in minor units, and how many were placed in which way."""

    count: int
    minor: int
    decisions: Counter[str]
    unverified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A payment on an invoice: days from issue, days late, and the reminder that brought it, if one did."""

    minor: int
    days_from_issue: int
    days_late: int
    reminder_id: int | None
    days_after_reminder: int | None
    crossed: bool


def sent_by_level(session: Session) -> Counter[tuple[int, str]]:
    """(level, its name) → reminders that left."""
    query = (
        select(ReminderRow.level, ReminderRow.level_name, func.count())
        .where(ReminderRow.sent_at.is_not(None), ReminderRow.status.in_(_LEFT))
        .group_by(ReminderRow.level, ReminderRow.level_name)
    )
    return Counter({(level, name): int(count) for level, name, count in session.execute(query)})


def reminders_by_status(session: Session) -> Counter[str]:
    """Status → reminders."""
    return _by(session, ReminderRow.status)


def approvals_by_way(session: Session) -> Counter[str]:
    """Way of approval (mail, link, admin, shell, auto) → reminders."""
    return _by(session, ReminderRow.approved_via, ReminderRow.approved_at.is_not(None))


def batches_handed_over(session: Session) -> int:
    """Batches that a deputy was asked about."""
    return _count(session, BatchRow.id, BatchRow.deputised_at.is_not(None))


def money_in(session: Session) -> MoneyIn:
    """The payments."""
    counted = PaymentRow.status == PaymentStatus.COUNTED
    total = session.scalar(select(func.coalesce(func.sum(PaymentRow.amount_minor), 0)).where(counted))
    return MoneyIn(
        count=_count(session, PaymentRow.id, counted),
        minor=int(total or 0),
        decisions=_by(session, PaymentRow.decision, counted),
        unverified=_count(session, PaymentRow.id, PaymentRow.status == PaymentStatus.UNVERIFIED),
    )


def bonds(session: Session) -> list[Bond]:
    """Every live allocation of a payment, with its link to a reminder."""
    query = (
        select(AllocationRow, InvoiceRow.issued_on, InvoiceRow.due_on, PaymentRow.received_on)
        .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .join(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .where(AllocationRow.kind == AllocationKind.PAYMENT, AllocationRow.undone_at.is_(None))
    )
    return [
        Bond(
            minor=row.amount_minor,
            days_from_issue=(received - issued).days,
            days_late=(received - due).days,
            reminder_id=row.reminder_id,
            days_after_reminder=row.days_after_reminder,
            crossed=row.crossed,
        )
        for row, issued, due, received in session.execute(query)
    ]


def open_minor(session: Session, today: date) -> tuple[int, int]:
    """(open, of which overdue) of all invoices, credit notes deducted from the first, in minor units."""
    total = func.coalesce(func.sum(InvoiceRow.open_minor), 0)
    everything = session.scalar(select(total).where(InvoiceRow.kind != InvoiceKind.QUOTE))
    late = session.scalar(select(total).where(InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.due_on < today))
    return int(everything or 0), int(late or 0)


def invoices_of_kind(session: Session) -> Counter[str]:
    """Kind → documents."""
    return _by(session, InvoiceRow.kind)


def holds_by_kind(session: Session) -> Counter[tuple[str, str]]:
    """(kind, outcome) → holds that were ever set."""
    query = select(HoldRow.kind, HoldRow.outcome, func.count()).group_by(HoldRow.kind, HoldRow.outcome)
    return Counter({(kind, outcome): int(count) for kind, outcome, count in session.execute(query)})


def messages(session: Session) -> Counter[tuple[str, str]]:
    """(kind, state) → messages received."""
    query = select(InboxRow.kind, InboxRow.state, func.count()).group_by(InboxRow.kind, InboxRow.state)
    return Counter({(kind, state): int(count) for kind, state, count in session.execute(query)})


def intents(session: Session) -> Counter[str]:
    """Intent → replies of clients in which it was understood."""
    found: Counter[str] = Counter()
    for understood in session.scalars(select(InboxRow.understood).where(InboxRow.kind == "client_reply")):
        found.update(understood.get("intents", ()))
    return found


def messages_to_review(session: Session) -> int:
    """Messages that wait for a person."""
    waits = InboxRow.state.in_(("review", "quarantined"))
    return _count(session, InboxRow.id, waits, InboxRow.resolved_at.is_(None))


def alerts_by_kind(session: Session) -> Counter[str]:
    """Kind → alerts raised."""
    return _by(session, AlertRow.kind)


def alerts_open(session: Session) -> int:
    """Alerts that nobody has dealt with."""
    return _count(session, AlertRow.id, AlertRow.done_at.is_(None))


def _by(session: Session, column: InstrumentedAttribute[str], *where: ColumnElement[bool]) -> Counter[str]:
    query = select(column, func.count()).where(*where).group_by(column)
    return Counter({name: int(count) for name, count in session.execute(query)})


def _count(session: Session, column: InstrumentedAttribute[int], *where: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count(column)).where(*where)) or 0)


def message_ids(session: Session) -> list[str]:
    """Message-IDs of everything that was to leave, oldest first."""
    return list(session.scalars(select(DeliveryRow.message_id).order_by(DeliveryRow.id)))


def told_by_banks(session: Session) -> Iterator[tuple[date, int]]:
    """(value date, minor units) of every payment that came by a message which proves itself; what may be a payment that
    is known waits for a person, and is among them."""
    proved = or_(PaymentRow.status != PaymentStatus.UNVERIFIED, PaymentRow.decision == DOUBTFUL)
    query = select(PaymentRow.received_on, PaymentRow.amount_minor).where(PaymentRow.inbox_id.is_not(None), proved)
    yield from ((received_on, minor) for received_on, minor in session.execute(query))
