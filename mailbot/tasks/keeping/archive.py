"""A backup as one file: a ZIP with the books, the blobs, and a manifest with the digest of everything in it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from mailbot.core.errors import InputError

_BOOKS, _MANIFEST, _FORMAT = "books.db", "manifest.json", 1
_CHUNK = 1 << 20
_SHA = re.compile(r"[0-9a-f]{64}")
# What a damaged or foreign file makes the reader raise.
_UNREADABLE = (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError, zlib.error)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when it was made, the digest of the books, the digests of the blobs."""

    made_at: datetime
    books: str
    blobs: tuple[str, ...]


def write_archive(file: BinaryIO, books: Path, blobs: Mapping[str, Path], made_at: datetime) -> Manifest:
    """Write books and blobs (by their digest) into an open file, durably."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(books, _BOOKS)
        for sha, path in sorted(blobs.items()):
            archive.write(path, _member(sha))
        with books.open("rb") as kept:
            manifest = Manifest(made_at, _digest(kept), tuple(sorted(blobs)))
        said = {"format": _FORMAT, "made_at": made_at.isoformat(), "books": manifest.books, "blobs": manifest.blobs}
        archive.writestr(_MANIFEST, json.dumps(said))
    file.flush()
    os.fsync(file.fileno())
    return manifest


class Archive:
    """A backup open for reading. Nothing in it is believed before its digest was looked at."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        said = json.loads(archive.read(_MANIFEST))
        if said["format"] != _FORMAT:
            raise InputError(f"{name}: this backup was made by another version of Mailbot (format {said['format']}).")
        if not all(_SHA.fullmatch(sha) for sha in said["blobs"]):
            raise ValueError("no digest")
        self.manifest = Manifest(datetime.fromisoformat(said["made_at"]), said["books"], tuple(said["blobs"]))

    def check(self) -> None:
        """Read everything once. Raises InputError at the first part that is not as it was written."""
        with self._archive.open(_BOOKS) as books:
            self._compare("the books", _digest(books), self.manifest.books)
        for sha in self.manifest.blobs:
            self.blob(sha)

    def blob(self, sha: str) -> bytes:
        """One blob. Raises InputError when it is not what its name says."""
        content = self._archive.read(_member(sha))
        self._compare(f"blob {sha}", hashlib.sha256(content).hexdigest(), sha)
        return content

    def extract_books(self, target: Path) -> None:
        """Write the database to this file, which must not be there."""
        with self._archive.open(_BOOKS) as books, target.open("xb") as file:
            while chunk := books.read(_CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def _compare(self, what: str, found: str, wanted: str) -> None:
        if found != wanted:
            raise InputError(f"{self._name}: it is damaged, the digest of {what} does not fit. Use another backup.")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup in this file. Raises InputError when it is none, or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(archive, path.name)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    except _UNREADABLE as error:
        raise InputError(f"{path}: this is no backup of Mailbot, or it is damaged ({error}).") from error


def _member(sha: str) -> str:
    return f"blobs/{sha}"


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
