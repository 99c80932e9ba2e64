"""What the send gate counts: what left for an address today, and what is on its way to a client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.tables import ReminderRow

# Released and no outcome yet: it leaves now, or has left and nobody knows.
_ON_THE_WAY = (ReminderStatus.RELEASED, ReminderStatus.UNKNOWN)


def left_for(session: Session, addresses: Collection[str], since: datetime) -> dict[str, set[int]]:
    """By address, the reminders that left for it since that instant, or are on their way, whatever client they were
    about."""
    left = ReminderRow.status.in_((ReminderStatus.SENT, ReminderStatus.BOUNCED)) & (ReminderRow.sent_at >= since)
    found: dict[str, set[int]] = defaultdict(set)
    for some in chunks(sorted(addresses)):
        query = select(ReminderRow.recipient, ReminderRow.id).where(
            ReminderRow.recipient.in_(some),
            ReminderRow.by_hand.is_(False),
            or_(left, ReminderRow.status.in_(_ON_THE_WAY)),
        )
        for address, key in session.execute(query):
            found[address].add(key)
    return found


def on_their_way(session: Session, client_ids: Collection[int]) -> dict[int, set[int]]:
    """By client, the reminders that are on their way to them."""
    found: dict[int, set[int]] = defaultdict(set)
    for some in chunks(sorted(client_ids)):
        query = select(ReminderRow.client_id, ReminderRow.id).where(
            ReminderRow.client_id.in_(some), ReminderRow.status.in_(_ON_THE_WAY)
        )
        for client, key in session.execute(query):
            found[client].add(key)
    return found
