"""What the send gate counts: what left for an address today, and what is on its way to a client."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store.tables import ReminderRow

# Released and no outcome yet: it leaves now, or has left and nobody knows.
_ON_THE_WAY = (ReminderStatus.RELEASED, ReminderStatus.UNKNOWN)


def left_for(session: Session, address: str, since: datetime, besides: int) -> int:
    """How many reminders left for this address since that instant, or are on their way, whatever client they were
    about; the reminder `besides` is not counted."""
    left = ReminderRow.status.in_((ReminderStatus.SENT, ReminderStatus.BOUNCED)) & (ReminderRow.sent_at >= since)
    query = select(func.count()).where(
        ReminderRow.recipient == address,
        ReminderRow.id != besides,
        ReminderRow.by_hand.is_(False),
        or_(left, ReminderRow.status.in_(_ON_THE_WAY)),
    )
    return session.scalar(query) or 0


def on_its_way(session: Session, client_id: int, besides: int) -> bool:
    """Is another reminder on its way to this client?"""
    query = select(ReminderRow.id).where(
        ReminderRow.client_id == client_id, ReminderRow.id != besides, ReminderRow.status.in_(_ON_THE_WAY)
    )
    return session.scalar(query.limit(1)) is not None
