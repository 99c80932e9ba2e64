"""So many messages a minute, over however many lines: large providers refuse what comes faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from mailbot.outbound.transport import Outcome, Sender

_MINUTE = 60.0


class Pace:
    """Gives out turns, evenly. `ticks`: seconds that only go forward; `wait` waits so many."""

    def __init__(self, per_minute: int, ticks: Callable[[], float], wait: Callable[[float], object]) -> None:
        self._pause, self._ticks, self._wait = _MINUTE / per_minute, ticks, wait
        self._next, self._lock = 0.0, Lock()

    def turn(self) -> None:
        """Wait for the next turn; several lines may ask at the same time."""
        with self._lock:
            now = self._ticks()
            mine = max(self._next, now)
            self._next = mine + self._pause
        if mine > now:
            self._wait(mine - now)


class PacedSender:
    """Hands messages to `sender`, each at its turn."""

    def __init__(self, sender: Sender, pace: Pace) -> None:
        self._sender, self._pace = sender, pace

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """Hand over exactly these bytes, once their turn has come; never raises. See Sender."""
        self._pace.turn()
        return self._sender.send(sender, recipients, raw, message_id)

    def close(self) -> None:
        """Let go of the connection; never raises."""
        self._sender.close()
