"""The way out of the demo's firm: it delivers, and now and then does what real servers and disks do.

One client's server refuses us, one asks us to come back later, one line breaks after the message was handed over, and
one stored message cannot be read.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, field

from mailbot.demo.firm import DOMAIN
from mailbot.outbound.maildir_drop import mailbox_of
from mailbot.outbound.transport import Outcome, Sender
from mailbot.store.blobs import Blobs

_REFUSED = "550 5.7.1 Message rejected due to local policy; your domain is not on our list"
_LATER = "451 4.7.1 Greylisted, try again later"
_BROKEN = "the connection was lost after the message was handed over"


@dataclass(slots=True)
class Mishaps:
    """What is to go wrong. `refused`: addresses that a server takes nothing for; `later`, `broken`: how many of the
    next messages to clients are put off, or handed over by a line that dies; `unreadable`: words of messages that the
    disk does not give back."""

    refused: set[str] = field(default_factory=set)
    later: int = 0
    broken: int = 0
    unreadable: set[bytes] = field(default_factory=set)


class Carrier:
    """Hands over by `inner`, but for the mishaps."""

    def __init__(self, inner: Sender, mishaps: Mishaps) -> None:
        self._inner = inner
        self._mishaps = mishaps

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """As Sender: only what goes to clients first meets a mishap."""
        to = mailbox_of(recipients[0]) if recipients else ""
        if to in self._mishaps.refused:
            return Outcome("permanent", _REFUSED)
        reminder = message_id.startswith("<rem-") and not to.endswith(f"@{DOMAIN}")
        if reminder and self._mishaps.later:
            self._mishaps.later -= 1
            return Outcome("temporary", _LATER)
        outcome = self._inner.send(sender, recipients, raw, message_id)
        if reminder and self._mishaps.broken:
            self._mishaps.broken -= 1
            return Outcome("unknown", _BROKEN)
        return outcome

    def close(self) -> None:
        """Let go of the inner one."""
        self._inner.close()


class FailingDisk:
    """Blobs kept by `inner`; some are not given back while a mishap lasts."""

    def __init__(self, inner: Blobs, mishaps: Mishaps) -> None:
        self._inner = inner
        self._mishaps = mishaps

    def put(self, content: bytes) -> str:
        """Keep it; returns its digest."""
        return self._inner.put(content)

    def get(self, sha: str) -> bytes:
        """The bytes. Raises OSError for those that the disk does not give back."""
        content = self._inner.get(sha)
        if any(word in content for word in self._mishaps.unreadable):
            raise OSError(errno.EIO, "Input/output error", sha)
        return content
