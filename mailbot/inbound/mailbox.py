"""What Mailbot asks of the shared mailbox, whether it lies on an IMAP server or in a folder on disk.

Nothing here deletes a message that somebody else put there, or marks one as read: people work in the same mailbox.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

BEGINNING = 64 * 1024
"""Bytes read of a message that is too large to be read whole."""


@dataclass(frozen=True)
class Known:
    """How far a folder was read before.

    `last_uid` is the highest `Fetched.position` that was kept, and means something only under the same `uidvalidity`.
    `kept` are the uids that were kept and not put away yet. A Maildir, whose file names have no order, skips them; an
    IMAP server shows by them what lies below `last_uid` and was never read, as after a backup was restored (None: not
    looked at).
    """

    uidvalidity: int
    last_uid: int
    kept: Container[str] | None = None


@dataclass(frozen=True)
class Fetched:
    """A message as it lies in the mailbox, lines ended by CRLF.

    (folder, uidvalidity, uid) names it for ever. `position` is what to remember as `Known.last_uid` once it is kept;
    None in the middle of a reading from the beginning, which is begun anew when it is interrupted.
    `cut_from` is 0 when `raw` is the whole message; otherwise `raw` is only its beginning (it may be empty when the
    server cannot hand it out) and `cut_from` its size on the server in bytes.
    """

    folder: str
    uidvalidity: int
    uid: str
    raw: bytes
    arrived_at: datetime
    position: int | None = 0
    cut_from: int = 0

    @property
    def complete(self) -> bool:
        """Whether `raw` is the whole message."""
        return self.cut_from == 0


class Mailbox(Protocol):
    """An open mailbox.

    Folders are named with '/' between levels, as in the configuration, and are made when missing. Every method raises
    MailboxLost when the connection is gone (close it and make a new one), TryLater when the server refused for now and
    UserError when a person must mend something (a full mailbox, missing rights).
    """

    def new_messages(
        self, folder: str, known: Known | None = None, *, since: datetime | None = None
    ) -> Iterator[Fetched]:
        """The messages that came since, oldest first.

        A folder is read from its beginning when nothing is known, UIDVALIDITY has changed, or its UIDs have gone back
        (somebody restored it); then only what arrived at `since` or later. A message may come again after an
        interruption: whoever keeps it must recognise it by its name. Other methods may be called between two messages.
        """

    def count(self, folder: str) -> int:
        """How many messages the folder holds."""

    def put_away(self, folder: str, uidvalidity: int, uid: str, target: str, *, star: bool = False) -> bool:
        """Move a message to the target folder, with a star when a person must look at it.

        False when it is no longer where it was (somebody moved it).
        """

    def discard(self, folder: str, uidvalidity: int, uid: str) -> None:
        """Remove a message for good; only ever one that `append` put into a folder of the program's own."""

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Store a message as already read.

        After MailboxLost it may be stored or not: ask `holds` before trying again.
        """

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether the folder has a message with exactly this Message-ID, angle brackets included."""

    def wait(self, seconds: float) -> bool:
        """Wait for mail in the inbox: True as soon as something may have come since the last look, else False.

        A look is `new_messages` of the inbox, or a `wait` that said True.
        """

    def close(self) -> None:
        """Let go of the mailbox; never raises."""
