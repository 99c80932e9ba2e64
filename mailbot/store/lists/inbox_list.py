"""Messages and payments as lists: what waits for a person, what came in lately, how far each mailbox was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.payment import PaymentStatus
from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part
from mailbot.store.money.payments_in_hand import DOUBTFUL
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


MESSAGES: Sequence[Key] = (Key(InboxRow.id, int),)


def messages(
    session: Session, *, waiting: bool, kind: str = "", limit: int = 100
) -> list[tuple[InboxRow, ClientRow | None]]:
    """The first messages with their clients: those that wait for a person (oldest first), or all (newest first)."""
    return message_part(session, waiting=waiting, kind=kind, size=limit).rows


def message_part(
    session: Session, at: keyset.Place | None = None, *, waiting: bool, kind: str = "", size: int = 100
) -> Part[tuple[InboxRow, ClientRow | None]]:
    """Some of them."""
    query = select(InboxRow, ClientRow).outerjoin(ClientRow, ClientRow.id == InboxRow.client_id)
    query = query.where(_WAITING) if waiting else query.where(InboxRow.state != "duplicate")
    if kind:
        query = query.where(InboxRow.kind == kind)
    found = keyset.part(session, query, MESSAGES, at, size, down=not waiting)
    return Part([(message, client) for message, client in found.rows], found.before, found.after)


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


PAYMENTS: Sequence[Key] = (Key(PaymentRow.received_on, keyset.day), Key(PaymentRow.id, int))


def recent_payments(
    session: Session, at: keyset.Place | None = None, size: int = 100
) -> Part[tuple[PaymentRow, ClientRow | None]]:  # fmt: skip
    """Payments with their clients, newest first."""
    query = select(PaymentRow, ClientRow).outerjoin(ClientRow, ClientRow.id == PaymentRow.client_id)
    found = keyset.part(session, query, PAYMENTS, at, size, down=True)
    return Part([(payment, client) for payment, client in found.rows], found.before, found.after)


def count_to_place(session: Session) -> int:
    """How many payments wait for a person: to be placed, or told apart from the ones that they resemble."""
    to_place = and_(
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.unapplied_minor > 0,
        PaymentRow.decision.in_(("review", "none")),
    )
    in_doubt = and_(PaymentRow.status == PaymentStatus.UNVERIFIED, PaymentRow.decision == DOUBTFUL)
    return int(session.scalar(select(func.count()).select_from(PaymentRow).where(or_(to_place, in_doubt))) or 0)


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
