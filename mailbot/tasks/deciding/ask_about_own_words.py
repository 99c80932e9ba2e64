"""A reminder that somebody has rewritten by mail is drawn and shown again at once, in a digest of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mailbot.store import history
from mailbot.store.dunning import reminders
from mailbot.store.tables import BatchRow, ReminderRow
from mailbot.tasks.deciding.send_digests import mail_digest, send_digests
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.draft_reminders import draft_some


def ask_about_own_words(office: Office, now: datetime) -> int:
    """Draft what has words of its own and no texts yet, and ask about it; returns how many digests were queued."""
    with office.books.read() as session:
        keys = [row.id for row in reminders.undrafted(session) if row.own_words]
    if not keys:
        return 0
    draft_some(office, keys, now)
    return send_digests(office, now) + _ask_writers(office, keys, now)


def _ask_writers(office: Office, keys: Sequence[int], now: datetime) -> int:
    """Whoever rewrote it in the partner's place, a deputy say, is asked about it."""
    asked = 0
    with office.books.write() as session:
        for key in keys:
            row = session.get_one(ReminderRow, key)
            told = history.last_about(session, key, "reminder_proposed")
            batch = session.get(BatchRow, row.batch_id) if row.batch_id else None
            writer = told.actor if told else ""
            if batch is not None and office.person(writer) is not None and writer not in (batch.partner, batch.asked):
                mail_digest(session, office, batch, writer, now)
                asked += 1
    return asked
