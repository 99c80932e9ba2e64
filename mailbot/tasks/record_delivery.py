"""Write what became of a message, and what follows for its reminder: counted, given up, or doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.core.retry import AskPerson, GiveUp, Retry, after
from mailbot.outbound.transport import Outcome
from mailbot.store import alerts, clients, contacts, history, invoices, levels, reminders
from mailbot.store.tables import DeliveryRow, InvoiceRow, ReminderRow
from mailbot.tasks.office import Office


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
        return
    match after(outcome.status, row.attempts, now):
        case Retry(at=at):
            row.status, row.next_attempt_at = "queued", at
            report.later += 1
        case GiveUp(why=why):
            row.status = "failed"
            report.failed += 1
            _gave_up(session, row, why, now, refused=outcome.status == "permanent" and not outcome.blocked)
        case AskPerson():
            row.status = "unknown"
            report.unknown += 1
            doubtful(session, row, now)


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
        client = clients.by_id(session, reminder.client_id)
        if client:
            clients.contacted(client, day)
        for line in reminders.lines(session, reminder.id):
            session.get_one(InvoiceRow, line.invoice_id).thread_message_id = row.message_id
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
    _alert(
        session, row, "delivery_refused", f"Message non délivré à {', '.join(row.recipients)}", row.answer or why, now
    )


def doubtful(session: Session, row: DeliveryRow, now: datetime) -> None:
    """It may have left or not: a person is asked, and it is never sent again by itself."""
    reminder = session.get_one(ReminderRow, row.reminder_id) if row.reminder_id else None
    if reminder is not None and reminder.status != ReminderStatus.UNKNOWN:
        reminders.move(session, reminder, ReminderStatus.UNKNOWN, row.answer)
    _event(session, row, f"{row.kind}_unknown", "on ne sait pas si le message est parti", now)
    _alert(
        session,
        row,
        "delivery_unknown",
        f"Envoi incertain à {', '.join(row.recipients)}",
        "Cherchez le message dans « Envoyés » puis dites s'il est parti ; il ne sera jamais renvoyé sans vous.",
        now,
    )


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


def _alert(session: Session, row: DeliveryRow, kind: str, title: str, advice: str, now: datetime) -> None:
    if row.kind == "alert":
        return  # an alert about an alert would never end
    partner = session.get_one(ReminderRow, row.reminder_id).partner if row.reminder_id else ""
    alert = alerts.NewAlert(
        kind=kind,
        once_key=f"{kind}:{row.id}",
        title=title,
        advice=advice,
        urgent=True,
        client_id=row.client_id,
        partner=partner,
    )
    alerts.raise_once(session, alert, now)
