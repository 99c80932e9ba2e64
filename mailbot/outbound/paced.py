"""A sender that keeps to so many messages a minute: large providers refuse what comes faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailbot.outbound.transport import Outcome, Sender

_MINUTE = 60.0


class PacedSender:
    """Hands messages to `sender`, each at its turn. `ticks`: seconds that only go forward; `wait` waits so many."""

    def __init__(
        self, sender: Sender, per_minute: int, ticks: Callable[[], float], wait: Callable[[float], object]
    ) -> None:
        self._sender, self._pause = sender, _MINUTE / per_minute
        self._ticks, self._wait = ticks, wait
        self._next = 0.0

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """Hand over exactly these bytes, once their turn has come; never raises. See Sender."""
        early = self._next - self._ticks()
        if early > 0:
            self._wait(early)
        self._next = self._ticks() + self._pause
        return self._sender.send(sender, recipients, raw, message_id)

    def close(self) -> None:
        """Let go of the connection; never raises."""
        self._sender.close()
