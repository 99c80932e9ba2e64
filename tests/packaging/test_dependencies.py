"""What the program imports is what its lock file installs: a library that only tests bring is missed later."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imported() -> Iterator[tuple[str, Path]]:
    for folder in ("mailbot", "admin"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from ((alias.name, path) for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield node.module, path


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_the_program_imports_is_in_the_lock_file_of_the_run() -> None:
    lock = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
    locked = {plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", lock, re.MULTILINE)}
    brought_by = packages_distributions()
    missing = {}
    for module, path in imported():
        top = module.partition(".")[0]
        if top in sys.stdlib_module_names or top in ("mailbot", "admin"):
            continue
        if not {plain(name) for name in brought_by.get(top, [])} & locked:
            missing[top] = str(path.relative_to(ROOT))
    assert missing == {}
