"""Messages received: one row per message, claimed one at a time, ending in exactly one state."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mailbot.store.tables import FolderRow, InboxRow

_NO_BYTES = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message whose bytes are already in the blob store."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: str
    sha: str
    size: int
    arrived_at: datetime
    complete: bool = True


def add(session: Session, arrival: Arrival) -> InboxRow | None:
    """Record a message; None when this (mailbox, folder, UIDVALIDITY, UID) is known with the same bytes.

    The same bytes seen before are recorded as a duplicate and never handled again. Where a restored mailbox shows
    another message under a known UID, the known one gives its place up; where it shows the same one again after it was
    put away, it is to be put away once more.
    """
    known = _at(session, arrival)
    if known is not None and known.sha == arrival.sha:
        known.moved = False
        return None
    if known is not None:
        known.uid, known.moved = f"{known.uid}~{known.id}", True
        session.flush()
    twin = _same_bytes(session, arrival.sha, arrival.size)
    state, why = "new", ""
    if twin:
        state, why = "duplicate", f"mêmes octets que le message {twin.id}"
    elif not arrival.complete:
        state, why = "review", f"trop gros pour être lu ({arrival.size // 1_000_000} Mo) : lisez-le dans la boîte"
    row = InboxRow(
        mailbox=arrival.mailbox,
        folder=arrival.folder,
        uidvalidity=arrival.uidvalidity,
        uid=arrival.uid,
        sha=arrival.sha,
        size=arrival.size,
        arrived_at=arrival.arrived_at,
        state=state,
        why=why,
    )
    session.add(row)
    session.flush()
    return row


def _at(session: Session, arrival: Arrival) -> InboxRow | None:
    query = select(InboxRow).where(
        InboxRow.mailbox == arrival.mailbox,
        InboxRow.folder == arrival.folder,
        InboxRow.uidvalidity == arrival.uidvalidity,
        InboxRow.uid == arrival.uid,
    )
    return session.scalar(query)


def _same_bytes(session: Session, sha: str, size: int) -> InboxRow | None:
    """The first message with these bytes; of messages that could not be read whole the size must agree as well, and
    nothing at all is no sign of sameness."""
    if sha == _NO_BYTES:
        return None
    query = select(InboxRow).where(InboxRow.sha == sha, InboxRow.size == size, InboxRow.state != "duplicate")
    return session.scalar(query.order_by(InboxRow.id).limit(1))


def by_bytes(session: Session, sha: str, size: int) -> InboxRow | None:
    """The message with these bytes; None when it was never recorded."""
    return _same_bytes(session, sha, size)


def original(session: Session, row: InboxRow) -> InboxRow:
    """Of a duplicate the message that was handled; any other message itself."""
    return (_same_bytes(session, row.sha, row.size) if row.state == "duplicate" else None) or row


def cursor(session: Session, mailbox: str, folder: str) -> FolderRow | None:
    """How far the folder was read."""
    return session.get(FolderRow, (mailbox, folder))


def advance(session: Session, mailbox: str, folder: str, uidvalidity: int, last_uid: int, now: datetime) -> None:
    """Remember how far the folder was read."""
    session.merge(FolderRow(mailbox=mailbox, folder=folder, uidvalidity=uidvalidity, last_uid=last_uid, read_at=now))


def still_there(session: Session, mailbox: str, folder: str) -> frozenset[str]:
    """UIDs of messages that were recorded and not yet put away."""
    query = select(InboxRow.uid).where(
        InboxRow.mailbox == mailbox, InboxRow.folder == folder, InboxRow.moved.is_(False)
    )
    return frozenset(session.scalars(query))


def earlier_twin(session: Session, row: InboxRow) -> int | None:
    """An earlier, handled message with the same Message-ID, sender and subject: the same mail told again."""
    if not row.message_id:
        return None
    query = select(InboxRow.id).where(
        InboxRow.message_id == row.message_id,
        InboxRow.sender == row.sender,
        InboxRow.subject == row.subject,
        InboxRow.id < row.id,
        InboxRow.state.in_(("done", "review")),
    )
    return session.scalar(query.limit(1))


def claim_next(session: Session, max_attempts: int = 3) -> InboxRow | None:
    """Take the oldest message that waits, counting the try; None when nothing waits."""
    query = select(InboxRow).where(InboxRow.state == "new", InboxRow.attempts < max_attempts)
    row = session.scalar(query.order_by(InboxRow.attempts, InboxRow.id).limit(1).with_for_update(skip_locked=True))
    if row is not None:
        row.attempts += 1
        session.flush()
    return row


def waiting(session: Session) -> int:
    """How many messages are not handled yet."""
    return int(session.scalar(select(func.count()).select_from(InboxRow).where(InboxRow.state == "new")) or 0)


def to_move(session: Session, mailbox: str) -> list[InboxRow]:
    """Handled messages whose copy on the server is not put away yet."""
    done = ("done", "review", "quarantined", "duplicate")
    query = select(InboxRow).where(InboxRow.mailbox == mailbox, InboxRow.moved.is_(False), InboxRow.state.in_(done))
    return list(session.scalars(query.order_by(InboxRow.id).limit(500)))


def mark_moved(session: Session, ids: list[int]) -> None:
    """The server's copies of these messages are put away."""
    if ids:
        session.execute(update(InboxRow).where(InboxRow.id.in_(ids)).values(moved=True))


def to_review(session: Session) -> list[InboxRow]:
    """Messages that wait for a person, oldest first."""
    query = select(InboxRow).where(InboxRow.state.in_(("review", "quarantined")), InboxRow.resolved_at.is_(None))
    return list(session.scalars(query.order_by(InboxRow.id)))


def of_client(session: Session, client_id: int) -> list[InboxRow]:
    """What a client wrote, newest first."""
    return list(session.scalars(select(InboxRow).where(InboxRow.client_id == client_id).order_by(InboxRow.id.desc())))
