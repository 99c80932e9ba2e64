"""Alerts: raised once each, mailed, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.tables import AlertRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """Something a person must know: what, about whom, what to do."""

    kind: str
    once_key: str
    title: str
    advice: str = ""
    urgent: bool = False
    client_id: int | None = None
    invoice_id: int | None = None
    partner: str = ""


def raise_once(session: Session, alert: NewAlert, now: datetime) -> AlertRow | None:
    """Raise it; None when it was raised before."""
    if session.scalar(select(AlertRow.id).where(AlertRow.once_key == alert.once_key)) is not None:
        return None
    row = AlertRow(
        kind=alert.kind,
        once_key=alert.once_key,
        title=alert.title,
        advice=alert.advice,
        urgent=alert.urgent,
        client_id=alert.client_id,
        invoice_id=alert.invoice_id,
        partner=alert.partner,
        raised_at=now,
    )
    session.add(row)
    session.flush()
    return row


def unsent(session: Session) -> list[AlertRow]:
    """Alerts no mail has told yet, urgent first."""
    query = select(AlertRow).where(AlertRow.delivery_id.is_(None), AlertRow.done_at.is_(None))
    return list(session.scalars(query.order_by(AlertRow.partner, AlertRow.urgent.desc(), AlertRow.id)))


def open_alerts(session: Session) -> list[AlertRow]:
    """Alerts nobody has dealt with, urgent and oldest first."""
    query = select(AlertRow).where(AlertRow.done_at.is_(None))
    return list(session.scalars(query.order_by(AlertRow.urgent.desc(), AlertRow.id)))
