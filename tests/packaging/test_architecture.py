"""The house is as docs/architecture.md draws it."""

import subprocess
import sys
from pathlib import Path

from tests.packaging.conftest import CHECKOUT


def test_imports_point_down():
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-logo"], cwd=CHECKOUT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_room_is_in_the_picture():
    drawn = (CHECKOUT / "docs" / "architecture.md").read_text()
    rooms = [path.stem for path in (CHECKOUT / "mailbot").iterdir() if not path.name.startswith("__init__")]
    rooms = [room for room in rooms if room not in ("__pycache__", "py")]
    assert [room for room in rooms if f"mailbot.{room}" not in drawn] == []


def test_every_decision_has_its_three_parts():
    records = sorted((CHECKOUT / "docs" / "decisions").glob("*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    for record in records:
        text = record.read_text()
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**What we gave up.**")), record.name
