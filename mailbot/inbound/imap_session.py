"""The commands Mailbot gives to an IMAP server, in terms of our folder names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from imapclient import DELETED, FLAGGED, SEEN

from mailbot.core.errors import UserError
from mailbot.inbound.imap_connection import FolderMissing, ImapConnection
from mailbot.inbound.imap_folders import ImapFolders, as_text, forgiving

_SLICE = 1.0  # seconds after which a wait looks at whether it should stop
T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A selected folder. `uidnext` is 0 when the server does not say it."""

    folder: str
    writable: bool
    uidvalidity: int
    uidnext: int
    exists: int


class ImapSession:
    """Folders and messages behind a connection. `special` gives the special-use flag (RFC 6154) of folders
    that may already exist under another name."""

    def __init__(self, connection: ImapConnection, special: Mapping[str, bytes]) -> None:
        self._connection = connection
        self._client = connection.client
        self._opened: Opened | None = None
        with connection.errors("start"):
            self._client.normalise_times = False
            self._capabilities = frozenset(as_text(name).upper() for name in self._client.capabilities())
            self._folders = ImapFolders(connection, special, has_namespace=self.can("NAMESPACE"))

    def can(self, capability: str) -> bool:
        """Whether the server announces this capability."""
        return capability in self._capabilities

    def open(self, folder: str, *, writable: bool = False) -> Opened:
        """Select the folder anew, made when missing; read-only by default, so that nothing in it can change."""
        self._opened = None
        answer = self._in_folder(folder, f"open {folder}", lambda name: self._select(name, writable))
        if not answer.get(b"UIDVALIDITY"):
            raise UserError(f"The mail server {self._connection.where} gives {folder} no UIDVALIDITY: it is of no use.")
        self._opened = Opened(
            folder=folder,
            writable=writable,
            uidvalidity=answer[b"UIDVALIDITY"],
            uidnext=answer.get(b"UIDNEXT", 0),
            exists=answer[b"EXISTS"],
        )
        return self._opened

    def stay(self, folder: str, *, writable: bool = False) -> Opened:
        """The folder when it is already selected so; else `open`."""
        if self._opened is not None and (self._opened.folder, self._opened.writable) == (folder, writable):
            return self._opened
        return self.open(folder, writable=writable)

    def search(self, *criteria: str | date) -> list[int]:
        """UIDs in the selected folder that match, ascending."""
        with self._connection.errors("search"):
            return sorted(int(uid) for uid in self._client.search(list(criteria)))

    def fetch(self, uids: Sequence[int], *items: str) -> dict[int, dict[bytes, Any]]:
        """These items of these messages; a message that has gone, or an item not given, is simply not there."""
        with self._connection.errors("read messages"):
            answer: dict[int, dict[bytes, Any]] = self._client.fetch(list(uids), list(items))
            return answer

    def move(self, uid: int, target: str) -> None:
        """Move a message of the selected folder.

        Without MOVE it is copied, then marked as deleted and removed alone. A server that cannot remove one message
        alone (no UIDPLUS) keeps it marked: a plain EXPUNGE would remove what colleagues have marked as well.
        """
        doing = f"move a message to {target}"
        if self.can("MOVE"):
            self._in_folder(target, doing, lambda name: self._client.move([uid], name))
            return
        self._in_folder(target, doing, lambda name: self._client.copy([uid], name))
        with self._connection.errors("remove the moved message"):
            self._client.add_flags([uid], [DELETED], silent=True)
            flags = self._client.fetch([uid], ["FLAGS"]).get(uid, {}).get(b"FLAGS", (DELETED,))
            if DELETED not in flags:  # servers may accept the flag and drop it for lack of rights
                raise UserError(f"{self._connection.user} may copy messages but not remove them: give it the right.")
            if self.can("UIDPLUS"):
                self._client.uid_expunge([uid])

    def star(self, uid: int) -> None:
        """Mark a message of the selected folder as one that a person must look at; overlooked where it is not allowed:
        the folder that the message goes to says the same."""
        with self._connection.errors("mark a message"), forgiving():
            self._client.add_flags([uid], [FLAGGED], silent=True)

    def remove(self, uid: int) -> None:
        """Remove a message of the selected folder, which must be one of the program's own, for good."""
        with self._connection.errors("remove a message"):
            self._client.add_flags([uid], [DELETED], silent=True)
            if self.can("UIDPLUS"):
                self._client.uid_expunge([uid])
            else:
                self._client.expunge()

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Store a message as already read."""
        self._in_folder(
            folder, f"store a message in {folder}", lambda name: self._client.append(name, raw, (SEEN,), when)
        )

    def idle(self, seconds: float, stop: Event) -> None:
        """Listen to the selected folder (RFC 2177) until the server says something, the time is over or `stop` is set.

        On a dead line imapclient answers "nothing" at once and for ever: a quiet spell that ends too early ends the
        listening, and that is a command, which a dead line cannot answer.
        """
        heard: list[tuple[Any, ...]] = []
        end = monotonic() + seconds
        with self._connection.errors("wait for mail"):
            self._client.idle()
            while not heard and not stop.is_set() and (left := end - monotonic()) > 0:
                began, spell = monotonic(), min(left, _SLICE)
                heard = self._client.idle_check(timeout=spell)
                if not heard and monotonic() - began < spell - 0.05:
                    break
            self._client.idle_done()

    def _select(self, name: str, writable: bool) -> dict[bytes, Any]:
        answer: dict[bytes, Any] = self._client.select_folder(name, readonly=not writable)
        return answer

    def _in_folder(self, folder: str, doing: str, act: Callable[[str], T]) -> T:
        """Do it with the folder's name on the server; once more when the folder was deleted behind our back."""
        name = self._folders.name(folder)
        try:
            with self._connection.errors(doing):
                return act(name)
        except FolderMissing:
            self._folders.forget(folder)
        name = self._folders.name(folder)
        with self._connection.errors(doing):
            return act(name)
