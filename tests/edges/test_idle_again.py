"""The running program on a server that is restarted under it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

from mailbot import scheduler
from tests.edges.making import BOT
from tests.edges.office_on_imap import FirmOnImap
from tests.servers.dovecot import Dovecot


class Clock:
    """The firm's clock, for the scheduler."""

    def __init__(self, firm: FirmOnImap) -> None:
        self._firm = firm

    def now(self):
        return self._firm.now

    def today(self):
        return self._firm.now.date()


def until(what, seconds: float = 40) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


def test_a_server_restarted_while_the_listener_waits_is_listened_to_again(fragile: Dovecot, tmp_path: Path) -> None:
    """Mail that comes after the restart is read at once: the poller's own hour is a day away."""
    firm = FirmOnImap(tmp_path / "firm", fragile, BOT)
    schedule = firm.office.settings.schedule.model_copy(update={"poll_every_seconds": 86_400})
    settings = firm.office.settings.model_copy(update={"schedule": schedule})
    firm.office = replace(firm.office, settings=settings, jitter=lambda: 0.0)
    firm.comes("premier")
    stopping = threading.Event()
    running = scheduler.start(firm.office, Clock(firm), stopping, frozenset({"poll"}))
    try:
        assert until(lambda: firm.read_as() == [("premier", "done")]), firm.read_as()
        time.sleep(1)
        fragile.crash()
        time.sleep(0.5)
        fragile.start()
        firm.comes("promesse")

        assert until(lambda: firm.read_as()[1:] == [("promesse", "done")]), firm.read_as()
    finally:
        running.stop()
