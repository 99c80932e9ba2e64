"""The append-only history: each line carries the hash of the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from mailbot.core.history import GENESIS, Entry, Line, chain
from mailbot.store import announcements
from mailbot.store.chunks import insert_rows
from mailbot.store.tables import EventRow

# One writer at a time appends on PostgreSQL; SQLite has a single writer anyway.
_LOCK = text("SELECT pg_advisory_xact_lock(7231)")


def lock(session: Session) -> None:
    """From here to the end of this transaction nobody else adds lines or accounting entries: both are numbered."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK)


def append(session: Session, *entries: Entry) -> None:
    """Add lines to the history, in this transaction."""
    if not entries:
        return
    lock(session)
    previous = session.scalar(select(EventRow.hash).order_by(EventRow.id.desc()).limit(1)) or GENESIS
    rows = []
    for entry in entries:
        current = chain(previous, entry)
        rows.append(
            {
                "at": entry.at,
                "actor": entry.actor,
                "kind": entry.kind,
                "client_id": entry.client_id,
                "invoice_id": entry.invoice_id,
                "reminder_id": entry.reminder_id,
                "payment_id": entry.payment_id,
                "inbox_id": entry.inbox_id,
                "text": entry.text,
                "data": dict(entry.data),
                "previous_hash": previous,
                "hash": current,
            }
        )
        previous = current
    insert_rows(session, EventRow, rows)
    announcements.note(session, rows)


def lines(session: Session) -> Iterator[Line]:
    """Every line in order, for verification; streamed."""
    for row in session.scalars(select(EventRow).order_by(EventRow.id).execution_options(yield_per=1000)):
        entry = Entry(
            at=row.at,
            actor=row.actor,
            kind=row.kind,
            text=row.text,
            client_id=row.client_id,
            invoice_id=row.invoice_id,
            reminder_id=row.reminder_id,
            payment_id=row.payment_id,
            inbox_id=row.inbox_id,
            data=row.data,
        )
        yield Line(entry, row.previous_hash, row.hash)


def of_client(session: Session, client_id: int, limit: int = 500) -> list[EventRow]:
    """What happened to a client, newest first."""
    query = select(EventRow).where(EventRow.client_id == client_id).order_by(EventRow.id.desc()).limit(limit)
    return list(session.scalars(query))


def last_about(session: Session, reminder_id: int, kind: str) -> EventRow | None:
    """The newest line of that kind about a reminder."""
    query = select(EventRow).where(EventRow.reminder_id == reminder_id, EventRow.kind == kind)
    return session.scalar(query.order_by(EventRow.id.desc()).limit(1))


def recent(session: Session, since: datetime, limit: int = 200) -> list[EventRow]:
    """What happened since then, newest first."""
    query = select(EventRow).where(EventRow.at >= since).order_by(EventRow.id.desc()).limit(limit)
    return list(session.scalars(query))


__all__ = ["Entry", "append", "last_about", "lines", "of_client", "recent"]
