"""Reminders that were written, to show a text with: the firm's own cases."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.tables import ClientRow, ReminderRow

Written = tuple[ReminderRow, ClientRow]


def newest(session: Session, language: str, limit: int) -> list[Written]:
    """The newest ones with their client, in this language; in any where there is none. None that was made by hand."""
    query = (
        select(ReminderRow, ClientRow)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(ReminderRow.content_hash != "", ReminderRow.by_hand.is_(False))
        .order_by(ReminderRow.id.desc())
        .limit(limit)
    )
    spoken = query.where(ReminderRow.language == language) if language else query
    found = [(row, client) for row, client in session.execute(spoken)]
    return found or [(row, client) for row, client in session.execute(query)]
