"""Messages and payments as lists: what waits for a person, what came in lately, how far each mailbox was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.core.payment import PaymentStatus
from mailbot.store.tables import (
    AllocationRow,
    ClientRow,
    FolderRow,
    InboxRow,
    InvoiceRow,
    JobRunRow,
    PaymentRow,
)

_WAITING = InboxRow.state.in_(("review", "quarantined")) & InboxRow.resolved_at.is_(None)


def messages(
    session: Session, *, waiting: bool, kind: str = "", start: int = 0, limit: int = 100
) -> list[tuple[InboxRow, ClientRow | None]]:
    """Messages with their clients: those that wait for a person (oldest first), or all (newest first)."""
    query = select(InboxRow, ClientRow).outerjoin(ClientRow, ClientRow.id == InboxRow.client_id)
    query = query.where(_WAITING) if waiting else query.where(InboxRow.state != "duplicate")
    if kind:
        query = query.where(InboxRow.kind == kind)
    query = query.order_by(InboxRow.id if waiting else InboxRow.id.desc())
    return [(message, client) for message, client in session.execute(query.offset(start).limit(limit))]


def count_waiting(session: Session) -> int:
    """How many messages wait for a person."""
    return int(session.scalar(select(func.count()).select_from(InboxRow).where(_WAITING)) or 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands among those that wait, oldest first: how many come before it, how many wait in all, and
    the keys of its neighbours."""

    earlier: int
    total: int
    before: int | None
    after: int | None


def place_of(session: Session, key: int) -> Place:
    """The place of a message that waits, or waited until now."""
    last = select(func.count(), func.max(InboxRow.id)).where(_WAITING, InboxRow.id < key)
    earlier, before = session.execute(last).one()
    after = session.scalar(select(func.min(InboxRow.id)).where(_WAITING, InboxRow.id > key))
    return Place(int(earlier), count_waiting(session), before, after)


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, InboxRow]:
    """Several messages by key."""
    wanted = sorted(set(ids))
    return {row.id: row for row in session.scalars(select(InboxRow).where(InboxRow.id.in_(wanted)))} if wanted else {}


def payments_of_message(session: Session, message_id: int) -> list[PaymentRow]:
    """Payments that this message told of."""
    return list(session.scalars(select(PaymentRow).where(PaymentRow.inbox_id == message_id).order_by(PaymentRow.id)))


def unverified(session: Session) -> list[PaymentRow]:
    """Payments that count for nothing because their notice was not proven, and on which nobody has spoken."""
    query = select(PaymentRow).where(PaymentRow.status == PaymentStatus.UNVERIFIED, PaymentRow.decision == "")
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def recent_payments(session: Session, *, start: int = 0, limit: int = 100) -> list[tuple[PaymentRow, ClientRow | None]]:
    """Payments with their clients, newest first."""
    query = (
        select(PaymentRow, ClientRow)
        .outerjoin(ClientRow, ClientRow.id == PaymentRow.client_id)
        .order_by(PaymentRow.received_on.desc(), PaymentRow.id.desc())
        .offset(start)
        .limit(limit)
    )
    return [(payment, client) for payment, client in session.execute(query)]


def count_to_place(session: Session) -> int:
    """How many counted payments wait for a person to place them."""
    query = (
        select(func.count())
        .select_from(PaymentRow)
        .where(
            PaymentRow.status == PaymentStatus.COUNTED,
            PaymentRow.unapplied_minor > 0,
            PaymentRow.decision.in_(("review", "none")),
        )
    )
    return int(session.scalar(query) or 0)


def payments_by_ids(session: Session, ids: Iterable[int]) -> dict[int, PaymentRow]:
    """Several payments by key."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(PaymentRow).where(PaymentRow.id.in_(wanted)))}


def allocations_of_invoice(session: Session, invoice_id: int) -> list[tuple[AllocationRow, PaymentRow | None]]:
    """What was ever put on an invoice, undone ones too, oldest first."""
    query = (
        select(AllocationRow, PaymentRow)
        .outerjoin(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .where(AllocationRow.invoice_id == invoice_id)
        .order_by(AllocationRow.id)
    )
    return [(allocation, payment) for allocation, payment in session.execute(query)]


def allocations_of_payment(session: Session, payment_id: int) -> list[tuple[AllocationRow, InvoiceRow]]:
    """Where a payment's money was ever put, undone ones too, oldest first."""
    query = (
        select(AllocationRow, InvoiceRow)
        .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .where(AllocationRow.payment_id == payment_id)
        .order_by(AllocationRow.id)
    )
    return [(allocation, invoice) for allocation, invoice in session.execute(query)]


def folders(session: Session) -> list[FolderRow]:
    """How far each mailbox folder was read, and when."""
    return list(session.scalars(select(FolderRow).order_by(FolderRow.mailbox, FolderRow.folder)))


def job_runs(session: Session) -> dict[str, JobRunRow]:
    """When each job last ran, by name."""
    return {row.job: row for row in session.scalars(select(JobRunRow))}
