"""What has happened since somebody looked: every change of the books writes a line of the history, about a client or
about the whole firm."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mailbot.store.chunks import chunks
from mailbot.store.tables import EventRow

# Lines by which the sending tells of itself: that one reminder leaves makes no other untrue.
_OF_SENDING = ("reminder_released", "reminder_sent", "reminder_fell_out", "reminder_drafted", "penalties_claimed")


def newest_line(session: Session) -> int:
    """The number of the newest line; 0 of an empty history."""
    return session.scalar(select(func.max(EventRow.id))) or 0


def newest_about(session: Session, client_ids: Iterable[int], since: int) -> dict[int | None, int]:
    """By client, the newest line after `since` that may change what holds of them; under None, of the whole firm."""
    found: dict[int | None, int] = {}
    for some in chunks(sorted(set(client_ids))):
        concerned = or_(EventRow.client_id.in_(some), EventRow.client_id.is_(None))
        query = select(EventRow.client_id, func.max(EventRow.id)).where(
            EventRow.id > since, concerned, EventRow.kind.not_in(_OF_SENDING)
        )
        found.update((client, int(line)) for client, line in session.execute(query.group_by(EventRow.client_id)))
    return found
