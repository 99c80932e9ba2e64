"""No file of the project names a package registry, a machine it was written on, or how it was written."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.packaging.conftest import CHECKOUT

# Written with brackets, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    r"py[p]i\.(?:org|io|python)"
    r"|pythonh[o]sted"
    r"|npm[j]s\.(?:org|com)"
    r"|yarn[p]kg\."
    r"|(?<![\w.-])/w[o]rk/"
    r"|(?<![\w.-])/r[o]ot/"
    r"|\.\./shar[e]d/(?!corpus)"
    r"|(?<!\w)[Ii]ssu[e] #?\d+\b"
)

_PASSED_OVER = {".git", ".venv", ".hypothesis", "__pycache__", "build", "dist", "node_modules", "htmlcov"}


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.iterdir()):
        if path.name in _PASSED_OVER or path.name.endswith((".egg-info", "_cache")) or path.is_symlink():
            continue
        if path.is_dir():
            yield from _texts(path)
        elif b"\0" not in (raw := path.read_bytes()):
            yield path, raw.decode("utf-8", errors="replace")


def test_no_file_holds_a_forbidden_word():
    found = [
        f"{path.relative_to(CHECKOUT)}:{number}: {match[0]}"
        for path, text in _texts(CHECKOUT)
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := FORBIDDEN.search(line))
    ]
    assert found == []


def test_the_pattern_finds_what_it_looks_for():
    words = ["https://py" + "pi.org/simple", "files.pythonh" + "osted.org", "/wor" + "k/main/x", "see Iss" + "ue #12"]
    assert all(FORBIDDEN.search(word) for word in words)
    assert not FORBIDDEN.search("network/work-calendar, https://example.fr/roots/, the issue at hand")
