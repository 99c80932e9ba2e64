"""Write what became of a message, and what follows for its reminder: counted, given up, or doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from mailbot.config.schema import Settings
from mailbot.core.alerting.escalation_events import Outgoing, copy_refused, delivery_refused, delivery_unknown
from mailbot.core.alerting.finding import Finding
from mailbot.core.reminder import ReminderStatus
from mailbot.core.retry import AskPerson, GiveUp, Retry, after
from mailbot.outbound.transport import Outcome
from mailbot.store import history
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import levels, reminders
from mailbot.store.tables import DeliveryRow, InvoiceRow, ReminderRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.new_alert import debtor, new_alert
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.claim_penalties import claim_sent
from mailbot.tasks.sending.record_post import queue_letter


@dataclass(slots=True)
class DeliveryReport:
    """How many messages went which way."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    unknown: int = 0


def record_outcome(
    session: Session, office: Office, delivery_id: int, outcome: Outcome, now: datetime, report: DeliveryReport
) -> None:
    """Write what became of a message, and what follows for its reminder."""
    row = session.get_one(DeliveryRow, delivery_id)
    row.answer = outcome.answer[:2000]
    if outcome.status == "sent":
        row.status, row.sent_at = "sent", now
        report.sent += 1
        _left(session, office, row, now)
        if outcome.refused:
            _tell(session, office.settings, row, partial(copy_refused, outcome.refused), now)
        return
    match after(outcome.status, row.attempts, now):
        case Retry(at=at):
            row.status, row.next_attempt_at = "queued", at
            report.later += 1
        case GiveUp(why=why):
            row.status = "failed"
            report.failed += 1
            _gave_up(session, row, why, now, refused=outcome.status == "permanent" and not outcome.blocked)
            _tell(session, office.settings, row, delivery_refused, now)
        case AskPerson():
            row.status = "unknown"
            report.unknown += 1
            doubtful(session, office.settings, row, now)


def withdrawn(session: Session, row: DeliveryRow, why: str, now: datetime, report: DeliveryReport) -> None:
    """A reminder that waited in the queue is no longer true: it certainly has not left, and will not."""
    row.status, row.answer = "failed", why
    report.failed += 1
    if row.reminder_id:
        reminder = session.get_one(ReminderRow, row.reminder_id)
        reminders.move(session, reminder, ReminderStatus.FAILED, why)
        invoices.wake(session, reminder.client_id)
    _event(session, row, f"{row.kind}_withdrawn", f"retirée avant l'envoi : {why}", now)


def was_sent(session: Session, office: Office, row: DeliveryRow, proof: str, now: datetime) -> None:
    """A doubtful message turned out to have left."""
    if row.status not in ("unknown", "sending"):
        return
    row.status, row.sent_at, row.answer = "sent", now, proof
    _left(session, office, row, now)


def was_not_sent(session: Session, row: DeliveryRow, who: str, now: datetime) -> None:
    """A person says that a doubtful message did not leave: it is queued again."""
    if row.status == "unknown":
        row.status, row.next_attempt_at = "queued", now
        if row.reminder_id:
            session.get_one(ReminderRow, row.reminder_id).status_why = ""
        _event(session, row, "delivery_requeued", f"non partie selon {who}, remise en file", now, actor=who)


def _left(session: Session, office: Office, row: DeliveryRow, now: datetime) -> None:
    day = office.day(now)
    if row.reminder_id:
        reminder = session.get_one(ReminderRow, row.reminder_id)
        reminders.move(session, reminder, ReminderStatus.SENT)
        reminder.sent_at = now
        levels.count_levels(session, reminder, day)
        claim_sent(session, reminder, now)
        queue_letter(session, office, reminder, now)
        for line in reminders.lines(session, reminder.id):
            session.get_one(InvoiceRow, line.invoice_id).thread_message_id = row.message_id
    client = clients.by_id(session, row.client_id) if row.client_id else None
    if client and any(office.person(to) is None for to in row.recipients):
        clients.contacted(client, day)  # whatever it said: a mail about a client to the firm's own people is none
    _event(session, row, f"{row.kind}_sent", f"envoyé à {', '.join(row.recipients)}", now)


def _gave_up(session: Session, row: DeliveryRow, why: str, now: datetime, *, refused: bool) -> None:
    """Certainly not delivered: the reminder is freed, a person is told. An address that was refused is not tried
    again by itself: its client has no contact until somebody mends it."""
    if row.reminder_id:
        reminder = session.get_one(ReminderRow, row.reminder_id)
        reminders.move(session, reminder, ReminderStatus.FAILED, why)
        client = clients.by_id(session, reminder.client_id)
        if client is not None and refused:
            contacts.refused(session, client, reminder.recipient)
        invoices.wake(session, reminder.client_id)
    _event(session, row, f"{row.kind}_failed", f"non délivré : {row.answer or why}", now)


def doubtful(session: Session, settings: Settings, row: DeliveryRow, now: datetime) -> None:
    """It may have left or not: a person is asked, and it is never sent again by itself."""
    reminder = session.get_one(ReminderRow, row.reminder_id) if row.reminder_id else None
    if reminder is not None and reminder.status != ReminderStatus.UNKNOWN:
        reminders.move(session, reminder, ReminderStatus.UNKNOWN, row.answer)
    _event(session, row, f"{row.kind}_unknown", "on ne sait pas si le message est parti", now)
    _tell(session, settings, row, delivery_unknown, now)


def _event(session: Session, row: DeliveryRow, kind: str, text: str, now: datetime, actor: str = "mailbot") -> None:
    entry = history.Entry(
        at=now,
        actor=actor,
        kind=kind,
        client_id=row.client_id,
        reminder_id=row.reminder_id,
        text=text,
        data={"message_id": row.message_id, "answer": row.answer, "raw": row.raw_sha},
    )
    history.append(session, entry)


def _tell(
    session: Session, settings: Settings, row: DeliveryRow, finding: Callable[[Outgoing], Finding], now: datetime
) -> None:
    """Raise the alert about this message; about an alert none, for that would never end."""
    if row.kind == "alert":
        return
    reminder = session.get_one(ReminderRow, row.reminder_id) if row.reminder_id else None
    client = clients.by_id(session, reminder.client_id) if reminder else None
    message = Outgoing(
        delivery_id=row.id,
        recipients=", ".join(row.recipients),
        answer=row.answer,
        debtor=debtor(client, reminder.partner) if client and reminder else None,
        reminder_id=row.reminder_id,
        formal=reminder.formal if reminder else False,
    )
    alerts.raise_once(session, new_alert(settings, finding(message)), now)
