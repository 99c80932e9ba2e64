"""Bring a backup back, where nothing is yet. What left since it was made is not known: so nothing leaves at first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from mailbot.config.schema import Settings
from mailbot.core.errors import InputError, Refused, UserError
from mailbot.store import history, state
from mailbot.store.blobs import DatabaseBlobs, DiskBlobs
from mailbot.store.dunning import deliveries
from mailbot.store.session import Books, migrate, open_books
from mailbot.store.sqlite_file import unsound
from mailbot.tasks.desk.sending_switch import STOPPED_BY
from mailbot.tasks.keeping.archive import Archive, opened
from mailbot.tasks.keeping.back_up import books_file
from mailbot.tasks.sending.record_delivery import doubtful

_WHO = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back: of which instant, how many blobs, how many messages may have left since."""

    made_at: datetime
    blobs: int
    doubtful: int


def restore(settings: Settings, source: Path, now: datetime) -> Restored:
    """Check the whole backup, then put it in place; the books appear last.

    Sending is stopped, and messages that waited to be sent are doubtful: they may have left since. Raises Refused
    when there are books already, InputError when the file is no backup or damaged.
    """
    target = books_file(settings, "restore")
    if target.exists():
        raise Refused(f"{target} is there already; a restore overwrites nothing. Move it away first.")
    with opened(source) as archive:
        archive.check()
        try:
            with TemporaryDirectory(dir=target.parent, prefix=".mailbot-") as folder:
                copy = Path(folder) / "books.db"
                archive.extract_books(copy)
                count = _prepare(settings, archive, copy, source, now)
                # A link, not a move: it fails when somebody made books meanwhile.
                target.hardlink_to(copy)
        except OSError as error:
            raise UserError(f"{target}: cannot be written ({error.strerror}).") from error
        return Restored(made_at=archive.manifest.made_at, blobs=len(archive.manifest.blobs), doubtful=count)


def _prepare(settings: Settings, archive: Archive, copy: Path, source: Path, now: datetime) -> int:
    """The books in order, the blobs in place; returns how many messages are doubtful now."""
    problem = unsound(copy)
    if problem:
        raise InputError(f"{source}: the books in it are damaged ({problem}). Use another backup.")
    books = open_books(f"sqlite:///{copy}")
    try:
        migrate(books)
        in_books = settings.database.blobs == "database"
        blobs = DatabaseBlobs(books) if in_books else DiskBlobs(settings.database.blob_folder)
        for sha in archive.manifest.blobs:
            blobs.put(archive.blob(sha))
        return _let_nothing_leave(books, settings, archive.manifest.made_at, now)
    finally:
        books.close()


def _let_nothing_leave(books: Books, settings: Settings, made_at: datetime, now: datetime) -> int:
    with books.write() as session:
        rows = [*deliveries.of_status(session, "queued"), *deliveries.of_status(session, "sending")]
        for row in rows:
            row.status, row.answer = "unknown", "the books were restored: it may have left since the backup"
            doubtful(session, settings, row, now)
        state.remember(session, STOPPED_BY, _WHO)
        said = f"sauvegarde du {made_at:%d/%m/%Y %H:%M} UTC restaurée, envois arrêtés"
        history.append(session, history.Entry(at=now, actor=_WHO, kind="restored", text=said))
    return len(rows)
