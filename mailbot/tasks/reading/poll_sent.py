"""What people of the firm send from the shared mailbox lies in its Sent folder: read, so that the bot keeps still.

The bot's own copies lie there too and are passed over by their Message-ID. Nothing is moved, and nothing from before
the first look is read.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import TryLater, UserError
from mailbot.inbound.mailbox import Fetched, Known, Mailbox
from mailbot.store import state
from mailbot.store.dunning import deliveries
from mailbot.store.mail import inbox
from mailbot.tasks.desk.office import Office

_SINCE = "sent_folder_read_since"
# Clocks of servers differ a little from ours.
_MARGIN = timedelta(minutes=10)
_HEAD = 64 * 1024
_MESSAGE_ID = re.compile(rb"(?im)^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,240}>)")


def poll_sent(office: Office, mailbox: Mailbox, now: datetime) -> int:
    """Record what people sent since the last look; returns how many. A Sent folder that cannot be read is passed over
    until the next look. A Maildir's is not read: its files have no order, so that each look would be at all of them.
    """
    if office.settings.mailbox.kind == "maildir":
        return 0
    try:
        return read_sent(office, mailbox, now)
    except (UserError, TryLater):
        return 0


def read_sent(office: Office, mailbox: Mailbox, now: datetime) -> int:
    """Record what people sent since the last look; returns how many. Raises what the mailbox raises."""
    address, folder = office.settings.mailbox.address, office.settings.mailbox.folders.sent
    since = _since(office, now)
    with office.books.read() as session:
        row = inbox.cursor(session, address, folder)
        kept = inbox.still_there(session, address, folder)
    known = Known(uidvalidity=row.uidvalidity, last_uid=row.last_uid, kept=kept) if row else None
    found = 0
    for message in mailbox.new_messages(folder, known, since=since):
        mine = _is_ours(office, message)
        sha = "" if mine else office.blobs.put(message.raw)
        with office.books.write() as session:
            if not mine:
                found += _record(session, address, message, sha)
            if message.position is not None:
                inbox.advance(session, address, folder, message.uidvalidity, message.position, now)
    return found


def _since(office: Office, now: datetime) -> datetime:
    with office.books.read() as session:
        kept = state.fact(session, _SINCE)
    if kept is not None:
        return datetime.fromisoformat(kept)
    first = (now - _MARGIN).astimezone(UTC)
    with office.books.write() as session:
        state.remember(session, _SINCE, first.isoformat())
    return first


def _is_ours(office: Office, message: Fetched) -> bool:
    """Is it the copy of a message that the bot sent?"""
    named = _MESSAGE_ID.search(message.raw[:_HEAD].partition(b"\r\n\r\n")[0])
    if named is None:
        return False
    with office.books.read() as session:
        return deliveries.by_message_ids(session, [named[1].decode("latin-1")]) is not None


def _record(session: Session, address: str, message: Fetched, sha: str) -> int:
    arrival = inbox.Arrival(
        mailbox=address,
        folder=message.folder,
        uidvalidity=message.uidvalidity,
        uid=message.uid,
        sha=sha,
        size=message.cut_from or len(message.raw),
        arrived_at=message.arrived_at,
        complete=message.complete,
    )
    row = inbox.add(session, arrival)
    if row is None:
        return 0
    row.moved = True  # it stays in the Sent folder
    return 1
