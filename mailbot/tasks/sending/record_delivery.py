"""Write what became of a message, and what follows for its reminder: counted, given up, or doubtful."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from mailbot.store.dunning import deliveries, reminders
from mailbot.store.tables import DeliveryRow, ReminderRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.new_alert import debtor, new_alert
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.count_sent import entry, left


@dataclass(slots=True)
class DeliveryReport:
    """How many messages went which way."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    unknown: int = 0

    def add(self, other: DeliveryReport) -> None:
        """Count those of another report too."""
        self.sent, self.failed = self.sent + other.sent, self.failed + other.failed
        self.later, self.unknown = self.later + other.later, self.unknown + other.unknown


def record_outcome(
    session: Session, office: Office, delivery_id: int, outcome: Outcome, now: datetime, report: DeliveryReport
) -> None:
    """Write what became of a message, and what follows for its reminder."""
    record_outcomes(session, office, {delivery_id: outcome}, now, report)


def record_outcomes(
    session: Session, office: Office, outcomes: Mapping[int, Outcome], now: datetime, report: DeliveryReport
) -> None:
    """Write what became of these messages (by key), and what follows for their reminders: in few statements for those
    that left, which are nearly all."""
    rows = deliveries.by_ids(session, list(outcomes))
    sent = [row for row in rows if outcomes[row.id].status == "sent"]
    for row in sent:
        row.status, row.answer, row.sent_at = "sent", outcomes[row.id].answer[:2000], now
    left(session, office, sent, now)
    report.sent += len(sent)
    for row in rows:
        outcome = outcomes[row.id]
        if outcome.status == "sent" and outcome.refused:
            _tell(session, office.settings, row, partial(copy_refused, outcome.refused), now)
        _not_sent(session, office, row, outcome, now, report)


def _not_sent(
    session: Session, office: Office, row: DeliveryRow, outcome: Outcome, now: datetime, report: DeliveryReport
) -> None:
    if outcome.status == "sent":
        return
    row.answer = outcome.answer[:2000]
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
    left(session, office, [row], now)


def was_not_sent(session: Session, row: DeliveryRow, who: str, now: datetime) -> None:
    """A person says that a doubtful message did not leave: it is queued again."""
    if row.status == "unknown":
        row.status, row.next_attempt_at = "queued", now
        if row.reminder_id:
            session.get_one(ReminderRow, row.reminder_id).status_why = ""
        _event(session, row, "delivery_requeued", f"non partie selon {who}, remise en file", now, actor=who)


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
    history.append(session, entry(row, kind, text, now, actor))


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
