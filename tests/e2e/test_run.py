"""`mailbot run`: one process that polls, plans, sends and shows pages, and stops cleanly when told."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.firm import CONFIG, Firm
from tests.servers.processes import free_port


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    port = free_port()
    config = (
        CONFIG + f"admin: {{port: {port}, base_url: 'http://127.0.0.1:{port}'}}\nschedule: {{poll_every_seconds: 5}}\n"
    )
    made = Running(Firm(tmp_path / "firm", config), port)
    yield made
    made.process.kill()
    made.process.wait()


class Running:
    """The program at work in a firm's folder."""

    def __init__(self, firm: Firm, port: int) -> None:
        self.firm, self.port = firm, port
        command = [sys.executable, "-m", "mailbot", "--config", str(firm.folder / "config.yaml"), "run"]
        self.log = firm.folder / "log"
        self.process = subprocess.Popen(command, stdout=self.log.open("wb"), stderr=subprocess.STDOUT)
        self.until(lambda: self.answers("/healthz") == 200)

    def answers(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as response:
                return int(response.status)
        except OSError:
            return 0

    def until(self, wanted: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not wanted():
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)


def test_new_mail_is_read_at_once_and_sigterm_ends_it_within_five_seconds(running: Running) -> None:
    running.firm.writes("inconnu@ailleurs.example", "Bonjour", "Qui êtes-vous ?")
    running.until(lambda: [m.state for m in running.firm.messages()] == ["review"])
    started = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=10) == 0, running.log.read_text()
    assert time.monotonic() - started < 5
    assert "Traceback" not in running.log.read_text()


def test_the_pages_ask_for_a_login_and_tell_their_health(running: Running) -> None:
    assert running.answers("/healthz") == 200
    assert running.answers("/readyz") == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/", timeout=5) as response:
        assert "login" in response.url


def test_a_second_process_does_not_do_the_first_one_s_work(running: Running) -> None:
    """The jobs are leased: a tick beside the running program finds them taken or done, never does them twice."""
    for number in range(5):
        running.firm.writes("inconnu@ailleurs.example", f"Bonjour {number}", "Qui êtes-vous ?")
        running.firm.at("2026-11-16T10:00").tick()
    running.until(lambda: len(running.firm.messages()) == 5 and all(m.state != "new" for m in running.firm.messages()))
    assert len({m.sha for m in running.firm.messages()}) == 5
