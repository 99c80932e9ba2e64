"""Fetch new mail: the raw bytes first, then the row, then - when it was handled - the server's copy is put away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from mailbot.inbound.mailbox import Fetched, Known, Mailbox
from mailbot.store import inbox
from mailbot.store.tables import InboxRow
from mailbot.tasks.office import Office

# Messages recorded per transaction: a crash refetches at most this many, and records none of them twice.
_CHUNK = 20
_CHUNK_BYTES = 20_000_000


@dataclass(slots=True)
class PollReport:
    """What the mailbox held."""

    new: int = 0
    seen_before: int = 0


def poll(office: Office, mailbox: Mailbox, now: datetime) -> PollReport:
    """Record every message that is new in the inbox folder."""
    report = PollReport()
    address, folder = office.settings.mailbox.address, office.settings.mailbox.folders.inbox
    with office.books.read() as session:
        row = inbox.cursor(session, address, folder)
        kept = inbox.still_there(session, address, folder) if row else frozenset()
    known = Known(uidvalidity=row.uidvalidity, last_uid=row.last_uid, kept=kept) if row else None
    for chunk in _chunks(mailbox.new_messages(folder, known)):
        _record(office, address, chunk, now, report)
    return report


def _chunks(messages: Iterable[Fetched]) -> Iterator[list[Fetched]]:
    chunk: list[Fetched] = []
    size = 0
    for fetched in messages:
        chunk.append(fetched)
        size += len(fetched.raw)
        if len(chunk) >= _CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _record(office: Office, address: str, chunk: list[Fetched], now: datetime, report: PollReport) -> None:
    shas = [office.blobs.put(fetched.raw) for fetched in chunk]
    with office.books.write() as session:
        for fetched, sha in zip(chunk, shas, strict=True):
            arrival = inbox.Arrival(
                mailbox=address,
                folder=fetched.folder,
                uidvalidity=fetched.uidvalidity,
                uid=fetched.uid,
                sha=sha,
                size=fetched.cut_from or len(fetched.raw),
                arrived_at=fetched.arrived_at,
                complete=fetched.complete,
            )
            if inbox.add(session, arrival):
                report.new += 1
            else:
                report.seen_before += 1
        last = chunk[-1]
        inbox.advance(session, address, last.folder, last.uidvalidity, last.position, now)


def put_away(office: Office, mailbox: Mailbox) -> int:
    """Move the server's copies of handled messages into their folders; returns how many."""
    with office.books.read() as session:
        rows = inbox.to_move(session, office.settings.mailbox.address)
    for row in rows:
        mailbox.put_away(row.folder, row.uidvalidity, row.uid, _target(office, row))
    with office.books.write() as session:
        inbox.mark_moved(session, [row.id for row in rows])
    return len(rows)


def _target(office: Office, row: InboxRow) -> str:
    folders = office.settings.mailbox.folders
    if row.state == "quarantined":
        return folders.quarantine
    if row.state == "review":
        return folders.review
    return folders.bank if row.kind == "bank_notification" else folders.done
