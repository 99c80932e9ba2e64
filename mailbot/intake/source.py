"""A file from outside before it is read: what it is by its first bytes, and how large it may be.

Names are not believed. What is refused is refused in one sentence that says what to do instead.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from mailbot.core.errors import InputError
from mailbot.intake.rows import RowError

HEAD = 65_536
_CHUNK = 1 << 20


class Format(StrEnum):
    """What a file is, whatever its name says."""

    CSV = "CSV"
    XLSX = "XLSX"
    FEC = "FEC"
    PDF = "PDF"
    XML = "XML"


# Larger files are refused instead of filling the memory. A FEC is read line by line and may be larger.
MAX_BYTES = {
    Format.CSV: 100_000_000,
    Format.XLSX: 50_000_000,
    Format.FEC: 500_000_000,
    Format.PDF: 40_000_000,
    Format.XML: 20_000_000,
}

# What one file may bring, and how many of its lines may be wrong before it is the wrong file.
MAX_ROWS = 1_000_000
MAX_ERRORS = 100_000

# (first bytes, what it is and what to do)
_WRONG = (
    (b"\xd0\xcf\x11\xe0", "this is an old Excel file, or one with a password; save it as XLSX without one, or as CSV"),
    (b"\x1f\x8b", "this is a compressed file; unpack it first"),
    (b"Rar!", "this is a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "this is a compressed file; unpack it first"),
    (b"\x89PNG", "this is a picture; Mailbot reads CSV, XLSX, FEC, Factur-X PDF, UBL and CII"),
    (b"\xff\xd8\xff", "this is a picture; Mailbot reads CSV, XLSX, FEC, Factur-X PDF, UBL and CII"),
    (b"MZ", "this is a program; Mailbot reads CSV, XLSX, FEC, Factur-X PDF, UBL and CII"),
    (b"\x7fELF", "this is a program; Mailbot reads CSV, XLSX, FEC, Factur-X PDF, UBL and CII"),
    (b"{\\rtf", "this is a text document; export the list as CSV or XLSX"),
)
_FEC_FIRST = ("journalcode", "journallib", "ecriturenum")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: its bytes (at their beginning), its size, the name to call it by."""

    stream: BinaryIO
    name: str
    size: int


def recognise(source: Source) -> Format:
    """What this file is. Raises InputError for what cannot be read, and for what is too large."""
    head = source.stream.read(HEAD)
    source.stream.seek(0)
    found = _format(head, source.name)
    limit = MAX_BYTES[found]
    if source.size > limit:
        raise InputError(
            f"{source.name}: the file has {source.size // 1_000_000} MB; over {limit // 1_000_000} is too much for "
            f"{found.value}. Split it."
        )
    return found


def _format(head: bytes, name: str) -> Format:
    if not head.strip():
        raise InputError(f"{name}: the file is empty.")
    for start, sentence in _WRONG:
        if head.startswith(start):
            raise InputError(f"{name}: {sentence}.")
    if head.startswith(b"PK\x03\x04"):
        return Format.XLSX
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    return _text_format(head, name)


def _text_format(head: bytes, name: str) -> Format:
    if b"\x00" in head and not head.startswith(_UTF16) and not head.lstrip().startswith(b"\x00<"):
        raise InputError(f"{name}: this is not a CSV file; export it as CSV (UTF-8).")
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if text.startswith(b"<"):
        return Format.XML
    first = text.split(b"\n", 1)[0].decode("latin-1").lower().replace('"', "")
    if all(word in first for word in _FEC_FIRST):
        return Format.FEC
    return Format.CSV


def check_counts(name: str, good: int, errors: Sequence[RowError]) -> None:
    """Raises InputError when a file holds more than one import takes, or is wrong throughout."""
    if good > MAX_ROWS:
        raise InputError(f"{name}: more than {MAX_ROWS} rows are too much for one file. Split it.")
    if len(errors) > MAX_ERRORS:
        first = errors[0]
        raise InputError(
            f"{name}: more than {MAX_ERRORS} lines are wrong, the first is {first.line}: {first.message.rstrip('.')}. "
            "Is it the right file?"
        )


def encoding_of(source: Source, otherwise: str) -> str:
    """UTF-8 (or UTF-16 with its mark) when the whole file is, else `otherwise`; the stream is at its beginning after.

    Bytes that ISO-8859-15 does not print mean Windows-1252. Raises InputError when the file is none of these.
    """
    start = source.stream.read(2)
    source.stream.seek(0)
    if start in _UTF16:
        _check(source, "utf-16")
        return "utf-16"
    try:
        _check(source, "utf-8")
        return "utf-8-sig"
    except InputError:
        windows = _holds_windows_bytes(source)
    if windows or otherwise == "cp1252":
        _check(source, "cp1252")
        return "cp1252"
    return otherwise


def _check(source: Source, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := source.stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source.name}: the text is neither UTF-8 nor Windows-1252; export it as CSV (UTF-8)."
        ) from error
    finally:
        source.stream.seek(0)


def _holds_windows_bytes(source: Source) -> bool:
    control = bytes(range(0x80, 0xA0))
    try:
        while chunk := source.stream.read(_CHUNK):
            if len(chunk.translate(None, control)) != len(chunk):
                return True
        return False
    finally:
        source.stream.seek(0)
