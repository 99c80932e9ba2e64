"""What other programs are to be told: one row per line of the history and subscriber, written with the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from mailbot.store.chunks import insert_rows
from mailbot.store.program_tables import AnnouncementRow
from mailbot.store.tables import EventRow

WAITING, TOLD, GIVEN_UP = "waiting", "told", "given_up"
# Under this name a session carries who is to be told of what.
SUBSCRIBERS = "subscribers"

Subscribers = Mapping[str, Sequence[tuple[str, str]]]


def note(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep for whom these new lines of the history are, in this transaction."""
    wanted: Subscribers = session.info.get(SUBSCRIBERS) or {}
    found = [
        {
            "subscriber": name, "event_hash": row["hash"], "type": kind, "status": WAITING, "attempts": 0,
            "next_attempt_at": row["at"], "error": "", "created_at": row["at"],
        }
        for row in rows
        for name, kind in wanted.get(row["kind"], ())
    ]  # fmt: skip
    insert_rows(session, AnnouncementRow, found)


def due(session: Session, subscriber: str, now: datetime, limit: int) -> list[tuple[AnnouncementRow, EventRow]]:
    """What this subscriber is to be told now, oldest first."""
    query = (
        select(AnnouncementRow, EventRow)
        .join(EventRow, EventRow.hash == AnnouncementRow.event_hash)
        .where(
            AnnouncementRow.status == WAITING,
            AnnouncementRow.next_attempt_at <= now,
            AnnouncementRow.subscriber == subscriber,
        )
        .order_by(AnnouncementRow.next_attempt_at, AnnouncementRow.id)
        .limit(limit)
    )
    return [(row, event) for row, event in session.execute(query)]


def newest(session: Session, limit: int) -> list[AnnouncementRow]:
    """The newest, whatever became of them."""
    return list(session.scalars(select(AnnouncementRow).order_by(AnnouncementRow.id.desc()).limit(limit)))


def counts(session: Session) -> dict[tuple[str, str], int]:
    """How many there are, by subscriber and status."""
    parts = (AnnouncementRow.subscriber, AnnouncementRow.status)
    query = select(*parts, func.count()).group_by(*parts)
    return {(name, status): int(number) for name, status, number in session.execute(query)}


def again(session: Session, subscriber: str, now: datetime) -> int:
    """What was given up for this subscriber is tried once more from the beginning; says how many."""
    query = (
        update(AnnouncementRow)
        .where(AnnouncementRow.subscriber == subscriber, AnnouncementRow.status == GIVEN_UP)
        .values(status=WAITING, attempts=0, next_attempt_at=now, done_at=None)
    )
    return int(session.execute(query).rowcount)  # type: ignore[attr-defined]  # of every update


def forget_before(session: Session, before: datetime) -> int:
    """Drop what was told or given up before then; says how many."""
    query = delete(AnnouncementRow).where(AnnouncementRow.done_at < before)
    return int(session.execute(query).rowcount)  # type: ignore[attr-defined]  # of every delete
