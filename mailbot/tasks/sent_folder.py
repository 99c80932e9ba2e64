"""After sending: doubtful messages are looked for in the Sent folder, sent ones are copied there."""

from __future__ import annotations

from datetime import datetime

from mailbot.store import deliveries
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.office import Office
from mailbot.tasks.record_delivery import was_sent


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
            # Only what was sent by an earlier run may lie there already: that run may have ended before it said so.
            if when == now or not mailbox.holds(folder, message_id):
                mailbox.append(folder, office.blobs.get(sha), when)
            with office.books.write() as session:
                session.get_one(DeliveryRow, key).copied_at = now
    finally:
        mailbox.close()
    return len(rows)
