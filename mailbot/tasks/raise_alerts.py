"""Look at the state left behind and raise what a person must know, each once; then mail it, grouped per person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.escalation import alerts_for
from mailbot.core.tokens import message_id
from mailbot.outbound.alerts import AlertFacts, AlertItem
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store import alerts, clients, deliveries, history
from mailbot.store.tables import AlertRow
from mailbot.tasks.alert_state import state_of
from mailbot.tasks.office import Office


def raise_alerts(office: Office, now: datetime) -> int:
    """Raise every alert whose fact is new; returns how many."""
    raised = 0
    with office.books.write() as session:
        for one in alerts_for(state_of(session, office, now)):
            new = alerts.NewAlert(
                kind=one.kind.value,
                once_key=one.once_key,
                title=one.title,
                advice=one.advice,
                urgent=one.urgent,
                client_id=one.client_id,
                invoice_id=one.invoice_id,
                partner=one.partner if office.person(one.partner) else office.settings.default_partner,
            )
            row = alerts.raise_once(session, new, now)
            if row is not None:
                raised += 1
                entry = history.Entry(
                    at=now, actor="mailbot", kind=f"alert_{one.kind}", client_id=one.client_id, text=one.title
                )
                history.append(session, entry)
    return raised


def send_alerts(office: Office, now: datetime, *, urgent_only: bool = False) -> int:
    """One mail per person with everything new; returns how many mails were queued."""
    with office.books.write() as session:
        by_person: dict[str, list[AlertRow]] = defaultdict(list)
        for row in alerts.unsent(session):
            if row.urgent or not urgent_only:
                by_person[row.partner or office.settings.default_partner].append(row)
        for person, rows in sorted(by_person.items()):
            _mail(session, office, person, rows, now)
    return len(by_person)


def _mail(session: Session, office: Office, person: str, rows: Sequence[AlertRow], now: datetime) -> None:
    owners = clients.by_ids(session, [row.client_id for row in rows if row.client_id])
    items = tuple(
        AlertItem(
            kind=row.kind,
            title=row.title,
            advice=row.advice,
            urgent=row.urgent,
            client=owners[row.client_id].name if row.client_id in owners else "",
        )
        for row in rows
    )
    facts = AlertFacts(
        firm=office.firm,
        language=office.settings.firm.language,
        to=office.signatory(person),
        today=office.day(now),
        items=items,
        link=office.settings.admin.base_url,
    )
    mail = office.texts.alert(facts)
    mid = message_id("alert", rows[0].id, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(person,),
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
        )
    )
    new = deliveries.NewDelivery(
        kind="alert",
        once_key=f"alert:{rows[0].id}:{person}",
        message_id=mid,
        sender=office.settings.mailbox.address,
        recipients=(person,),
        raw_sha=office.blobs.put(raw),
    )
    delivery = deliveries.add(session, new, now)
    for row in rows:
        row.delivery_id = delivery.id if delivery else None
