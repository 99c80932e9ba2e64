"""Several connections to the mail server at a time: while one waits for an answer, the others hand messages over.

Whoever gives the messages is asked for one only when a line is free for it, so that what is decided about a message is
decided immediately before it is handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from mailbot.outbound.transport import Outcome, Sender


@dataclass(frozen=True, slots=True)
class Message:
    """What is handed over; `key` is the caller's."""

    key: int
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    message_id: str


class Lines:
    """At most `count` connections, each from `open_sender`, asked for before there is a message for it: what cannot be
    opened leaves nothing half done."""

    def __init__(self, open_sender: Callable[[], Sender], count: int = 1) -> None:
        self._open, self._count = open_sender, count
        self._senders: list[Sender] = []

    def send_all(self, messages: Iterable[Message], ended: Callable[[int, Outcome], object]) -> bool:
        """Hand messages over; `ended` hears how each went. True when the server takes none for now: the rest is not
        asked for. However this ends, `ended` has heard of every message that was begun, unless the process dies."""
        return self._one_by_one(messages, ended) if self._count == 1 else self._side_by_side(messages, ended)

    def close(self) -> None:
        """Let go of the connections; never raises."""
        for sender in self._senders:
            sender.close()
        self._senders.clear()

    def _one_by_one(self, messages: Iterable[Message], ended: Callable[[int, Outcome], object]) -> bool:
        line = self._line(0)
        for message in messages:
            outcome = _sent(line, message)
            ended(message.key, outcome)
            if outcome.blocked:
                return True
        return False

    def _side_by_side(self, messages: Iterable[Message], ended: Callable[[int, Outcome], object]) -> bool:
        working: dict[Future[Outcome], tuple[int, int]] = {}
        free = list(range(self._count))[::-1]
        blocked = False

        def hear(until: str | None = None) -> None:
            nonlocal blocked
            for future in wait(working, return_when=until or "ALL_COMPLETED").done:
                key, place = working.pop(future)
                free.append(place)
                blocked |= future.result().blocked
                ended(key, future.result())

        coming = iter(messages)
        with ThreadPoolExecutor(self._count) as pool:
            try:
                while not blocked:
                    place = free.pop()
                    line = self._line(place)
                    if (message := next(coming, None)) is None:
                        break
                    working[pool.submit(_sent, line, message)] = (message.key, place)
                    if not free:
                        hear(FIRST_COMPLETED)
            finally:
                hear()
        return blocked

    def _line(self, place: int) -> Sender:
        while len(self._senders) <= place:
            self._senders.append(self._open())
        return self._senders[place]


def _sent(sender: Sender, message: Message) -> Outcome:
    return sender.send(message.sender, message.recipients, message.raw, message.message_id)
