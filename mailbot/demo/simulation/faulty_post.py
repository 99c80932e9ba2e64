"""Carriers and mailboxes that fail as real ones do, and the record of what truly left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailbot.core.errors import MailboxLost
from mailbot.demo.simulation.faults import Faults, Killed
from mailbot.inbound.mailbox import Fetched, Known, Mailbox
from mailbot.outbound.transport import Outcome, Sender


@dataclass(frozen=True, slots=True)
class Handed:
    """One message that truly left: when, under which Message-ID, to whom."""

    at: datetime
    message_id: str
    recipients: tuple[str, ...]


class FaultySender:
    """Hands over by `inner`; what leaves is told to `left` at once, whatever the caller is told."""

    def __init__(self, inner: Sender, faults: Faults, left: Callable[[str, Sequence[str]], None]) -> None:
        self._inner = inner
        self._faults = faults
        self._left = left

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """As the inner carrier does, or one of the ways in which a server fails."""
        if self._faults.happens("kill_at_hand_over"):
            if self._faults.rng.random() < 0.5:
                self._hand_over(sender, recipients, raw, message_id)
            raise Killed
        if self._faults.happens("smtp_fails"):
            return Outcome("temporary", "451 4.3.0 try again later", blocked=self._faults.rng.random() < 0.5)
        if self._faults.happens("smtp_refuses"):
            return Outcome("permanent", "550 5.7.1 not accepted here")
        if self._faults.happens("smtp_doubtful"):
            if self._faults.rng.random() < 0.5:
                self._hand_over(sender, recipients, raw, message_id)
            return Outcome("unknown", "the line died after DATA")
        return self._hand_over(sender, recipients, raw, message_id)

    def close(self) -> None:
        """Let go."""
        self._inner.close()

    def _hand_over(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        self._left(message_id, recipients)
        return self._inner.send(sender, recipients, raw, message_id)


class FaultyMailbox:
    """The mailbox `inner`, whose connection is lost now and then."""

    def __init__(self, inner: Mailbox, faults: Faults) -> None:
        self._inner = inner
        self._faults = faults

    def new_messages(
        self, folder: str, known: Known | None = None, *, since: datetime | None = None
    ) -> Iterator[Fetched]:
        """The new messages, until the line dies."""
        for one in self._inner.new_messages(folder, known, since=since):
            self._line()
            yield one
            if self._faults.happens("mail_doubled"):
                yield one

    def count(self, folder: str) -> int:
        """How many messages there are."""
        return self._inner.count(folder)

    def put_away(self, folder: str, uidvalidity: int, uid: str, target: str, *, star: bool = False) -> bool:
        """Move a message."""
        self._line()
        return self._inner.put_away(folder, uidvalidity, uid, target, star=star)

    def discard(self, folder: str, uidvalidity: int, uid: str) -> None:
        """Remove a message of the program's own."""
        self._line()
        self._inner.discard(folder, uidvalidity, uid)

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Store a message; the line may die before or after it is stored."""
        self._line()
        self._inner.append(folder, raw, when)
        self._line()

    def holds(self, folder: str, message_id: str) -> bool:
        """Is the message there?"""
        self._line()
        return self._inner.holds(folder, message_id)

    def wait(self, seconds: float) -> bool:
        """Wait for mail."""
        return self._inner.wait(seconds)

    def close(self) -> None:
        """Let go."""
        self._inner.close()

    def _line(self) -> None:
        if self._faults.happens("mailbox_lost"):
            raise MailboxLost("the line died")
