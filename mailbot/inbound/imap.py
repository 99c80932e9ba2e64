"""The shared mailbox on an IMAP server.

A message's place is (folder, UIDVALIDITY, UID); work is never chosen by the \\Seen flag, which belongs to people.
Two workers may hold a mailbox of their own each; one object serves one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from threading import Event
from time import monotonic

from mailbot.config.schema import Mailbox as MailboxSettings
from mailbot.core.credential import Credential, credential
from mailbot.inbound.imap_connection import ImapConnection
from mailbot.inbound.imap_reader import ImapReader, pieces
from mailbot.inbound.imap_session import ImapSession, Opened
from mailbot.inbound.mailbox import Fetched, Known

_LOOK_EVERY = 5.0  # seconds between looks at a server without IDLE


class ImapMailbox:
    """Connects when made: raises UserError (login, certificate, settings) or TryLater (unreachable, overloaded).

    `login` is the password, or gives access tokens when `imap.auth` is oauth2. Messages above `limit` bytes are read
    only at their beginning. Setting `stop` ends a wait within about a second.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        login: str | Credential,
        *,
        limit: int = 40 * 1024 * 1024,
        stop: Event | None = None,
    ) -> None:
        self._inbox = settings.folders.inbox
        self._renew = float(settings.imap.idle_seconds)
        self._stop = stop or Event()
        self._looked: tuple[int, int] | None = None  # mark of the inbox at the last look
        self._connection = ImapConnection(settings.imap, settings.imap.user or settings.address, credential(login))
        try:
            self._session = ImapSession(self._connection, {settings.folders.sent: b"\\Sent"})
            self._reader = ImapReader(self._session, limit)
        except Exception:
            self._connection.close()
            raise

    def new_messages(
        self, folder: str, known: Known | None = None, *, since: datetime | None = None
    ) -> Iterator[Fetched]:
        """The messages that came since, oldest first; see Mailbox."""
        opened = self._session.open(folder)
        if folder == self._inbox:
            self._looked = _mark(opened)
        if known is None or not _goes_on(opened, known):
            yield from self._reader.read(opened, since=since)
        else:
            yield from self._reader.read_on(opened, known, since=since)

    def count(self, folder: str) -> int:
        """How many messages the folder holds."""
        return self._session.open(folder).exists

    def put_away(self, folder: str, uidvalidity: int, uid: str, target: str, *, star: bool = False) -> bool:
        """Move a message to the target folder; False when it is no longer where it was."""
        opened = self._session.stay(folder, writable=True)
        if opened.uidvalidity != uidvalidity or not self._session.search("UID", uid):
            return False
        if star:
            self._session.star(int(uid))
        self._session.move(int(uid), target)
        return True

    def discard(self, folder: str, uidvalidity: int, uid: str) -> None:
        """Remove a message of our own for good."""
        if self._session.stay(folder, writable=True).uidvalidity == uidvalidity:
            self._session.remove(int(uid))

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
        return any(wanted in value.split() for answer in headers.values() for value in pieces(answer))

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


def _goes_on(opened: Opened, known: Known) -> bool:
    """Is this the folder that we knew? A restored backup may keep its UIDVALIDITY; its next UID may tell."""
    return known.uidvalidity == opened.uidvalidity and not 0 < opened.uidnext <= known.last_uid


def _mark(opened: Opened) -> tuple[int, int]:
    """Changes when a message has come; servers that do not tell the next UID still count."""
    return opened.uidvalidity, opened.uidnext or -opened.exists
