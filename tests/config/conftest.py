"""A folder with a configuration in it, and a way to see what is said about a wrong one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mailbot.config.load import load
from mailbot.core.errors import ConfigError

SMALLEST = """\
firm:
  name: Cabinet Test
mailbox:
  address: relances@cabinet.example
  kind: maildir
  transport: maildir
people:
  - {email: associee@cabinet.example, name: Anne Test}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a signing key and the smallest configuration that is right."""
    (tmp_path / "secret.key").write_text("k" * 40 + "\n")
    (tmp_path / "config.yaml").write_text(SMALLEST)
    return tmp_path


@pytest.fixture
def refusal(folder: Path) -> Callable[[str], list[str]]:
    """What is said about this text as a configuration, line by line, without the path of the file."""

    def refused(text: str) -> list[str]:
        config = folder / "config.yaml"
        config.write_text(text)
        with pytest.raises(ConfigError) as error:
            load(config)
        return str(error.value).replace(str(config), "config.yaml").splitlines()

    return refused
