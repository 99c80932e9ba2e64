"""Look at the state left behind and raise what a person must know, each once; what is over closes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation import findings_of
from mailbot.core.alerting.escalation_state import AlertKind, State
from mailbot.store import history, state
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.alert_state import states
from mailbot.tasks.alerts.clear_alerts import clear_alerts
from mailbot.tasks.alerts.new_alert import new_alert
from mailbot.tasks.desk.office import Office

# What may come at any hour, with a mail or an order; and what comes with the day.
_AT_ANY_HOUR = frozenset({AlertKind.INSOLVENCY, AlertKind.DECEASED})
_WITH_THE_DAY = frozenset({AlertKind.BANK_SILENT, AlertKind.LIMITATION})
_LOOKED = "alerts_of_the_day_looked_at"


def raise_alerts(office: Office, now: datetime) -> int:
    """Raise every alert whose fact is new and close those whose fact is over; returns how many were raised."""
    with office.books.write() as session:
        raised = _raise(session, office, now, None)
        clear_alerts(session, office, now)
        state.remember(session, _LOOKED, office.day(now).isoformat())
    return raised


def raise_urgent(office: Office, now: datetime) -> int:
    """Raise what cannot wait for the alerts' hour; cheap when nothing is new.

    What comes with the day (a silent bank, a limitation period) is looked at once a day, from the alerts' hour on: on
    days without a round of alerts too.
    """
    with office.books.read() as session:
        kinds = _AT_ANY_HOUR | (_WITH_THE_DAY if _due_today(session, office, now) else frozenset())
        if kinds == _AT_ANY_HOUR and not any(map(_says_something, states(session, office, now, kinds))):
            return 0
    with office.books.write() as session:
        raised = _raise(session, office, now, kinds)
        if kinds != _AT_ANY_HOUR:
            state.remember(session, _LOOKED, office.day(now).isoformat())
    return raised


def _due_today(session: Session, office: Office, now: datetime) -> bool:
    if office.local(now).time() < office.settings.schedule.alerts_at:
        return False
    return state.fact(session, _LOOKED) != office.day(now).isoformat()


def _says_something(found: State) -> bool:
    return any(True for _ in findings_of(found))


def _raise(session: Session, office: Office, now: datetime, kinds: frozenset[AlertKind] | None) -> int:
    raised = 0
    for part in states(session, office, now, kinds):
        found = (new_alert(office.settings, finding) for finding in findings_of(part))
        new = alerts.raise_new(session, found, now)
        lines = (
            history.Entry(
                at=now,
                actor="mailbot",
                kind=f"alert_{one.kind}",
                client_id=one.client_id,
                invoice_id=one.invoice_id,
                text=one.title,
            )
            for one in new
        )
        history.append(session, *lines)
        raised += len(new)
    return raised
