"""A person says whether a doubtful message left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.alerts.close_alert import close_by_key
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.record_delivery import was_not_sent, was_sent


def settle_delivery(
    session: Session, office: Office, delivery_id: int, by: Decider, now: datetime, *, left: bool
) -> DeliveryRow:
    """`left`: it counts as sent; otherwise it is queued again. Raises Refused when there is no doubt any more."""
    row = session.get(DeliveryRow, delivery_id)
    if row is None or row.status != "unknown":
        raise Refused("Le sort de ce message est déjà connu.")
    if left:
        was_sent(session, office, row, f"dit par {by.email}", now)
    else:
        was_not_sent(session, row, by.email, now)
    close_by_key(session, f"delivery_unknown:{row.id}", by.email, now)
    return row
