"""Raw bytes by their SHA-256: mails, letters, invoices. Written once, never changed, before the row that names them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from sqlalchemy import delete

from mailbot.store.session import Books
from mailbot.store.tables import BlobRow

_WORTH_IT, _AT_A_TIME = 4, 8


class Blobs(Protocol):
    """A place for bytes, addressed by their content."""

    def put(self, content: bytes) -> str:
        """Keep the bytes durably; returns their SHA-256 in hex. Keeping them twice is harmless."""

    def get(self, sha: str) -> bytes:
        """The bytes; raises KeyError when they are not here."""


def size(blobs: Blobs, sha: str) -> int:
    """How many bytes lie there; 0 when they are not here."""
    try:
        return blobs.size(sha) if isinstance(blobs, DiskBlobs) else len(blobs.get(sha))
    except (KeyError, OSError):
        return 0


def put_all(blobs: Blobs, contents: Sequence[bytes]) -> list[str]:
    """Keep several durably; returns their SHA-256 in the same order. A disk that is asked by several at a time answers
    all of them with one flush."""
    different = list(dict.fromkeys(contents))
    if len(different) < _WORTH_IT:
        return [blobs.put(content) for content in contents]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        shas = dict(zip(different, pool.map(blobs.put, different), strict=True))
    return [shas[content] for content in contents]


def forget(blobs: Blobs, shas: Iterable[str]) -> int:
    """Keep these bytes no longer, where they are kept for good; says how many."""
    if not isinstance(blobs, DiskBlobs | DatabaseBlobs):
        return 0
    gone = list(shas)
    for sha in gone:
        blobs.forget(sha)
    return len(gone)


class DiskBlobs:
    """Blobs as files, two levels of folders deep, written beside and renamed into place.

    `durable` False leaves it to the system when they reach the disk: for a trial that can be played again.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self._durable = durable

    def put(self, content: bytes) -> str:
        """Keep the bytes durably; returns their SHA-256 in hex."""
        sha = hashlib.sha256(content).hexdigest()
        target = self._path(sha)
        if target.exists():
            return sha
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(f".{os.getpid()}.tmp")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            if self._durable:
                os.fsync(file.fileno())
        beside.replace(target)
        return sha

    def get(self, sha: str) -> bytes:
        """The bytes; raises KeyError when they are not here."""
        if not sha:  # what was erased names none
            raise KeyError(sha)
        try:
            return self._path(sha).read_bytes()
        except FileNotFoundError:
            raise KeyError(sha) from None

    def size(self, sha: str) -> int:
        """How many bytes; raises OSError when they are not here."""
        return self._path(sha).stat().st_size

    def forget(self, sha: str) -> None:
        """Keep these bytes no longer."""
        self._path(sha).unlink(missing_ok=True)

    def _path(self, sha: str) -> Path:
        return self.folder / sha[:2] / sha[2:4] / sha


class DatabaseBlobs:
    """Blobs as rows, for several machines on one PostgreSQL."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def put(self, content: bytes) -> str:
        """Keep the bytes durably; returns their SHA-256 in hex."""
        sha = hashlib.sha256(content).hexdigest()
        with self.books.write() as session:
            if session.get(BlobRow, sha) is None:
                session.add(BlobRow(sha=sha, content=content))
        return sha

    def get(self, sha: str) -> bytes:
        """The bytes; raises KeyError when they are not here."""
        with self.books.read() as session:
            row = session.get(BlobRow, sha)
        if row is None:
            raise KeyError(sha)
        return row.content

    def forget(self, sha: str) -> None:
        """Keep these bytes no longer."""
        with self.books.write() as session:
            session.execute(delete(BlobRow).where(BlobRow.sha == sha))
