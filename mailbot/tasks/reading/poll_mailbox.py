"""Fetch new mail: the raw bytes first, then the row. At the first start only what is recent is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from mailbot.core.errors import MailboxLost, Refused, TryLater, UserError
from mailbot.inbound.mailbox import Fetched, Known, Mailbox
from mailbot.store import state
from mailbot.store.mail import inbox
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.presence import keep_alone

# Messages recorded per transaction: a crash refetches at most this many, and records none of them twice.
_CHUNK = 20
_CHUNK_BYTES = 20_000_000

BEFORE_START = timedelta(days=7)
"""How far before the first start mail is read when the configuration names no day."""

_STARTED = "mailbox_first_read"


@dataclass(slots=True)
class PollReport:
    """What the mailbox held; `left_alone` messages are older than what is read, told at the first start only.

    `trouble`: a sentence about what could not be written into the mailbox, which was read all the same.
    """

    new: int = 0
    seen_before: int = 0
    left_alone: int = 0
    since: datetime | None = None
    trouble: str = ""


def poll(office: Office, mailbox: Mailbox, now: datetime) -> PollReport:
    """Record every message that is new in the inbox folder.

    Raises Refused when another Mailbot reads the same mailbox.
    """
    report = PollReport(trouble=_alone(office, mailbox, now))
    address, folder = office.settings.mailbox.address, office.settings.mailbox.folders.inbox
    with office.books.read() as session:
        row = inbox.cursor(session, address, folder)
        kept = inbox.still_there(session, address, folder) if row else frozenset()
    known = Known(uidvalidity=row.uidvalidity, last_uid=row.last_uid, kept=kept) if row else None
    first_time = known is None and started(office) is None
    if first_time:
        _note_start(office, now)
    report.since = read_from(office)
    for chunk in _chunks(mailbox.new_messages(folder, known, since=report.since)):
        _record(office, address, chunk, now, report)
    if first_time and report.since is not None:
        report.left_alone = max(0, mailbox.count(folder) - report.new - report.seen_before)
    return report


def _alone(office: Office, mailbox: Mailbox, now: datetime) -> str:
    """Where no note can be left (a full mailbox, one that may only be read), mail is read all the same."""
    try:
        keep_alone(office, mailbox, now)
    except (Refused, MailboxLost):
        raise
    except (UserError, TryLater) as error:
        return str(error)
    return ""


def started(office: Office) -> datetime | None:
    """When this mailbox was first read; None for never, for a Maildir (a trial), and for books older than this rule."""
    if office.settings.mailbox.kind == "maildir":
        return None
    with office.books.read() as session:
        at, _, address = (state.fact(session, _STARTED) or "").partition(" ")
    return datetime.fromisoformat(at) if at and address == office.settings.mailbox.address else None


def before_the_start(office: Office, arrived_at: datetime) -> bool:
    """Did this message arrive before there was a bot to write to?"""
    first = started(office)
    return first is not None and arrived_at < first


def read_from(office: Office) -> datetime | None:
    """The instant from which mail is read; None for all of it."""
    chosen = office.settings.mailbox.read_since
    if isinstance(chosen, date):
        return datetime.combine(chosen, time(), tzinfo=office.zone).astimezone(UTC)
    first = started(office)
    return first - BEFORE_START if first else None


def _note_start(office: Office, now: datetime) -> None:
    with office.books.write() as session:
        state.remember(session, _STARTED, f"{now.astimezone(UTC).isoformat()} {office.settings.mailbox.address}")


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
        if last.position is not None:
            inbox.advance(session, address, last.folder, last.uidvalidity, last.position, now)
