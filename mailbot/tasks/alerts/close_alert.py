"""A person has dealt with an alert."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_words import told
from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.tables import AlertRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.new_alert import words_of
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_ELSEWHERE = "elsewhere"


def close_alert(
    session: Session, office: Office, alert_id: int, by: Decider, now: datetime, *, why: str = ""
) -> AlertRow:
    """Mark it done, with what was done about it where they say so. Raises Refused when it was done before."""
    row = session.get(AlertRow, alert_id)
    if row is None or row.done_at is not None:
        raise Refused("Cette alerte est déjà traitée.")
    said, language = " ".join(why.split()), office.settings.firm.language
    alerts.close(row, by.email, said, now)
    title, _ = words_of(row, language)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="alert_done",
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        text=told("done", language, title=title, why=f" - {said}" if said else ""),
        data={"via": by.via, "alert": row.id},
    )
    history.append(session, entry)
    return row


def reopen_alert(session: Session, office: Office, alert_id: int, by: Decider, now: datetime) -> AlertRow:
    """It was not done after all. Raises Refused when it is open."""
    row = session.get(AlertRow, alert_id)
    if row is None or row.done_at is None:
        raise Refused("Cette alerte est encore ouverte.")
    alerts.reopen(row)
    title, _ = words_of(row, office.settings.firm.language)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="alert_reopened",
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        text=told("reopened", office.settings.firm.language, title=title),
        data={"via": by.via, "alert": row.id},
    )
    history.append(session, entry)
    return row


def close_by_key(session: Session, once_key: str, who: str, now: datetime) -> None:
    """The matter of this alert was dealt with elsewhere: it need not be shown any more."""
    alerts.close_by_key(session, once_key, who, _ELSEWHERE, now)
