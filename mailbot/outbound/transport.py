"""What Mailbot asks of whatever carries its mail away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Outcome:
    """How handing over one message ended.

    sent       it was accepted; addresses in `refused` will not get it.
    temporary  it was certainly not accepted, and may be later.
    permanent  it was certainly not accepted, and will not be.
    unknown    the line died while the server held the whole message: never send it again without looking first.

    `answer` is the server's last word, or what went wrong. `blocked` says that the fault lies with the server or the
    login and not with this message: the next one would fare no better.
    """

    status: Literal["sent", "temporary", "permanent", "unknown"]
    answer: str
    refused: tuple[tuple[str, str], ...] = ()
    blocked: bool = False


class Sender(Protocol):
    """Hands messages over, one at a time."""

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """Hand over exactly these bytes; never raises.

        The first recipient is the one the message is for: when it is refused, nobody gets the message.
        """

    def close(self) -> None:
        """Let go of the connection; never raises."""
