"""Hand messages over: claim a row, send with no transaction open, write the outcome.

What a dead process had begun to send is `unknown` from then on, and never sent again by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailbot.core.deciding.gate import FallOut, Wait
from mailbot.core.deciding.send_caps import DomainCaps
from mailbot.outbound.transport import Sender
from mailbot.store.dunning import deliveries
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.sending.record_delivery import DeliveryReport, doubtful, record_outcome, withdrawn
from mailbot.tasks.sending.release_reminders import ask_again

# A claim of another machine's worker is given up after this long without an outcome.
_ABANDONED_AFTER = timedelta(minutes=15)
# A reminder that the gate released longer ago than this goes through its questions again.
_STILL_FRESH = timedelta(minutes=5)
# One that must wait (for the hours of sending, say) is asked about again after this.
_LOOK_AGAIN = timedelta(minutes=10)


def deliver(office: Office, now: datetime, limit: int = 1000) -> DeliveryReport:
    """Send what is queued and due, one claim at a time: a process that dies leaves at most one message doubtful."""
    report = DeliveryReport()
    recover_abandoned(office, now, report)
    sender: Sender | None = None
    caps = _caps(office, now)
    try:
        while report.sent + report.failed + report.later < limit:
            row = _claim(office, now, report, caps)
            if row is None:
                break
            sender = sender or office.open_sender()
            caps.count(row.recipients[0])
            if _hand_over(office, sender, row, now, report):
                break
    finally:
        if sender is not None:
            sender.close()
    return report


def _caps(office: Office, now: datetime) -> DomainCaps:
    with office.books.read() as session:
        addresses = deliveries.sent_to_since(session, now - timedelta(hours=1))
    return DomainCaps(office.settings.schedule.max_per_domain_per_hour, addresses)


def _claim(office: Office, now: datetime, report: DeliveryReport, caps: DomainCaps) -> DeliveryRow | None:
    """The next message to send. A reminder that has waited goes through the gate once more: it is withdrawn when it has
    become untrue, and waits on while the gate says so."""
    while True:
        with office.books.write() as session:
            row = next(iter(deliveries.claim(session, office.worker, now, limit=1)), None)
            if row is None:
                return None
            if row.reminder_id is not None and is_stopped(session):
                deliveries.put_back(row, now + _LOOK_AGAIN)
                report.later += 1
                continue
            if caps.full(row.recipients[0]):
                deliveries.put_back(row, now + _LOOK_AGAIN)
                report.later += 1
                continue
            if not _has_waited(row, now):
                return row
            match ask_again(session, office, row.reminder_id or 0, now):
                case FallOut(reasons=reasons):
                    withdrawn(session, row, "; ".join(reasons), now, report)
                case Wait():
                    deliveries.put_back(row, now + _LOOK_AGAIN)
                    report.later += 1
                case _:
                    return row


def _has_waited(row: DeliveryRow, now: datetime) -> bool:
    return row.reminder_id is not None and (row.attempts > 1 or row.created_at < now - _STILL_FRESH)


def _hand_over(office: Office, sender: Sender, row: DeliveryRow, now: datetime, report: DeliveryReport) -> bool:
    """Send one message; True when the server takes none at all for now."""
    raw = office.blobs.get(row.raw_sha)
    outcome = sender.send(row.sender, tuple(row.recipients), raw, row.message_id)
    with office.books.write() as session:
        record_outcome(session, office, row.id, outcome, now, report)
    return outcome.blocked


def recover_abandoned(office: Office, now: datetime, report: DeliveryReport) -> None:
    """Messages that a dead worker began to send are `unknown` from now on: they may have left."""
    with office.books.write() as session:
        for row in deliveries.of_status(session, "sending"):
            dead = row.claimed_by != office.worker and not office.is_alive(row.claimed_by)
            if dead or (row.claimed_at and row.claimed_at < now - _ABANDONED_AFTER):
                row.status, row.answer = "unknown", "the process that was sending it ended"
                report.unknown += 1
                doubtful(session, office.settings, row, now)
