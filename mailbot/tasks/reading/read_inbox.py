"""Read what came in: each message is claimed, understood by pure code, and recorded in one transaction.

A message that makes the program fail is tried three times and then quarantined with its traceback; the next ones go on.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_events import message_quarantined
from mailbot.core.reading.second_opinion import Opinion
from mailbot.core.reading.understood import Clues, Kind, Understood
from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.firm import FirmFacts, firm_facts
from mailbot.inbound.parse import Mail, parse
from mailbot.store import history
from mailbot.store.mail import inbox
from mailbot.store.tables import InboxRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.new_alert import new_alert
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasons import told
from mailbot.tasks.reading.check_signature import own_check
from mailbot.tasks.reading.ledger_numbers import ledger_numbers
from mailbot.tasks.reading.link_message import Linked, link
from mailbot.tasks.reading.poll_mailbox import before_the_start
from mailbot.tasks.reading.record_approval import record_approval
from mailbot.tasks.reading.record_automatic import record_absence, record_bounce, record_own
from mailbot.tasks.reading.record_command import record_command
from mailbot.tasks.reading.record_message import Handled, Reading, hold_conversation, to_person
from mailbot.tasks.reading.record_notice import record_notice
from mailbot.tasks.reading.record_reply import record_reply
from mailbot.tasks.reading.second_opinion import second_opinion

MAX_ATTEMPTS = 3
_log = logging.getLogger(__name__)

# One recorder per kind. What is not in the table goes to a person.
RECORDERS: dict[Kind, Callable[[Session, Office, Reading], Handled]] = {
    Kind.BANK_NOTIFICATION: record_notice,
    Kind.CLIENT_REPLY: record_reply,
    Kind.BOUNCE: record_bounce,
    Kind.AUTO_REPLY: record_absence,
    Kind.APPROVAL: record_approval,
    Kind.COMMAND: record_command,
    Kind.OWN: record_own,
}


# What gives orders and is answered.
_ORDERS = frozenset({Kind.APPROVAL, Kind.COMMAND})


@dataclass(slots=True)
class ReadReport:
    """How many messages ended where."""

    done: int = 0
    review: int = 0
    quarantined: int = 0


def read_inbox(office: Office, now: datetime) -> ReadReport:
    """Handle every message that waits."""
    report = ReadReport()
    with office.books.read() as session:
        if not inbox.waiting(session):
            return report
    facts = firm_facts(office.settings, ledger_numbers(office.books))
    while (claimed := _claim(office)) is not None:
        _handle(office, facts, claimed, now, report)
    return report


def _claim(office: Office) -> InboxRow | None:
    with office.books.write() as session:
        row = inbox.claim_next(session, MAX_ATTEMPTS)
        if row is not None:
            session.expunge(row)
        return row


def _handle(office: Office, facts: FirmFacts, claimed: InboxRow, now: datetime, report: ReadReport) -> None:
    try:
        raw = office.blobs.get(claimed.sha)
        mail = parse(raw)
        understood = understand(mail, facts, own_check(office.find_key, raw, mail, facts))
        second = second_opinion(office, mail, understood)
        with office.books.write() as session:
            row = session.get_one(InboxRow, claimed.id)
            if row.state != "new":
                return  # somebody else was faster
            handled = _record(session, office, row, _Read(mail, understood, second), now)
            _finish(session, row, understood, handled, now)
    except Exception:  # noqa: BLE001 - kept with its traceback for a person; the next message must go on
        _log.exception("message %s could not be handled (try %s)", claimed.id, claimed.attempts)
        _failed(office, claimed, traceback.format_exc(), now, report)
        return
    if handled.state == "review":
        report.review += 1
    else:
        report.done += 1


@dataclass(frozen=True, slots=True)
class _Read:
    """A message as it was read."""

    mail: Mail
    understood: Understood
    second: Opinion | None


def _record(session: Session, office: Office, row: InboxRow, read: _Read, now: datetime) -> Handled:
    mail, understood = read.mail, read.understood
    row.kind, row.sender, row.subject, row.message_id = (
        understood.kind,
        mail.from_address[:300],
        mail.subject[:500],
        mail.message_id[:250],
    )
    row.understood = as_json(understood, f"{row.id}.eml") | {
        "robot": understood.robot,
        "clues": asdict(understood.clues),
    }
    twin = inbox.earlier_twin(session, row)
    if twin is not None:
        return Handled(state="done", why=f"déjà reçu (même Message-ID et même texte que le message {twin})")
    linked = link(session, office, _with_returned(understood))
    _note_links(row, linked)
    reading = Reading(row=row, mail=mail, understood=understood, linked=linked, now=now, second=read.second)
    if understood.kind in _ORDERS and before_the_start(office, row.arrived_at):
        return to_person("arrivé avant le premier démarrage : ni exécuté, ni répondu")
    recorder = RECORDERS.get(understood.kind)
    if recorder is None:
        return _unsorted(session, office, reading)
    return recorder(session, office, reading)


def _with_returned(understood: Understood) -> Clues:
    """The clues of a message; a bounce is about the message that it returns."""
    returned = understood.bounce.original_message_id if understood.bounce else None
    if not returned:
        return understood.clues
    return replace(understood.clues, message_ids=(returned, *understood.clues.message_ids))


def _note_links(row: InboxRow, linked: Linked) -> None:
    row.linked_by = linked.by
    row.client_id = linked.client.id if linked.client else None
    row.reminder_id = linked.reminder.id if linked.reminder else None
    row.batch_id = linked.batch.id if linked.batch else None


def _unsorted(session: Session, office: Office, reading: Reading) -> Handled:
    """Neither a bank, a client, a partner nor a robot we know: a person looks; a linked client waits meanwhile."""
    if reading.understood.robot and not (reading.linked.client or reading.linked.batch):
        return Handled(state="done", why="message automatique sans effet")
    if reading.linked.client is not None:
        hold_conversation(session, office, reading, "message non compris")
    elif before_the_start(office, reading.row.arrived_at):
        return Handled(state="done", why="arrivé avant le premier démarrage, et rien ne le rattache à un client")
    return to_person(told(reading.understood.why, office.settings.firm.language) or "message non compris")


def _finish(session: Session, row: InboxRow, understood: Understood, handled: Handled, now: datetime) -> None:
    row.state, row.why, row.proposal, row.handled_at = handled.state, handled.why, handled.proposal, now
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind=f"message_{understood.kind}",
        client_id=row.client_id,
        reminder_id=row.reminder_id,
        inbox_id=row.id,
        text=handled.why or row.subject,
        data={
            "from": row.sender,
            "subject": row.subject,
            "linked_by": row.linked_by,
            "raw": row.sha,
            "state": row.state,
        },
    )
    history.append(session, entry)


def _failed(office: Office, claimed: InboxRow, trace: str, now: datetime, report: ReadReport) -> None:
    with office.books.write() as session:
        row = session.get_one(InboxRow, claimed.id)
        row.error = trace[-8000:]
        if row.attempts < MAX_ATTEMPTS:
            return
        row.state, row.handled_at, row.why = "quarantined", now, "le programme n'a pas su lire ce message"
        report.quarantined += 1
        alerts.raise_once(session, new_alert(office.settings, message_quarantined(row.id)), now)
        entry = history.Entry(
            at=now,
            actor="mailbot",
            kind="message_quarantined",
            inbox_id=row.id,
            text="message illisible conservé",
            data={"raw": row.sha},
        )
        history.append(session, entry)
