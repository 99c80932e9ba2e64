"""ZIP files from strangers: opened under limits, never nested, never written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

MAX_MEMBERS = 20
MAX_MEMBER = 20_000_000
MAX_TOTAL = 50_000_000
MAX_RATIO = 100
_SUFFIXES = (
    ".xml",
    ".txt",
    ".cfo",
    ".cfonb",
    ".dat",
    ".sta",
    ".mt940",
    ".940",
    ".ofx",
    ".qfx",
    ".csv",
    ".asc",
    ".c53",
    ".c54",
)


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the statement files inside; what is encrypted, nested, too big or too dense is passed over."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _members(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    left = MAX_TOTAL
    for info in archive.infolist()[:MAX_MEMBERS]:
        dense = info.file_size > MAX_RATIO * max(1, info.compress_size)
        if info.is_dir() or info.flag_bits & 0x1 or info.file_size > min(MAX_MEMBER, left) or dense:
            continue
        if not info.filename.lower().endswith(_SUFFIXES):
            continue
        with archive.open(info) as member:
            data = member.read(min(MAX_MEMBER, left) + 1)  # the declared size may lie
        left -= len(data)
        if left < 0:
            return
        yield info.filename, data
