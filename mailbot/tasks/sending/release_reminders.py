"""Release approved reminders: the gate decides in the transaction that queues the exact bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.gate import FallOut, Release, Wait, decide
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import deliveries, reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.sending.content import exact_bytes
from mailbot.tasks.sending.gate_input import gate_input
from mailbot.tasks.sending.record_post import by_post_alone, queue_letter


@dataclass(slots=True)
class ReleaseReport:
    """How many approved reminders left for the outbox, fell out, or wait."""

    released: int = 0
    fell_out: int = 0
    waiting: int = 0


def release(office: Office, now: datetime) -> ReleaseReport:
    """Take every approved reminder through the gate, one transaction each."""
    report = ReleaseReport()
    with office.books.read() as session:
        keys = reminders.approved(session, office.day(now))
    for key in keys:
        _release_one(office, key, now, report)
    return report


def release_one(office: Office, key: int, now: datetime, already: int = 0) -> ReleaseReport:
    """Take one approved reminder through the gate. `already`: how many the same passage has released before it."""
    report = ReleaseReport(released=already)
    _release_one(office, key, now, report)
    report.released -= already
    return report


def _release_one(office: Office, key: int, now: datetime, report: ReleaseReport) -> None:
    # The bytes are made and kept before the transaction: the approved texts do not change, the gate looks at the books.
    with office.books.read() as session:
        row = session.get_one(ReminderRow, key)
        thread = list(invoices.by_ids(session, [line.invoice_id for line in reminders.lines(session, key)]).values())
    mailed = row.recipient and not by_post_alone(row)
    raw_sha = office.blobs.put(exact_bytes(office, row, thread, now)) if mailed else ""
    with office.books.write() as session:
        clients.lock(session, row.client_id)
        row = session.get_one(ReminderRow, key)
        lines = reminders.lines(session, key)
        match decide(gate_input(session, office, row, lines, now, report.released)):
            case Release():
                report.released += _queue(session, office, row, raw_sha, now)
            case FallOut(reasons=reasons):
                report.fell_out += 1
                _fall_out(session, row, "; ".join(reasons), now)
            case Wait(reason=reason):
                report.waiting += 1
                row.status_why = reason


def ask_again(
    session: Session, office: Office, key: int, now: datetime, *, on_paper: bool = False
) -> Release | FallOut | Wait:
    """The gate's answer on a reminder that it released and that has not left yet: it waited, or a person found that it
    had not left after all. `on_paper`: it is about to be printed, at whatever hour; a stop of all sending holds."""
    row = session.get_one(ReminderRow, key)
    if row.status not in (ReminderStatus.RELEASED, ReminderStatus.UNKNOWN):
        return Release()
    asked = gate_input(session, office, row, reminders.lines(session, key), now, 0)
    open_now = not is_stopped(session) if on_paper else asked.window_open
    return decide(replace(asked, status=ReminderStatus.APPROVED, window_open=open_now))


def _queue(session: Session, office: Office, row: ReminderRow, raw_sha: str, now: datetime) -> int:
    if by_post_alone(row):
        queued: object = queue_letter(session, office, row, now)
    else:
        queued = deliveries.add(session, _delivery(office, row, raw_sha), now)
    if queued is None:
        return 0
    reminders.move(session, row, ReminderStatus.RELEASED)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_released",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"remise à l'envoi à {row.recipient}",
        data={"hash": row.approved_hash, "raw": raw_sha, "approved_by": row.approved_by},
    )
    history.append(session, entry)
    return 1


def _delivery(office: Office, row: ReminderRow, raw_sha: str) -> deliveries.NewDelivery:
    return deliveries.NewDelivery(
        kind="reminder",
        once_key=f"reminder:{row.id}",
        message_id=row.message_id,
        sender=office.settings.mailbox.address,
        recipients=(row.recipient, *row.cc, *office.journal),
        raw_sha=raw_sha,
        reminder_id=row.id,
        client_id=row.client_id,
    )


def _fall_out(session: Session, row: ReminderRow, why: str, now: datetime) -> None:
    """It comes back in the next digest, with what changed."""
    reminders.move(session, row, ReminderStatus.FELL_OUT, why)
    invoices.wake(session, row.client_id)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_fell_out",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"retirée : {why}",
    )
    history.append(session, entry)
