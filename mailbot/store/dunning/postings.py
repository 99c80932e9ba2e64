"""Letters on paper: queued by the gate, printed in runs, followed until they are received or come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.store.post_tables import PostingRow
from mailbot.store.tables import ClientRow, ReminderRow

WAITING, PRINTED, RETURNED, CANCELLED = "waiting", "printed", "returned", "cancelled"


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


def next_run(session: Session) -> int:
    """The number of the next print run."""
    return (session.scalar(select(func.max(PostingRow.run))) or 0) + 1


def get(session: Session, key: int) -> PostingRow | None:
    """The letter of this number."""
    return session.get(PostingRow, key)
