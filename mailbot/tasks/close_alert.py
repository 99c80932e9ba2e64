"""A person has dealt with an alert."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.tables import AlertRow
from mailbot.tasks.decider import Decider


def close_alert(session: Session, alert_id: int, by: Decider, now: datetime) -> AlertRow:
    """Mark it done. Raises Refused when it was done before."""
    row = session.get(AlertRow, alert_id)
    if row is None or row.done_at is not None:
        raise Refused("Cette alerte est déjà traitée.")
    row.done_at, row.done_by = now, by.email
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="alert_done",
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        text=f"alerte traitée : {row.title}",
        data={"via": by.via, "alert": row.id},
    )
    history.append(session, entry)
    return row


def close_by_key(session: Session, once_key: str, who: str, now: datetime) -> None:
    """The matter of this alert was dealt with elsewhere: it need not be shown any more."""
    row = session.scalar(select(AlertRow).where(AlertRow.once_key == once_key, AlertRow.done_at.is_(None)))
    if row is not None:
        row.done_at, row.done_by = now, who
