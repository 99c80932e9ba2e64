"""Commands as a person types them, in a folder of one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.__main__ import program


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
