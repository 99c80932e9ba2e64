"""Mail the report of the week to those who want it: each week once, to each in their own rights."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.config.schema import Person
from mailbot.core.errors import Refused
from mailbot.core.figures.week import Week, week_of
from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.outbound.templates import Draft
from mailbot.store import history
from mailbot.store.dunning import deliveries
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reporting.week_facts import week_facts
from mailbot.tasks.sending.deliver import deliver


def work_on_weekly(office: Office, now: datetime) -> str:
    """Queue what is due and hand it over."""
    queued = send_weekly(office, now)
    if queued:
        deliver(office, now)
    return f"{queued} reports"


def send_weekly(office: Office, now: datetime) -> int:
    """Queue the report that is due to each who wants it and does not have it; returns how many were queued."""
    week = week_of(office.day(now), office.settings.reports.weekly.day)
    queued = 0
    for email in office.settings.reports.weekly.recipients:
        once = f"weekly:{week.due.isoformat()}:{email}"
        with office.books.read() as session:
            told = deliveries.exists(session, once)
        if not told:
            queued += _mail(office, reader(office, email), week, once, now)
    return queued


def send_weekly_to(office: Office, email: str, now: datetime) -> None:
    """Queue the newest report to this member of the firm, had before or not. Raises Refused for anybody else."""
    week = week_of(office.day(now), office.settings.reports.weekly.day)
    person = reader(office, email)
    _mail(office, person, week, f"weekly:{week.due.isoformat()}:{person.email}:{office.nonce()}", now)


def weekly_draft(office: Office, email: str, now: datetime) -> Draft:
    """The newest report as this member of the firm gets it. Raises Refused for anybody else."""
    return _draft(office, reader(office, email), week_of(office.day(now), office.settings.reports.weekly.day), now)


def _draft(office: Office, person: Person, week: Week, now: datetime) -> Draft:
    with office.books.read() as session:
        facts = week_facts(session, office, person, week, office.day(now))
    return office.texts.weekly(facts)


def reader(office: Office, email: str) -> Person:
    """The member of the firm with this address, in whose rights the figures are. Raises Refused when there is none."""
    person = office.person(email)
    if person is None:
        raise Refused(f"{email} n'est pas dans people : un rapport est fait dans les droits de qui le reçoit.")
    return person


def _mail(office: Office, person: Person, week: Week, once: str, now: datetime) -> bool:
    """The figures are read and drawn before the books are locked; what another process queued meanwhile stands."""
    new = _delivery(office, person, _draft(office, person, week, now), once, now)
    with office.books.write() as session:
        if deliveries.add(session, new, now) is None:
            return False
        _note(session, person, week, now)
    return True


def _note(session: Session, person: Person, week: Week, now: datetime) -> None:
    text = f"rapport de la semaine du {week.first:%d/%m/%Y} au {week.last:%d/%m/%Y} envoyé à {person.email}"
    data = {"first": week.first.isoformat(), "to": person.email}
    history.append(session, history.Entry(at=now, actor="mailbot", kind="report_queued", text=text, data=data))


def _delivery(office: Office, person: Person, mail: Draft, once: str, now: datetime) -> deliveries.NewDelivery:
    mid = message_id("weekly", 0, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(person.email,),
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
        )
    )
    return deliveries.NewDelivery(
        kind="weekly",
        once_key=once,
        message_id=mid,
        sender=office.settings.mailbox.address,
        recipients=(person.email,),
        raw_sha=office.blobs.put(raw),
    )
