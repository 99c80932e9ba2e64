"""An SQLite database as a file: where it is, a copy of it while it is in use, whether it is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_SQLITE = "sqlite:///"


def sqlite_path(url: str) -> Path | None:
    """The file of this database; None when it is not SQLite."""
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None


def copy_online(source: Path, target: Path) -> None:
    """A consistent copy as of one instant; nobody who reads or writes is kept waiting."""
    with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def unsound(path: Path) -> str:
    """What is wrong with the database; empty when it is sound and holds books."""
    try:
        with closing(sqlite3.connect(path)) as database:
            found = str(database.execute("PRAGMA integrity_check").fetchone()[0])
            database.execute("SELECT count(*) FROM events")
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else found
