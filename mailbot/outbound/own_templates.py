"""The firm's own templates as they are used: only such as were tried, and until others are, the last that were.

Beside the folder `templates` lies `templates.checked`: a copy of each state that was found good, by its fingerprint,
and `current`, which names the last one. The copy is what is read: a file that is just being written is never sent.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mailbot.config.shipped import shipped

_KINDS = frozenset({".txt", ".html", ".css", ".docx", ".ttf", ".otf", ".png", ".svg", ".jpg", ".jpeg"})
_KEPT = 3  # states; a running process may still read the one before


@dataclass(frozen=True, slots=True)
class InUse:
    """The folder that templates are read from (None: the shipped ones alone), and why it is not the firm's newest."""

    folder: Path | None
    mistakes: tuple[str, ...] = ()


def own_files(own: Path) -> list[str]:
    """The firm's own templates as paths below the folder; notes and hidden files are none."""
    if not own.is_dir() or own.samefile(shipped("templates")):
        return []
    files = (path.relative_to(own) for path in own.rglob("*") if path.is_file() and path.suffix.lower() in _KINDS)
    return sorted(str(path) for path in files if not any(part.startswith(".") for part in path.parts))


def in_use(own: Path, check: Callable[[Path], tuple[str, ...]]) -> InUse:
    """What templates to work with. `check` tries a folder and gives a sentence for each mistake; it is asked only about
    a state that it has not seen, of the firm's files or of the shipped ones."""
    files = own_files(own)
    if not files:
        return InUse(None)
    store = own.with_name(f"{own.name}.checked")
    copy = store / _fingerprint(own, files)
    if copy.is_dir():
        return InUse(copy)
    mistakes = check(own)
    if mistakes:
        last = _last(store)
        return InUse(last if last and not check(last) else None, mistakes)
    try:
        _keep(own, files, copy)
    except OSError:  # a folder that may not be written to: what was found good is read where it lies
        return InUse(own)
    return InUse(copy)


def _fingerprint(own: Path, files: list[str]) -> str:
    """Of the firm's files and of the shipped ones that they go with."""
    ours = shipped("templates")
    digest = hashlib.sha256()
    for root, names in ((own, files), (ours, sorted(str(path.relative_to(ours)) for path in ours.rglob("*.txt")))):
        for name in names:
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.sha256((root / name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def _last(store: Path) -> Path | None:
    with suppress(OSError):
        folder = store / (store / "current").read_text(encoding="utf-8").strip()
        return folder if folder.is_dir() and folder != store else None
    return None


def _keep(own: Path, files: list[str], copy: Path) -> None:
    """Copy beside and rename into place: two processes that start at once do no harm."""
    copy.parent.mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".new", dir=copy.parent))
    for name in files:
        target = beside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(own / name, target)
    beside.chmod(0o755)
    with suppress(OSError):  # somebody was faster
        beside.rename(copy)
    shutil.rmtree(beside, ignore_errors=True)
    mark = copy.parent / f".current.{os.getpid()}"
    mark.write_text(copy.name, encoding="utf-8")
    mark.replace(copy.parent / "current")
    states = sorted((path for path in copy.parent.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for old in states[:-_KEPT]:
        if old != copy:
            shutil.rmtree(old, ignore_errors=True)
