"""Deliveries: exact bytes waiting to be handed over, claimed by compare-and-set, with what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.store.tables import DeliveryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """A message to hand over; its bytes are already in the blob store."""

    kind: str
    once_key: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    raw_sha: str
    reminder_id: int | None = None
    batch_id: int | None = None
    client_id: int | None = None


def add(session: Session, new: NewDelivery, now: datetime) -> DeliveryRow | None:
    """Queue a message; None when one with this `once_key` exists already."""
    if session.scalar(select(DeliveryRow.id).where(DeliveryRow.once_key == new.once_key)) is not None:
        return None
    row = DeliveryRow(
        kind=new.kind,
        once_key=new.once_key,
        reminder_id=new.reminder_id,
        batch_id=new.batch_id,
        client_id=new.client_id,
        message_id=new.message_id,
        sender=new.sender,
        recipients=list(new.recipients),
        raw_sha=new.raw_sha,
        next_attempt_at=now,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def claim(session: Session, worker: str, now: datetime, limit: int = 20) -> list[DeliveryRow]:
    """Take queued messages whose time has come; SKIP LOCKED on PostgreSQL lets workers pass each other."""
    query = (
        select(DeliveryRow.id)
        .where(DeliveryRow.status == "queued", DeliveryRow.next_attempt_at <= now)
        .order_by(DeliveryRow.next_attempt_at, DeliveryRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    keys = list(session.scalars(query))
    if not keys:
        return []
    mine = update(DeliveryRow).where(DeliveryRow.id.in_(keys), DeliveryRow.status == "queued")
    session.execute(mine.values(status="sending", claimed_by=worker, claimed_at=now, attempts=DeliveryRow.attempts + 1))
    session.expire_all()
    return list(session.scalars(select(DeliveryRow).where(DeliveryRow.id.in_(keys)).order_by(DeliveryRow.id)))


def put_back(row: DeliveryRow, until: datetime) -> None:
    """A claimed message was not tried after all: it waits until then, and the try does not count."""
    row.status, row.next_attempt_at, row.attempts = "queued", until, row.attempts - 1
    row.claimed_by, row.claimed_at = "", None


def abandoned(session: Session, worker: str, before: datetime) -> list[DeliveryRow]:
    """Messages somebody began to send and never wrote an outcome for: own ones at start, others' after a while."""
    query = select(DeliveryRow).where(
        DeliveryRow.status == "sending", (DeliveryRow.claimed_by == worker) | (DeliveryRow.claimed_at < before)
    )
    return list(session.scalars(query))


def of_status(session: Session, status: str) -> list[DeliveryRow]:
    """Messages that stand there, oldest first."""
    return list(session.scalars(select(DeliveryRow).where(DeliveryRow.status == status).order_by(DeliveryRow.id)))


def sent_to_since(session: Session, since: datetime) -> list[str]:
    """Whom each message that left since then was for."""
    query = select(DeliveryRow.recipients).where(DeliveryRow.status == "sent", DeliveryRow.sent_at >= since)
    return [recipients[0] for recipients in session.scalars(query) if recipients]


def uncopied(session: Session) -> list[DeliveryRow]:
    """Sent messages whose copy is not yet in the Sent folder."""
    query = select(DeliveryRow).where(DeliveryRow.status == "sent", DeliveryRow.copied_at.is_(None))
    return list(session.scalars(query.order_by(DeliveryRow.id).limit(200)))


def by_message_ids(session: Session, message_ids: Sequence[str]) -> DeliveryRow | None:
    """The newest of our messages with one of these Message-IDs."""
    if not message_ids:
        return None
    query = select(DeliveryRow).where(DeliveryRow.message_id.in_(message_ids)).order_by(DeliveryRow.id.desc()).limit(1)
    return session.scalar(query)


def answers_since(session: Session, address: str, since: datetime) -> int:
    """How many answers this address was sent since then, those that a person said OK to among them."""
    answered = DeliveryRow.kind.in_(("answer", "duplicate"))
    query = select(DeliveryRow.recipients).where(answered, DeliveryRow.created_at >= since)
    return sum(address in recipients for recipients in session.scalars(query))
