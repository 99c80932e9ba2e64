"""CSV bytes to a table: encoding, separator and headers found out, other headers through the column map."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mailbot.core.errors import InputError

# Larger files are refused in one sentence instead of filling the memory.
MAX_BYTES = 200_000_000

_COLUMNS: dict[str, tuple[str, ...]] = {
    "clients": (
        "code", "name", "kind", "email", "cc", "contact", "language", "phone", "address", "postcode", "city", "country",
        "siren", "vat_number", "iban", "payment_mode", "ladder", "partner",
    ),
    "invoices": (
        "number", "client", "kind", "issued_on", "due_on", "total", "currency", "open_amount", "partner", "matter",
        "payment_mode", "file", "applies_to",
    ),
    "payments": ("id", "received_on", "amount", "currency", "payer", "payer_iban", "label"),
}  # fmt: skip

# The columns that tell one kind of file from another.
_TELLING = {
    "clients": {"code", "name"},
    "invoices": {"number", "client", "total"},
    "payments": {"received_on", "amount"},
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells by our column names, each with its line number in the file."""

    kind: str
    rows: tuple[tuple[int, dict[str, str]], ...]
    unknown_columns: tuple[str, ...] = ()


def read_table(content: bytes, name: str, kind: str = "auto", columns: Mapping[str, str] | None = None) -> Table:
    """Read a CSV file; `kind` auto finds out by the headers. Raises InputError in one sentence when it cannot."""
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{name}: the file has {len(content) // 1_000_000} MB; over {MAX_BYTES // 1_000_000} is too much. Split it."
        )
    text = _decode(content, name)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False)
    header, header_line = _header(lines, name)
    mapped = [_our_name(cell, columns or {}) for cell in header]
    found = kind if kind != "auto" else _kind_of(set(mapped), name)
    missing = _TELLING[found] - set(mapped)
    if missing:
        raise InputError(
            f"{name}:{header_line}: column {', '.join(sorted(missing))} is missing; map yours in import.columns."
        )
    known = set(_COLUMNS[found])
    unknown = tuple(cell for cell, ours in zip(header, mapped, strict=True) if ours not in known and cell)
    return Table(found, tuple(_rows(lines, mapped, name)), unknown)


def _decode(content: bytes, name: str) -> str:
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name}: this is not a CSV file; export it as CSV (UTF-8).")
    for encoding in ("utf-8-sig", "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}: the text is neither UTF-8 nor Windows-1252; export it as CSV (UTF-8).")


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max((";", ",", "\t"), key=first.count)


def _header(lines: Iterator[list[str]], name: str) -> tuple[list[str], int]:
    for number, cells in enumerate(lines, start=1):
        if any(cell.strip() for cell in cells):
            return [cell.strip() for cell in cells], number
    raise InputError(f"{name}: the file is empty.")


def _rows(lines: Iterator[list[str]], names: list[str], name: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = lines
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{name}:{reader.line_num}: {error}.") from error  # type: ignore[attr-defined]  # csv.reader has it
        if any(cell.strip() for cell in cells):
            yield reader.line_num, {ours: cell.strip() for ours, cell in zip(names, cells, strict=False)}  # type: ignore[attr-defined]


def _our_name(header: str, columns: Mapping[str, str]) -> str:
    plain = {_plain(theirs): ours for theirs, ours in columns.items()}
    return plain.get(_plain(header), _plain(header))


def _plain(text: str) -> str:
    """Headers are compared without accents, case and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


def _kind_of(names: set[str], name: str) -> str:
    fitting = [kind for kind, telling in _TELLING.items() if telling <= names]
    if len(fitting) == 1:
        return fitting[0]
    raise InputError(
        f"{name}: the headers fit {' and '.join(fitting) or 'no known file'}; say --kind clients, invoices or payments."
    )
