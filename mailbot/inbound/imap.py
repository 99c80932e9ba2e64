"""The shared mailbox on an IMAP server.

A message's place is (folder, UIDVALIDITY, UID); work is never chosen by the \\Seen flag, which belongs to people.
Two workers may hold a mailbox of their own each; one object serves one thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from typing import Any

from mailbot.config.schema import Mailbox as MailboxSettings
from mailbot.core.errors import MailboxLost, TryLater
from mailbot.inbound.imap_connection import ImapConnection
from mailbot.inbound.imap_session import ImapSession, Opened
from mailbot.inbound.mailbox import BEGINNING, Fetched, Known

BATCH_MESSAGES = 20
BATCH_BYTES = 20 * 1024 * 1024
_SIZES = 500  # messages asked for their size at once
_UID_WINDOW = 50_000  # UIDs searched at once: a longer answer would not fit into one line of imaplib
_LOOK_EVERY = 5.0  # seconds between looks at a server without IDLE
_BEFORE_MAIL = datetime(1970, 1, 1, tzinfo=UTC)

Answer = Mapping[bytes, Any]


class ImapMailbox:
    """Connects when made: raises UserError (login, certificate, settings) or TryLater (unreachable, overloaded).

    `secret` is the password, or the access token when `imap.auth` is oauth2. Messages above `limit` bytes are read
    only at their beginning. Setting `stop` ends a wait within about a second.
    """

    def __init__(
        self, settings: MailboxSettings, secret: str, *, limit: int = 40 * 1024 * 1024, stop: Event | None = None
    ) -> None:
        self._inbox = settings.folders.inbox
        self._renew = float(settings.imap.idle_seconds)
        self._limit = limit
        self._stop = stop or Event()
        self._looked: tuple[int, int] | None = None  # mark of the inbox at the last look
        self._connection = ImapConnection(settings.imap, settings.imap.user or settings.address, secret)
        try:
            self._session = ImapSession(self._connection, {settings.folders.sent: b"\\Sent"})
        except Exception:
            self._connection.close()
            raise

    def new_messages(self, folder: str, known: Known | None = None) -> Iterator[Fetched]:
        """The messages that came since, oldest first; see Mailbox."""
        opened = self._session.open(folder)
        if folder == self._inbox:
            self._looked = _mark(opened)
        first = known.last_uid + 1 if known is not None and known.uidvalidity == opened.uidvalidity else 1
        uids = self._uids_from(first, opened.uidnext)
        for at in range(0, len(uids), _SIZES):
            self._still(opened)
            sizes = self._session.fetch(uids[at : at + _SIZES], "RFC822.SIZE")
            for batch in _batches({uid: int(sizes[uid].get(b"RFC822.SIZE", 0)) for uid in sorted(sizes)}, self._limit):
                self._still(opened)
                yield from self._read(opened, batch)

    def put_away(self, folder: str, uidvalidity: int, uid: str, target: str) -> bool:
        """Move a message to the target folder; False when it is no longer where it was."""
        opened = self._session.stay(folder, writable=True)
        if opened.uidvalidity != uidvalidity or not self._session.search("UID", uid):
            return False
        self._session.move(int(uid), target)
        return True

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Store a message as already read; after MailboxLost ask `holds` whether it is there."""
        self._session.append(folder, raw, when)

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether the folder has a message with exactly this Message-ID.

        The server's search matches parts of a header, on some servers only words: each hit is looked at.
        """
        self._session.open(folder)
        hits = self._session.search("HEADER", "Message-ID", message_id)
        headers = self._session.fetch(hits, "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]")
        wanted = message_id.encode()
        return any(wanted in value.split() for answer in headers.values() for value in _parts(answer))

    def wait(self, seconds: float) -> bool:
        """Wait for mail in the inbox, by IDLE where the server has it; see Mailbox."""
        end = monotonic() + seconds
        while not self._arrived():
            left = end - monotonic()
            if left <= 0 or self._stop.is_set():
                return False
            if self._session.can("IDLE"):
                self._session.idle(min(left, self._renew), self._stop)
            else:
                self._stop.wait(min(left, _LOOK_EVERY))
        return True

    def close(self) -> None:
        """Log out; never raises."""
        self._connection.close()

    def _arrived(self) -> bool:
        """Whether something came since the last look; said once. Asked afresh, also to learn of a new UIDVALIDITY."""
        opened = self._session.open(self._inbox)
        before, self._looked = self._looked, _mark(opened)
        return opened.exists > 0 if before is None else before != self._looked

    def _uids_from(self, first: int, uidnext: int) -> list[int]:
        """UIDs from the first on. `n:*` names the last message even when its UID is below n, hence the filter."""
        if not uidnext:
            return [uid for uid in self._session.search("UID", f"{first}:*") if uid >= first]
        found: list[int] = []
        for start in range(first, uidnext, _UID_WINDOW):
            end = min(start + _UID_WINDOW, uidnext) - 1
            found += (uid for uid in self._session.search("UID", f"{start}:{end}") if start <= uid <= end)
        return found

    def _still(self, opened: Opened) -> None:
        """Come back to the folder, which the caller may have left between two messages."""
        if self._session.stay(opened.folder).uidvalidity != opened.uidvalidity:
            raise MailboxLost(f"The folder {opened.folder} was replaced while it was read.")

    def _read(self, opened: Opened, batch: Mapping[int, int]) -> list[Fetched]:
        """The messages of a batch (uid: size), without those that have gone meanwhile."""
        whole = [uid for uid, size in batch.items() if size <= self._limit]
        answers = {uid: answer for uid, answer in self._bodies(whole).items() if b"BODY[]" in answer}
        # Another client's change of flags can push the body out of the answer: such a message is asked for alone.
        for uid in batch.keys() - answers.keys():
            answers |= self._beginning(uid) if batch[uid] > self._limit else self._bodies([uid])
        return [self._fetched(opened, uid, answers[uid], batch[uid]) for uid in batch if uid in answers]

    def _bodies(self, uids: Sequence[int]) -> dict[int, dict[bytes, Any]]:
        """Whole messages; one that the server cannot hand out must not keep back the others."""
        try:
            return self._session.fetch(uids, "BODY.PEEK[]", "INTERNALDATE") if uids else {}
        except MailboxLost:
            raise
        except TryLater:
            if len(uids) == 1:
                return {uids[0]: {}}
            return {key: answer for uid in uids for key, answer in self._bodies([uid]).items()}

    def _beginning(self, uid: int) -> dict[int, dict[bytes, Any]]:
        return self._session.fetch([uid], f"BODY.PEEK[]<0.{BEGINNING}>", "INTERNALDATE")

    def _fetched(self, opened: Opened, uid: int, answer: Answer, size: int) -> Fetched:
        parts = _parts(answer)
        arrived = answer.get(b"INTERNALDATE")
        return Fetched(
            folder=opened.folder,
            uidvalidity=opened.uidvalidity,
            uid=str(uid),
            raw=parts[0] if parts else b"",
            arrived_at=arrived.astimezone(UTC) if isinstance(arrived, datetime) else _BEFORE_MAIL,
            position=uid,
            cut_from=0 if b"BODY[]" in answer else max(size, 1),
        )


def _mark(opened: Opened) -> tuple[int, int]:
    """Changes when a message has come; servers that do not tell the next UID still count."""
    return opened.uidvalidity, opened.uidnext or -opened.exists


def _parts(answer: Answer) -> list[bytes]:
    """The pieces of message text in a FETCH answer, whatever the server calls them."""
    return [value for key, value in answer.items() if key.startswith(b"BODY[") and isinstance(value, bytes)]


def _batches(sizes: Mapping[int, int], limit: int) -> Iterator[dict[int, int]]:
    """Messages (uid: size) in order, a few at a time; one that is larger than a batch comes alone."""
    batch: dict[int, int] = {}
    weight = 0
    for uid, size in sizes.items():
        costs = size if size <= limit else BEGINNING
        if batch and (len(batch) == BATCH_MESSAGES or weight + costs > BATCH_BYTES):
            yield batch
            batch, weight = {}, 0
        batch[uid] = size
        weight += costs
    if batch:
        yield batch
