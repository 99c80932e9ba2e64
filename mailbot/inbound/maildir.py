"""The shared mailbox as a Maildir on disk, in the Maildir++ layout that every mail program opens.

The inbox is the folder itself, the others lie beside as `.Name.Below`. A message's uid is its file name without the
flags; such names are unique for ever, so UIDVALIDITY never changes. Messages are files with bare line feeds, as
delivery programs write them, and are handed out with CRLF, as they travelled.
"""

from __future__ import annotations

import mailbox
import os
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic

from mailbot.core.errors import TryLater, UserError
from mailbot.inbound.folder_names import INBOX, maildir_name
from mailbot.inbound.mailbox import Fetched, Known
from mailbot.inbound.maildir_files import age, files, has_id, read, settle, starred

UIDVALIDITY = 1
_PARTS = ("tmp", "new", "cur")
_LOOK_EVERY = 0.5  # seconds between looks at the folder


class MaildirMailbox:
    """A Maildir at `root`, made when missing. Messages above `limit` bytes are read only at their beginning."""

    def __init__(
        self, root: Path, *, inbox: str = INBOX, limit: int = 40 * 1024 * 1024, stop: Event | None = None
    ) -> None:
        self._root = root
        self._inbox = inbox
        self._limit = limit
        self._stop = stop or Event()
        self._looked: frozenset[str] = frozenset()
        self._folder(INBOX)

    def new_messages(
        self, folder: str, known: Known | None = None, *, since: datetime | None = None
    ) -> Iterator[Fetched]:
        """The messages that are not among `known.kept`, oldest first; see Mailbox.

        File names have no order, so that each look is one from the beginning.
        """
        same = known is not None and known.uidvalidity == UIDVALIDITY
        kept: Container[str] = (known.kept if known is not None and same else None) or frozenset()
        there = files(self._folder(folder))
        if folder == self._inbox:
            self._looked = frozenset(there)
        for uid in sorted((uid for uid in there if uid not in kept), key=lambda uid: age(there[uid])):
            message = self._fetched(folder, uid, there[uid])
            if message is not None and (since is None or message.arrived_at >= since):
                yield message

    def count(self, folder: str) -> int:
        """How many messages the folder holds."""
        return len(files(self._folder(folder)))

    def put_away(self, folder: str, uidvalidity: int, uid: str, target: str, *, star: bool = False) -> bool:
        """Move a message to the target folder, with its flags; False when it is no longer where it was."""
        source, destination = self._folder(folder), self._folder(target)
        for _ in range(3):  # a mail program may rename it for a flag between our look and our move
            path = files(source).get(uid)
            if uidvalidity != UIDVALIDITY or path is None:
                return False
            with suppress(FileNotFoundError):
                path.rename(destination / ("cur" if star else path.parent.name) / starred(path.name, star))
                return True
        raise TryLater(f"The message {uid} changes all the time.")

    def discard(self, folder: str, uidvalidity: int, uid: str) -> None:
        """Remove a message of our own for good."""
        path = files(self._folder(folder)).get(uid) if uidvalidity == UIDVALIDITY else None
        if path is not None:
            path.unlink(missing_ok=True)

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Store a message as already read, durably."""
        path = self._folder(folder)
        try:
            name = mailbox.Maildir(path, create=False).add(raw.replace(b"\r\n", b"\n"))
            os.utime(path / "new" / name, (when.timestamp(), when.timestamp()))
            (path / "new" / name).rename(path / "cur" / f"{name}:2,S")
            settle(path / "cur")
        except OSError as error:
            raise UserError(f"The mailbox {path} cannot be written: {error}") from error

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether the folder has a message with exactly this Message-ID."""
        return any(has_id(path, message_id) for path in files(self._folder(folder)).values())

    def wait(self, seconds: float) -> bool:
        """Look at the inbox twice a second; see Mailbox."""
        end = monotonic() + seconds
        while True:
            there = frozenset(files(self._folder(self._inbox)))
            if there - self._looked:
                self._looked = there
                return True
            left = end - monotonic()
            if left <= 0 or self._stop.wait(min(left, _LOOK_EVERY)):
                return False

    def close(self) -> None:
        """Nothing to let go of."""

    def _folder(self, folder: str) -> Path:
        """The folder on disk, made when missing."""
        name = maildir_name(folder)
        path = self._root / name if name else self._root
        if all((path / part).is_dir() for part in _PARTS):
            return path
        try:
            path.mkdir(parents=True, exist_ok=True)
            for part in _PARTS:
                (path / part).mkdir(exist_ok=True, mode=0o700)
            if name:
                (path / "maildirfolder").touch(mode=0o600)
        except OSError as error:
            raise UserError(f"The mailbox folder {path} cannot be made: {error}") from error
        return path

    def _fetched(self, folder: str, uid: str, path: Path) -> Fetched | None:
        """The message, also when a mail program has just renamed its file; None when it has gone."""
        try:
            raw, size, modified = read(path, self._limit)
        except FileNotFoundError:
            moved = files(self._folder(folder)).get(uid)
            return self._fetched(folder, uid, moved) if moved is not None else None
        except OSError as error:
            raise UserError(f"The message {path} cannot be read: {error}") from error
        return Fetched(
            folder=folder,
            uidvalidity=UIDVALIDITY,
            uid=uid,
            raw=raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
            arrived_at=datetime.fromtimestamp(modified, UTC),
            cut_from=size if size > self._limit else 0,
        )
