"""After sending: doubtful messages are looked for in the Sent folder, sent ones are copied there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailbot.core.errors import MailboxLost, TryLater, UserError
from mailbot.inbound.mailbox import Mailbox
from mailbot.store.dunning import deliveries
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.record_delivery import was_sent

_ENOUGH = 3  # refusals after which the rest waits for the next turn
_AT_ONCE = 20  # copies that are noted together


@dataclass(slots=True)
class SentReport:
    """How many doubtful messages turned out to be sent; `trouble`: the sentence of a mailbox that did not go along."""

    settled: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Copy:
    raw: bytes
    message_id: str
    when: datetime


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
    """Append a copy of each sent message to the Sent folder; returns how many.

    Raises UserError or TryLater when some could not be stored (a full mailbox); they are tried again at the next turn.
    """
    with office.books.read() as session:
        rows = [(row.id, row.raw_sha, row.message_id, row.sent_at or now) for row in deliveries.uncopied(session)]
    if not rows:
        return 0
    mailbox = office.open_mailbox()
    copied: list[int] = []
    try:
        refused = _store(office, mailbox, rows, copied, now)
    except MailboxLost:
        _note_copied(office, copied, now)
        raise
    finally:
        mailbox.close()
    _note_copied(office, copied, now)
    if refused:
        raise refused[-1]
    return len(rows)


def _store(
    office: Office, mailbox: Mailbox, rows: Sequence[tuple[int, str, str, datetime]], copied: list[int], now: datetime
) -> list[UserError | TryLater]:
    """Append copies; adds to `copied` which are stored, and returns why others are not. Raises MailboxLost."""
    refused: list[UserError | TryLater] = []
    for key, sha, message_id, when in rows:
        try:
            _copy(office, mailbox, _Copy(office.blobs.get(sha), message_id, when), now)
        except MailboxLost:
            raise
        except (UserError, TryLater) as error:
            refused.append(error)
            if len(refused) == _ENOUGH:
                break
            continue
        copied.append(key)
        if len(copied) % _AT_ONCE == 0:
            _note_copied(office, copied[-_AT_ONCE:], now)
    return refused


def _note_copied(office: Office, keys: Sequence[int], now: datetime) -> None:
    """What is not noted when the program dies is looked for before it is stored again."""
    with office.books.write() as session:
        for row in deliveries.by_ids(session, keys):
            row.copied_at = now


def _copy(office: Office, mailbox: Mailbox, copy: _Copy, now: datetime) -> None:
    """Only what was sent by an earlier run may lie there already: that run may have ended before it said so."""
    folder = office.settings.mailbox.folders.sent
    if copy.when == now or not mailbox.holds(folder, copy.message_id):
        mailbox.append(folder, copy.raw, copy.when)


def after_sending(office: Office, now: datetime) -> SentReport:
    """Settle what is doubtful and copy what was sent; trouble with the mailbox is said and stops nothing else."""
    report = SentReport()
    try:
        report.settled = settle_unknown(office, now)
        copy_sent(office, now)
    except (UserError, TryLater) as error:
        report.trouble = str(error)
    return report
