"""Deliveries: exact bytes waiting to be handed over, claimed by compare-and-set, with what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.store.chunks import chunks
from mailbot.store.tables import DeliveryRow

# How far a message is that is being sent: taken by a worker, perhaps gone, taken by the server.
CLAIMED, BEGUN, ACCEPTED = "", "begun", "accepted"


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
    asked_line: int = 0


def add(session: Session, new: NewDelivery, now: datetime) -> DeliveryRow | None:
    """Queue a message; None when one with this `once_key` exists already."""
    return next(iter(add_all(session, [new], now)), None)


def add_all(session: Session, new: Sequence[NewDelivery], now: datetime) -> list[DeliveryRow]:
    """Queue messages; those whose `once_key` exists already are left out."""
    known: set[str] = set()
    for some in chunks([one.once_key for one in new]):
        known.update(session.scalars(select(DeliveryRow.once_key).where(DeliveryRow.once_key.in_(some))))
    rows = [_row(one, now) for one in new if one.once_key not in known]
    session.add_all(rows)
    session.flush()
    return rows


def exists(session: Session, once_key: str) -> bool:
    """Was a message with this key queued before?"""
    return session.scalar(select(DeliveryRow.id).where(DeliveryRow.once_key == once_key)) is not None


def _row(new: NewDelivery, now: datetime) -> DeliveryRow:
    return DeliveryRow(
        kind=new.kind,
        once_key=new.once_key,
        reminder_id=new.reminder_id,
        batch_id=new.batch_id,
        client_id=new.client_id,
        message_id=new.message_id,
        sender=new.sender,
        recipients=list(new.recipients),
        raw_sha=new.raw_sha,
        asked_line=new.asked_line,
        next_attempt_at=now,
        created_at=now,
    )


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
    claimed = {"status": "sending", "progress": CLAIMED, "claimed_by": worker, "claimed_at": now}
    session.execute(mine.values(**claimed, attempts=DeliveryRow.attempts + 1))
    session.expire_all()
    return by_ids(session, keys)


def by_ids(session: Session, keys: Sequence[int]) -> list[DeliveryRow]:
    """These messages, oldest first."""
    return list(session.scalars(select(DeliveryRow).where(DeliveryRow.id.in_(keys)).order_by(DeliveryRow.id)))


def begin(session: Session, key: int, worker: str) -> bool:
    """From this transaction's end on the message may have left; False when it is not this worker's any more."""
    mine = update(DeliveryRow).where(
        DeliveryRow.id == key,
        DeliveryRow.status == "sending",
        DeliveryRow.claimed_by == worker,
        DeliveryRow.progress == CLAIMED,
    )
    begun = mine.values(progress=BEGUN).returning(DeliveryRow.id)
    return session.execute(begun, execution_options={"synchronize_session": False}).scalar() is not None


def note_accepted(session: Session, answers: Sequence[tuple[int, str]]) -> None:
    """The server took these messages (each with its answer); what follows for the books is written later."""
    if answers:
        said = [{"id": key, "progress": ACCEPTED, "answer": answer} for key, answer in answers]
        session.execute(update(DeliveryRow), said)


def put_back(row: DeliveryRow, until: datetime) -> None:
    """A claimed message was not tried after all: it waits until then, and the try does not count."""
    row.status, row.next_attempt_at, row.attempts = "queued", until, row.attempts - 1
    row.progress, row.claimed_by, row.claimed_at = CLAIMED, "", None


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


def of_client(session: Session, client_id: int, kind: str) -> list[DeliveryRow]:
    """Messages of one kind to this client, oldest first."""
    mine = select(DeliveryRow).where(DeliveryRow.client_id == client_id, DeliveryRow.kind == kind)
    return list(session.scalars(mine.order_by(DeliveryRow.id)))


def answers_since(session: Session, address: str, since: datetime) -> int:
    """How many answers this address was sent since then, those that a person said OK to among them."""
    answered = DeliveryRow.kind.in_(("answer", "duplicate"))
    query = select(DeliveryRow.recipients).where(answered, DeliveryRow.created_at >= since)
    return sum(address in recipients for recipients in session.scalars(query))
