"""`mailbot demo` and `mailbot verify` as people call them."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from mailbot.__main__ import program
from mailbot.tasks.desk.office import Office

SMALL = ["--days", "6", "--clients", "4"]


def test_a_headless_demo_ends_well_and_says_what_happened(tmp_path: Path) -> None:
    call = ["--now", "2026-11-20T16:30", "demo", "--headless", *SMALL, "--folder", str(tmp_path / "demo")]
    result = CliRunner().invoke(program(), call)
    assert result.exit_code == 0, result.output
    assert "All invariants hold" in result.stdout
    assert (tmp_path / "demo" / "config.yaml").is_file()


def test_the_commands_work_on_what_a_demo_leaves(copy_of_demo: Callable[[], Office]) -> None:
    folder = copy_of_demo().settings.database.blob_folder.parent
    call = ["--config", str(folder / "config.yaml"), "--now", "2026-11-20T16:30"]
    for command in (["verify"], ["plan", "--dry-run"], ["report", "aging"]):
        result = CliRunner().invoke(program(), [*call, *command])
        assert result.exit_code == 0, result.output


def test_verify_ends_badly_when_something_is_broken(copy_of_demo: Callable[[], Office]) -> None:
    office = copy_of_demo()
    with office.books.write() as session:
        session.execute(text("UPDATE invoices SET open_minor = 1 WHERE id = 1"))
    config = office.settings.database.blob_folder.parent / "config.yaml"
    result = CliRunner().invoke(program(), ["--config", str(config), "verify"])
    assert result.exit_code == 1
    assert "Invariant 4" in result.stderr


def test_a_taken_port_is_said_before_the_playing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(program(), ["demo", "--port", port, "--folder", str(tmp_path / "demo")])
    assert result.exit_code == 1
    assert "--port" in result.stderr
    assert not (tmp_path / "demo").exists()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def test_the_pages_are_served_until_the_demo_is_told_to_stop(tmp_path: Path, free_port: int) -> None:
    call = [
        sys.executable,
        "-m",
        "mailbot",
        "demo",
        *SMALL,
        "--port",
        str(free_port),
        "--folder",
        str(tmp_path / "demo"),
    ]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as demo:
        try:
            said = "".join(iter(lambda: _line(demo), ""))
            link = re.search(r"http://127\.0\.0\.1:\d+/login/\S+", said)
            assert link, said + (demo.stderr.read() if demo.stderr and demo.poll() is not None else "")
            with urllib.request.urlopen(link[0], timeout=20) as page:
                assert page.status == 200
            demo.send_signal(signal.SIGTERM)
            before = monotonic()
            assert demo.wait(timeout=10) == 0
            assert monotonic() - before < 5
        finally:
            demo.kill()


def _line(demo: subprocess.Popen[str]) -> str:
    """The next line, empty after the one that tells how to stop."""
    assert demo.stdout is not None
    line = demo.stdout.readline()
    return "" if "Ctrl-C" in line else line
