"""What a dead process had in hand: not begun, it is queued again; taken by the server, it counts as sent; in between it
may have left, and is never sent again by itself."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import MailbotError
from mailbot.core.worker import same_start
from mailbot.store.dunning import deliveries
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.count_sent import left
from mailbot.tasks.sending.record_delivery import DeliveryReport, doubtful

_log = logging.getLogger(__name__)
# A claim of another machine's worker is given up after this long without an outcome.
_ABANDONED_AFTER = timedelta(minutes=15)


def recover_abandoned(office: Office, now: datetime, report: DeliveryReport) -> None:
    """Settle messages that a dead worker began to send, each by itself: they are few, and one that cannot be settled
    must not keep the others."""
    with office.books.read() as session:
        found = [row.id for row in deliveries.of_status(session, "sending") if _is_abandoned(office, row, now)]
    for key in found:
        try:
            with office.books.write() as session:
                row = session.get_one(DeliveryRow, key)
                if row.status == "sending" and _is_abandoned(office, row, now):
                    _settle(session, office, row, now, report)
        except MailbotError:
            _log.exception("delivery %s could not be settled", key)


def _settle(session: Session, office: Office, row: DeliveryRow, now: datetime, report: DeliveryReport) -> None:
    if row.progress == deliveries.ACCEPTED:
        row.status, row.sent_at = "sent", now
        left(session, office, [row], now)
        report.sent += 1
    elif row.progress == deliveries.CLAIMED and same_start(row.claimed_by, office.worker):
        deliveries.put_back(row, now)
    else:  # after a power cut nobody knows what was begun: only the claim was certain to reach the disk
        row.status, row.answer = "unknown", "the process that was sending it ended"
        doubtful(session, office.settings, row, now)
        report.unknown += 1


def _is_abandoned(office: Office, row: DeliveryRow, now: datetime) -> bool:
    dead = row.claimed_by != office.worker and not office.is_alive(row.claimed_by)
    return dead or (row.claimed_at is not None and row.claimed_at < now - _ABANDONED_AFTER)
