"""Keep everything in one file: the books as of one instant, while they are in use, and the blobs they name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from mailbot.config.schema import Settings
from mailbot.core.errors import Refused, UserError
from mailbot.store.checking import checks
from mailbot.store.session import open_books
from mailbot.store.sqlite_file import copy_online, sqlite_path, unsound
from mailbot.tasks.keeping.archive import opened, write_archive

_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """How much was kept; `lost`: digests that the books name and nobody has."""

    blobs: int
    size: int
    lost: tuple[str, ...]


def books_file(settings: Settings, what: str) -> Path:
    """The file of the books. Raises UserError for PostgreSQL, which has its own tool."""
    path = sqlite_path(settings.database.url)
    if path is None:
        raise UserError(
            f"{what}: the books are on PostgreSQL: use pg_dump and pg_restore, and copy "
            f"{settings.database.blob_folder} besides unless the blobs are in the database."
        )
    return path


def back_up(settings: Settings, target: Path, now: datetime) -> BackedUp:
    """Write the backup and read it back. Raises Refused when the file is there, UserError when it cannot be written.

    The blobs are listed after the books were copied: a blob is written before the row that names it, so none that the
    copy names can be missing.
    """
    source = books_file(settings, "backup")
    if target.exists():
        raise Refused(f"{target} is there already; a backup overwrites nothing. Name another file.")
    if not source.is_file():
        raise UserError(f"{source}: there are no books yet. `mailbot init` makes them.")
    beside = target.with_name(target.name + ".part")
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".mailbot-") as folder:
            copy = Path(folder) / "books.db"
            copy_online(source, copy)
            problem = unsound(copy)
            if problem:
                raise UserError(f"{source}: the books are damaged ({problem}); restore an earlier backup.")
            blobs = dict(_blobs(settings.database.blob_folder))
            lost = _lost(copy, blobs) if settings.database.blobs == "disk" else ()
            # Only the owner may read it: it holds everything.
            with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
                write_archive(file, copy, blobs, now)
        with opened(beside) as archive:
            archive.check()
        beside.rename(target)
    except OSError as error:
        raise UserError(f"{target}: cannot be written ({error.strerror}). Name another place.") from error
    finally:
        beside.unlink(missing_ok=True)
    return BackedUp(blobs=len(blobs), size=target.stat().st_size, lost=lost)


def _blobs(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every blob on disk by its digest; what is being written has another name yet."""
    for path in folder.glob("??/??/*"):
        if _SHA.fullmatch(path.name):
            yield path.name, path


def _lost(copy: Path, blobs: dict[str, Path]) -> tuple[str, ...]:
    books = open_books(f"sqlite:///{copy}")
    try:
        with books.read() as session:
            return tuple(sorted({sha for _, sha in checks.kept_bytes(session)} - set(blobs)))
    finally:
        books.close()
