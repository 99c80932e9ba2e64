"""Several lines at a time: what each gets is decided when it is free, and every outcome is heard."""

import threading
import time
from collections.abc import Iterator

import pytest

from mailbot.outbound.lines import Lines, Message
from mailbot.outbound.paced import Pace, PacedSender
from mailbot.outbound.transport import Outcome

OK, CLOSED = Outcome("sent", "250 ok"), Outcome("temporary", "421 later", blocked=True)


class Server:
    """Counts how many lines work at the same time; takes nothing from `closes_at` messages on."""

    def __init__(self, closes_at: int = 1_000) -> None:
        self.closes_at, self.opened, self.working, self.most, self.got = closes_at, 0, 0, 0, []
        self._lock = threading.Lock()

    def open(self) -> "Server":
        self.opened += 1
        return self

    def send(self, sender, recipients, raw, message_id):
        with self._lock:
            self.working += 1
            self.most = max(self.most, self.working)
            self.got.append(message_id)
            closed = len(self.got) > self.closes_at
        time.sleep(0.01)
        with self._lock:
            self.working -= 1
        return CLOSED if closed else OK

    def close(self) -> None:
        self.opened -= 1


def messages(count: int) -> list[Message]:
    return [Message(n, "a@x.example", ("b@y.example",), b"raw", f"<{n}@x>") for n in range(count)]


@pytest.mark.parametrize("lines", [1, 3])
def test_every_message_is_sent_once_over_no_more_lines_than_allowed(lines: int) -> None:
    server, heard = Server(), {}
    out = Lines(server.open, lines)
    assert not out.send_all(messages(12), heard.__setitem__)
    assert heard == dict.fromkeys(range(12), OK) and sorted(server.got) == sorted(m.message_id for m in messages(12))
    assert (server.most, server.opened) == (lines, lines)
    out.close()
    assert server.opened == 0


@pytest.mark.parametrize("lines", [1, 3])
def test_nothing_more_is_asked_for_once_the_server_takes_none(lines: int) -> None:
    server, heard, asked = Server(closes_at=4), {}, []

    def coming():
        for message in messages(12):
            asked.append(message.key)
            yield message

    assert Lines(server.open, lines).send_all(coming(), heard.__setitem__)
    assert set(heard) == set(asked) and 5 <= len(asked) <= 4 + lines, "each that was begun is told of, and no other"


@pytest.mark.parametrize("lines", [1, 3])
def test_a_message_is_asked_for_when_a_line_is_free_for_it(lines: int) -> None:
    server, heard = Server(), {}

    def coming():
        for message in messages(9):
            assert server.working < lines
            yield message

    Lines(server.open, lines).send_all(coming(), heard.__setitem__)
    assert len(heard) == 9


@pytest.mark.parametrize("lines", [1, 3])
def test_when_the_giver_fails_what_was_begun_is_heard_of(lines: int) -> None:
    server, heard = Server(), {}

    def coming():
        yield from messages(5)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        Lines(server.open, lines).send_all(coming(), heard.__setitem__)
    assert set(heard) == set(range(5))


@pytest.mark.parametrize("lines", [1, 3])
def test_a_line_that_cannot_be_opened_leaves_no_message_half_done(lines: int) -> None:
    asked: list[int] = []

    def closed() -> Server:
        raise RuntimeError("no password")

    def coming() -> Iterator[Message]:
        for message in messages(3):
            asked.append(message.key)
            yield message

    with pytest.raises(RuntimeError, match="no password"):
        Lines(closed, lines).send_all(coming(), lambda key, outcome: None)
    assert asked == []


def test_the_pace_is_that_of_all_lines_together() -> None:
    server, heard = Server(), {}
    pace = Pace(6_000, time.monotonic, time.sleep)  # one every 10 ms
    begun = time.monotonic()
    Lines(lambda: PacedSender(server.open(), pace), 4).send_all(messages(20), heard.__setitem__)
    assert len(heard) == 20 and time.monotonic() - begun >= 0.19
