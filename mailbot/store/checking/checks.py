"""What `mailbot verify` asks the books about reminders and balances: set-based queries, streamed.

Each yields facts about rows that break an invariant, or that must be looked at; the sentences are made in
`mailbot.tasks.keeping.verify`. What it asks about messages stands in `mailbot.store.checking.checks_inbox`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.invoice import InvoiceKind
from mailbot.core.payment import PaymentStatus
from mailbot.core.reminder import ReminderStatus
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.tables import (
    AllocationRow,
    DeliveryRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderLineRow,
    ReminderRow,
)

_LEFT = (ReminderStatus.RELEASED, ReminderStatus.SENT, ReminderStatus.UNKNOWN, ReminderStatus.BOUNCED)
_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A hold that ran when a reminder about its client or invoice was released."""

    reminder_id: int
    number: str
    kind: str
    until: date | None
    released_at: datetime


def stale_balances(session: Session) -> Iterator[tuple[int, str, int, int]]:
    """(reminder, invoice number, open as printed, open at the release) where they differ or nothing was owed.

    What was open then is the total less the allocations that stood at that instant.
    """
    then = _open_at_release()
    query = (
        select(ReminderLineRow.reminder_id, ReminderLineRow.number, ReminderLineRow.open_minor, then.label("then"))
        .join(DeliveryRow, DeliveryRow.reminder_id == ReminderLineRow.reminder_id)
        .join(InvoiceRow, InvoiceRow.id == ReminderLineRow.invoice_id)
        .where(InvoiceRow.kind == InvoiceKind.INVOICE, or_(then != ReminderLineRow.open_minor, then <= 0))
    )
    for reminder_id, number, printed, right in streamed(session, query):
        yield reminder_id, number, printed, int(right)


def _open_at_release() -> ColumnElement[int]:
    stood = and_(
        AllocationRow.invoice_id == InvoiceRow.id,
        AllocationRow.created_at <= DeliveryRow.created_at,
        or_(AllocationRow.undone_at.is_(None), AllocationRow.undone_at > DeliveryRow.created_at),
    )
    settled = select(func.coalesce(func.sum(AllocationRow.amount_minor), 0)).where(stood)
    return InvoiceRow.total_minor - settled.correlate(InvoiceRow, DeliveryRow).scalar_subquery()


def running_holds(session: Session) -> Iterator[Held]:
    """Holds that nobody had ended when a reminder of theirs was released; their last day is for the caller to judge."""
    query = (
        select(ReminderLineRow.reminder_id, ReminderLineRow.number, HoldRow.kind, HoldRow.until, DeliveryRow.created_at)
        .join(DeliveryRow, DeliveryRow.reminder_id == ReminderLineRow.reminder_id)
        .join(HoldRow, HoldRow.client_id == ReminderLineRow.client_id)
        .where(
            ReminderLineRow.open_minor > 0,
            or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == ReminderLineRow.invoice_id),
            func.coalesce(HoldRow.reopened_at, HoldRow.created_at) <= DeliveryRow.created_at,
            or_(HoldRow.ended_at.is_(None), HoldRow.ended_at > DeliveryRow.created_at),
        )
    )
    for reminder_id, number, kind, until, released_at in streamed(session, query):
        yield Held(reminder_id=reminder_id, number=number, kind=kind, until=until, released_at=released_at)


def sent_twice(session: Session) -> Iterator[tuple[str, int, int, int]]:
    """(invoice number, level, cycle, how often) of levels that left more than once."""
    key = (ReminderLineRow.client_id, ReminderLineRow.invoice_id, ReminderLineRow.level, ReminderLineRow.cycle)
    query = (
        select(func.min(ReminderLineRow.number), ReminderLineRow.level, ReminderLineRow.cycle, func.count())
        .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        .where(ReminderLineRow.advanced, ReminderRow.status.in_(_LEFT))
        .group_by(*key)
        .having(func.count() > 1)
    )
    yield from streamed(session, query)


def handed_over_twice(session: Session) -> Iterator[tuple[int, int]]:
    """(reminder, deliveries) of reminders with more than one delivery."""
    query = (
        select(DeliveryRow.reminder_id, func.count())
        .where(DeliveryRow.reminder_id.is_not(None))
        .group_by(DeliveryRow.reminder_id)
        .having(func.count() > 1)
    )
    for reminder_id, count in streamed(session, query):
        yield reminder_id or 0, count


def kept_bytes(session: Session) -> Iterator[tuple[str, str]]:
    """(what it is, digest) of everything that must be among the blobs."""
    columns: tuple[tuple[str, InstrumentedAttribute[str]], ...] = (
        ("message received", InboxRow.sha),
        ("message sent", DeliveryRow.raw_sha),
        ("letter", ReminderRow.letter_sha),
        ("invoice file", InvoiceRow.file_sha),
        ("prepared request", ProceedingRow.file_sha),
    )
    for what, column in columns:
        for sha in session.scalars(select(column).where(column != "").distinct().execution_options(yield_per=_CHUNK)):
            yield what, sha


def overpaid(session: Session) -> Iterator[tuple[str, int]]:
    """(invoice number, open) of invoices that more was put on than they amount to, and credit notes used beyond
    themselves."""
    beyond = or_(
        and_(InvoiceRow.total_minor >= 0, InvoiceRow.open_minor < 0),
        and_(InvoiceRow.total_minor < 0, InvoiceRow.open_minor > 0),
    )
    yield from streamed(session, select(InvoiceRow.number, InvoiceRow.open_minor).where(beyond))


def uncounted_allocations(session: Session) -> Iterator[tuple[int, str]]:
    """(payment, status) of payments that do not count and lie on an invoice all the same."""
    query = (
        select(PaymentRow.id, PaymentRow.status)
        .join(AllocationRow, AllocationRow.payment_id == PaymentRow.id)
        .where(AllocationRow.undone_at.is_(None), PaymentRow.status != PaymentStatus.COUNTED)
        .distinct()
    )
    yield from streamed(session, query)


def released(session: Session) -> Iterator[tuple[ReminderRow, DeliveryRow]]:
    """Every reminder that was released, with the bytes that were."""
    query = (
        select(ReminderRow, DeliveryRow)
        .join(DeliveryRow, DeliveryRow.reminder_id == ReminderRow.id)
        .order_by(ReminderRow.id)
    )
    yield from session.execute(query.execution_options(yield_per=_CHUNK))


def streamed(session: Session, query: Executable) -> Any:
    """Rows one by one, fetched in chunks."""
    return session.execute(query.execution_options(yield_per=_CHUNK))
