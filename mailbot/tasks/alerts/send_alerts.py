"""One mail per person with everything new; what nobody reacts to goes to a deputy, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_words import told
from mailbot.outbound.alerts import InPlaceOf, Reason
from mailbot.store import history
from mailbot.store.dunning import absences
from mailbot.store.tables import AlertRow, DeliveryRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.mail_alerts import READ, Telling, mail_alerts
from mailbot.tasks.desk.office import Office


def send_alerts(office: Office, now: datetime, *, urgent_only: bool = False) -> int:
    """Tell each person of what is new in their matters; returns how many mails were queued."""
    with office.books.read() as session:
        waiting = alerts.people_to_tell(session, urgent_only=urgent_only)
    mailed = 0
    for partner in waiting:
        with office.books.write() as session:
            mailed += _tell(session, office, partner, now, urgent_only=urgent_only)
    return mailed


def _tell(session: Session, office: Office, partner: str, now: datetime, *, urgent_only: bool) -> bool:
    rows, counts = alerts.untold(session, partner, READ, urgent_only=urgent_only)
    if not rows:
        return False
    reader = partner if office.person(partner) else office.settings.default_partner
    delivery = mail_alerts(session, office, Telling(reader=reader, rows=rows, counts=counts), now)
    if delivery is not None:
        alerts.note_told(session, partner, delivery, urgent_only=urgent_only)
    return delivery is not None


@dataclass(frozen=True, slots=True)
class _Unanswered:
    """Alerts of one person that a deputy is to be told of, and why."""

    rows: list[AlertRow]
    why: Reason
    day: date | None


def hand_alerts_on(office: Office, now: datetime) -> int:
    """Tell deputies of what nobody has reacted to in time, or cannot: the person is away, or their mail came back.

    Returns how many mails were queued. Each alert goes to one deputy, once.
    """
    with office.books.write() as session:
        found = alerts.unanswered(session, now)
        away = absences.away(session, office.day(now)) if found else {}
        return sum(
            _hand_over(session, office, person, one, away, now)
            for person, one in sorted(_by_person(office, found, away, now).items())
        )


def hand_over_alerts_of(session: Session, office: Office, person: str, now: datetime) -> int:
    """This person is away: their open alerts go to a deputy at once. Returns how many mails were queued."""
    away = absences.away(session, office.day(now))
    rows = [row for row, delivery in alerts.unanswered(session, now) if person in delivery.recipients]
    if not rows:
        return 0
    one = _Unanswered(rows, "absence", away.get(person))
    return _hand_over(session, office, person, one, away, now)


def _by_person(
    office: Office, found: Sequence[tuple[AlertRow, DeliveryRow]], away: Mapping[str, date], now: datetime
) -> dict[str, _Unanswered]:
    by_person: dict[str, _Unanswered] = {}
    late: dict[date, bool] = {}
    for row, delivery in found:
        person, day = str(delivery.recipients[0]), office.day(delivery.created_at)
        if day not in late:
            late[day] = _is_late(office, day, now)
        why = _why(delivery, person in away, late[day])
        if why:
            known = by_person.setdefault(person, _Unanswered([], why, away.get(person) if why == "absence" else day))
            known.rows.append(row)
    return by_person


def _why(delivery: DeliveryRow, is_away: bool, is_late: bool) -> Reason | None:
    if delivery.status == "failed":
        return "unreachable"
    if is_away:
        return "absence"
    return "silence" if is_late else None


def _is_late(office: Office, told_on: date, now: datetime) -> bool:
    waited = office.calendar.working_days_between(told_on, office.day(now))
    return waited > office.settings.alerts.deputy_after_working_days


def _hand_over(
    session: Session, office: Office, person: str, one: _Unanswered, away: Mapping[str, date], now: datetime
) -> bool:
    deputy = stand_in(office, person, away)
    if not deputy:
        return False
    known = office.person(person)
    instead = InPlaceOf(person=known.name if known else person, why=one.why, day=one.day)
    counts = Counter(row.kind for row in one.rows)
    delivery = mail_alerts(
        session, office, Telling(reader=deputy, rows=one.rows, counts=counts, in_place_of=instead), now
    )
    if delivery is None:
        return False
    for row in one.rows:
        row.deputy_delivery_id = delivery.id
    language, count = office.settings.firm.language, len(one.rows)
    text = told("deputy", language, person=instead.person, deputy=office.signatory(deputy).name, count=count)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="alert_deputised",
        text=text,
        data={"why": one.why, "alerts": [row.id for row in one.rows]},
    )
    history.append(session, entry)
    return True


def stand_in(office: Office, person: str, away: Mapping[str, date]) -> str:
    """Who is told instead: the deputy, else whoever decides on what is nobody's, else an administrator or partner.

    Nobody twice, and somebody who is there before somebody who is away; empty when nobody is left.
    """
    settings, known = office.settings, office.person(person)
    deciders = [one for role in ("admin", "partner") for one in settings.people if one.role == role]
    wanted = [known.deputy if known else "", settings.default_partner, *(one.email for one in deciders)]
    others = [email for email in dict.fromkeys(wanted) if email and email != person]
    return next((email for email in others if email not in away), others[0] if others else "")
