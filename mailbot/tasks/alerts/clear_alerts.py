"""Alerts whose fact is over close themselves, with the reason: nobody acts on what is no longer true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation import limitation_key, silence_key
from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.alerting.escalation_words import ended, told
from mailbot.store import history
from mailbot.store.tables import AlertRow
from mailbot.store.watching import alert_ends, alerts
from mailbot.tasks.alerts.alert_money import silent_banks
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.limitation_watch import near_limitation

_WHO = "mailbot"
_ALL = tuple(kind.value for kind in AlertKind)


def clear_alerts(session: Session, office: Office, now: datetime) -> int:
    """Close every open alert whose fact is over; returns how many."""
    today = office.day(now)
    count = close_all(session, office, alert_ends.over(session, today, _ALL), now)
    count += close_all(session, office, ((row, "pursued") for row in alert_ends.pursued(session)), now)
    count += close_all(session, office, _banks_that_spoke(session, office, now), now)
    return count + close_all(session, office, _interrupted(session, office, now), now)


def close_all(session: Session, office: Office, found: Iterable[tuple[AlertRow, str]], now: datetime) -> int:
    """Close these, each for its reason, with a line in the history."""
    language, lines = office.settings.firm.language, []
    for row, why in list(found):
        alerts.close(row, _WHO, why, now)
        lines.append(
            history.Entry(
                at=now,
                actor=_WHO,
                kind="alert_closed",
                client_id=row.client_id,
                invoice_id=row.invoice_id,
                text=told("closed", language, title=row.title, why=ended(why, language)),
                data={"alert": row.id, "ended": why},
            )
        )
    history.append(session, *lines)
    session.flush()
    return len(lines)


def _banks_that_spoke(session: Session, office: Office, now: datetime) -> Iterator[tuple[AlertRow, str]]:
    rows = alerts.open_of_kinds(session, (AlertKind.BANK_SILENT,))
    if not rows:
        return
    silent = {f"{AlertKind.BANK_SILENT}:{silence_key(bank)}" for bank in silent_banks(session, office, now)}
    for row in rows:
        if row.once_key not in silent:
            yield row, "spoke"


def _interrupted(session: Session, office: Office, now: datetime) -> Iterator[tuple[AlertRow, str]]:
    """What was to be barred is so no more on that day: something interrupted the time, or the file was corrected."""
    rows = alerts.open_of_kinds(session, (AlertKind.LIMITATION,))
    if not rows:
        return
    wanted = {row.invoice_id for row in rows}
    near = near_limitation(session, office, office.day(now))
    keys = {f"{AlertKind.LIMITATION}:{limitation_key(one)}" for one in near if one.invoice_id in wanted}
    for row in rows:
        if row.once_key not in keys:
            yield row, "interrupted"
