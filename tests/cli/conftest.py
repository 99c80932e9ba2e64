"""Commands as a person types them, in a folder of one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.__main__ import program
from tests.firm import Firm


@pytest.fixture
def mailbot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `mailbot …` with tmp_path as the current folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(program(), [str(part) for part in arguments], prog_name="mailbot")

    return run


@pytest.fixture
def firm(mailbot: Callable[..., Result], tmp_path: Path) -> Path:
    """A folder that `mailbot init` has prepared."""
    assert mailbot("init").exit_code == 0
    return tmp_path


@pytest.fixture
def office(mailbot: Callable[..., Result], tmp_path: Path) -> Firm:
    """A firm at work in the current folder: a client who owes an invoice since six days, and one due at New Year."""
    firm = Firm(tmp_path)
    firm.has_client()
    firm.has_invoice()
    firm.has_invoice("F-2026-0050", due="2026-12-31")
    return firm


@pytest.fixture
def at_work(mailbot: Callable[..., Result], office: Firm) -> Callable[..., Result]:
    """Runs `mailbot …` in that firm on a Monday morning within the send window."""

    def run(*arguments: str | Path, now: str = "2026-11-16T10:00") -> Result:
        return mailbot("--now", now, *arguments)

    return run
