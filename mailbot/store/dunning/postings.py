"""Letters on paper: queued by the gate, printed in runs, followed until they are received or come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from mailbot.store.post_tables import PostingRow
from mailbot.store.tables import ClientRow, ReminderRow

WAITING, PRINTED, RETURNED, CANCELLED = "waiting", "printed", "returned", "cancelled"
HANDING = "handing"


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """One print run: its letters, how many are registered, of how many the reception is known, and how many registered
    ones have no number yet."""

    run: int
    at: datetime
    by: str
    letters: int
    registered: int
    received: int
    unnumbered: int


def add(session: Session, reminder_id: int, now: datetime, *, registered: bool) -> PostingRow | None:
    """Queue a letter for the next print run; None when it is queued already."""
    if session.scalar(select(PostingRow.id).where(PostingRow.reminder_id == reminder_id)) is not None:
        return None
    row = PostingRow(reminder_id=reminder_id, registered=registered, status=WAITING, created_at=now)
    session.add(row)
    session.flush()
    return row


def of_status(
    session: Session, status: str, run: int | None = None
) -> Sequence[tuple[PostingRow, ReminderRow, ClientRow]]:
    """Letters that stand there (of one run), with their reminder and client, in the order in which they are printed:
    registered ones first, then by country, postcode, name, so that letters for one place lie together."""
    query = (
        select(PostingRow, ReminderRow, ClientRow)
        .join(ReminderRow, ReminderRow.id == PostingRow.reminder_id)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(PostingRow.status == status)
        .order_by(
            PostingRow.registered.desc(), ClientRow.country, ClientRow.postcode, ClientRow.name, PostingRow.id
        )
    )  # fmt: skip
    if run is not None:
        query = query.where(PostingRow.run == run)
    return [(posting, reminder, client) for posting, reminder, client in session.execute(query)]


def of_run(session: Session, run: int) -> Sequence[tuple[PostingRow, ReminderRow, ClientRow]]:
    """The letters of one print run, wherever they stand now, in the order of printing."""
    found = [one for status in (PRINTED, RETURNED) for one in of_status(session, status, run)]
    return sorted(found, key=_order)


def _order(one: tuple[PostingRow, ReminderRow, ClientRow]) -> tuple[bool, str, str, str, int]:
    posting, _, client = one
    return not posting.registered, client.country, client.postcode, client.name, posting.id


def runs(session: Session, limit: int = 50) -> list[PrintedRun]:
    """The print runs, newest first."""
    missing = case((PostingRow.registered & (PostingRow.number == ""), 1), else_=0)
    query = (
        select(
            PostingRow.run, func.max(PostingRow.printed_at), func.max(PostingRow.printed_by), func.count(),
            func.sum(case((PostingRow.registered, 1), else_=0)), func.count(PostingRow.delivered_on),
            func.sum(missing),
        )
        .where(PostingRow.run.is_not(None), PostingRow.status.in_((PRINTED, RETURNED)))
        .group_by(PostingRow.run)
        .order_by(PostingRow.run.desc())
        .limit(limit)
    )  # fmt: skip
    return [PrintedRun(*row) for row in session.execute(query)]


def under_way(session: Session, before: datetime) -> Sequence[PostingRow]:
    """Letters that a service has, not known to be received, and not asked about since then."""
    query = select(PostingRow).where(
        PostingRow.status == PRINTED, PostingRow.provider_id != "", PostingRow.delivered_on.is_(None),
        or_(PostingRow.asked_at.is_(None), PostingRow.asked_at <= before),
    )  # fmt: skip
    return session.scalars(query.order_by(PostingRow.id)).all()


def through_service(session: Session, limit: int = 50) -> list[tuple[PostingRow, ReminderRow, ClientRow]]:
    """The letters that a service posts or is being given, newest first."""
    query = (
        select(PostingRow, ReminderRow, ClientRow)
        .join(ReminderRow, ReminderRow.id == PostingRow.reminder_id)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(or_(PostingRow.provider_id != "", PostingRow.status == HANDING))
        .order_by(PostingRow.id.desc())
        .limit(limit)
    )
    return [(posting, reminder, client) for posting, reminder, client in session.execute(query)]


def next_run(session: Session) -> int:
    """The number of the next print run."""
    return (session.scalar(select(func.max(PostingRow.run))) or 0) + 1


def get(session: Session, key: int) -> PostingRow | None:
    """The letter of this number."""
    return session.get(PostingRow, key)
