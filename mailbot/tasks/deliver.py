"""Hand messages over: claim a row, send with no transaction open, write the outcome.

A message whose outcome is not known is never sent again by itself: `settle_unknown` looks for it in the
Sent folder, the journal copy settles it when it comes in, and otherwise a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.core.retry import AskPerson, GiveUp, Retry, after
from mailbot.outbound.transport import Outcome, Sender
from mailbot.store import alerts, clients, deliveries, history, reminders
from mailbot.store.tables import DeliveryRow, InvoiceRow, ReminderRow
from mailbot.tasks.office import Office

# A claim of another machine's worker is given up after this long without an outcome.
_ABANDONED_AFTER = timedelta(minutes=15)


@dataclass(slots=True)
class DeliveryReport:
    """How many messages went which way."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    unknown: int = 0


def deliver(office: Office, now: datetime, limit: int = 1000) -> DeliveryReport:
    """Send what is queued and due."""
    report = DeliveryReport()
    recover_abandoned(office, now, report)
    sender: Sender | None = None
    try:
        while report.sent + report.failed + report.later < limit:
            with office.books.write() as session:
                rows = deliveries.claim(session, office.worker, now)
            if not rows:
                break
            sender = sender or office.open_sender()
            for position, row in enumerate(rows):
                if _hand_over(office, sender, row, now, report):
                    _give_back(office, rows[position + 1 :])
                    return report
    finally:
        if sender is not None:
            sender.close()
    return report


def _hand_over(office: Office, sender: Sender, row: DeliveryRow, now: datetime, report: DeliveryReport) -> bool:
    """Send one message; True when the server takes none at all for now."""
    raw = office.blobs.get(row.raw_sha)
    outcome = sender.send(row.sender, tuple(row.recipients), raw, row.message_id)
    with office.books.write() as session:
        record_outcome(session, office, row.id, outcome, now, report)
    return outcome.blocked


def _give_back(office: Office, rows: list[DeliveryRow]) -> None:
    """The server takes nothing: what was claimed and not tried goes back, its try uncounted."""
    with office.books.write() as session:
        for row in rows:
            mine = session.get_one(DeliveryRow, row.id)
            mine.status, mine.attempts = "queued", mine.attempts - 1


def record_outcome(session: Session, office: Office, delivery_id: int, outcome: Outcome, now: datetime, report: DeliveryReport) -> None:
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
            _gave_up(session, row, why, now)
        case AskPerson():
            row.status = "unknown"
            report.unknown += 1
            _doubtful(session, row, now)


def recover_abandoned(office: Office, now: datetime, report: DeliveryReport) -> None:
    """Messages that a dead worker began to send are `unknown` from now on: they may have left."""
    with office.books.write() as session:
        for row in deliveries.of_status(session, "sending"):
            dead = row.claimed_by != office.worker and not office.is_alive(row.claimed_by)
            if dead or (row.claimed_at and row.claimed_at < now - _ABANDONED_AFTER):
                row.status, row.answer = "unknown", "the process that was sending it ended"
                report.unknown += 1
                _doubtful(session, row, now)


def settle_unknown(office: Office, now: datetime) -> int:
    """Look for doubtful messages in the Sent folder; the ones found there were sent. Returns how many were."""
    with office.books.read() as session:
        doubtful = [(row.id, row.message_id) for row in deliveries.of_status(session, "unknown")]
    if not doubtful:
        return 0
    settled = 0
    mailbox = office.open_mailbox()
    try:
        for key, message_id in doubtful:
            if mailbox.holds(office.settings.mailbox.folders.sent, message_id):
                with office.books.write() as session:
                    was_sent(session, office, session.get_one(DeliveryRow, key), "found in the Sent folder", now)
                settled += 1
    finally:
        mailbox.close()
    return settled


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


def copy_sent(office: Office, now: datetime) -> int:
    """Append a copy of each sent message to the Sent folder; returns how many."""
    with office.books.read() as session:
        rows = [(row.id, row.raw_sha, row.message_id, row.sent_at or now) for row in deliveries.uncopied(session)]
    if not rows:
        return 0
    mailbox = office.open_mailbox()
    folder = office.settings.mailbox.folders.sent
    try:
        for key, sha, message_id, when in rows:
            if not mailbox.holds(folder, message_id):
                mailbox.append(folder, office.blobs.get(sha), when)
            with office.books.write() as session:
                session.get_one(DeliveryRow, key).copied_at = now
    finally:
        mailbox.close()
    return len(rows)


def _left(session: Session, office: Office, row: DeliveryRow, now: datetime) -> None:
    day = office.day(now)
    if row.reminder_id:
        reminder = session.get_one(ReminderRow, row.reminder_id)
        reminders.move(session, reminder, ReminderStatus.SENT)
        reminder.sent_at = now
        reminders.count_levels(session, reminder, day)
        client = clients.by_id(session, reminder.client_id)
        if client:
            clients.contacted(client, day)
        for line in reminders.lines(session, reminder.id):
            session.get_one(InvoiceRow, line.invoice_id).thread_message_id = row.message_id
    _event(session, row, f"{row.kind}_sent", f"envoyé à {', '.join(row.recipients)}", now)


def _gave_up(session: Session, row: DeliveryRow, why: str, now: datetime) -> None:
    """Certainly not delivered: the reminder is freed, a person is told."""
    if row.reminder_id:
        reminders.move(session, session.get_one(ReminderRow, row.reminder_id), ReminderStatus.FAILED, why)
    _event(session, row, f"{row.kind}_failed", f"non délivré : {row.answer or why}", now)
    _alert(session, row, "delivery_refused", f"Message non délivré à {', '.join(row.recipients)}", row.answer or why, now)


def _doubtful(session: Session, row: DeliveryRow, now: datetime) -> None:
    reminder = session.get_one(ReminderRow, row.reminder_id) if row.reminder_id else None
    if reminder is not None and reminder.status != ReminderStatus.UNKNOWN:
        reminders.move(session, reminder, ReminderStatus.UNKNOWN, row.answer)
    _event(session, row, f"{row.kind}_unknown", "on ne sait pas si le message est parti", now)
    _alert(
        session, row, "delivery_unknown", f"Envoi incertain à {', '.join(row.recipients)}",
        "Cherchez le message dans « Envoyés » puis dites s'il est parti ; il ne sera jamais renvoyé sans vous.", now,
    )  # fmt: skip


def _event(session: Session, row: DeliveryRow, kind: str, text: str, now: datetime, actor: str = "mailbot") -> None:
    entry = history.Entry(
        at=now, actor=actor, kind=kind, client_id=row.client_id, reminder_id=row.reminder_id, text=text,
        data={"message_id": row.message_id, "answer": row.answer, "raw": row.raw_sha},
    )  # fmt: skip
    history.append(session, entry)


def _alert(session: Session, row: DeliveryRow, kind: str, title: str, advice: str, now: datetime) -> None:
    if row.kind == "alert":
        return  # an alert about an alert would never end
    partner = session.get_one(ReminderRow, row.reminder_id).partner if row.reminder_id else ""
    alert = alerts.NewAlert(
        kind=kind, once_key=f"{kind}:{row.id}", title=title, advice=advice, urgent=True, client_id=row.client_id, partner=partner
    )
    alerts.raise_once(session, alert, now)

