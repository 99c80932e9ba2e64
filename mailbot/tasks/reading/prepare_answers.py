"""A client's message asks for something that a person has to agree to: it is prepared, and somebody is told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_events import client_request
from mailbot.core.reading.client_requests import Wanted, request_of
from mailbot.core.reading.understood import Kind
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.client_said import ClientSaid
from mailbot.tasks.reading.contact_change import propose_change
from mailbot.tasks.reading.duplicate import propose_duplicate
from mailbot.tasks.reading.prepared import Prepared
from mailbot.tasks.reading.record_message import alert_about

_TASKS = {
    Wanted.PORTAL: ("portal", "dépôt sur le portail à faire"),
    Wanted.ORDER: ("order", "numéro de commande à porter sur la facture"),
}


def prepare(session: Session, office: Office, said: ClientSaid) -> tuple[Prepared, ...]:
    """Prepare what the message asks for; returns what now waits for a person. Nothing leaves."""
    waits: list[Prepared] = []
    asked = request_of(said.understood)
    if asked is not None and said.understood.kind is Kind.CLIENT_REPLY:
        for wanted in asked.wanted:
            if wanted in _TASKS:
                what, words = _TASKS[wanted]
                waits.append(Prepared(what=what, words=words, facts={"sentence": asked.sentence}))
        if Wanted.COPY in asked.wanted:
            waits.append(propose_duplicate(session, office, said, asked))
    change = propose_change(session, office, said)
    if change is not None:
        waits.append(change)
    for one in waits:
        finding = client_request(said.row.id, debtor(said.client), one.what, one.facts, assistant(office))
        alert_about(session, office, finding, said.now)
    return tuple(waits)


def assistant(office: Office) -> str:
    """Who does the office's errands; empty when nobody has that role."""
    return next((person.email for person in office.settings.people if person.role == "assistant"), "")
