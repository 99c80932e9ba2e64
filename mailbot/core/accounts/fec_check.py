"""Does a file of accounting entries keep the format (LPF A47 A-1)? Every breach in a sentence with its line.

Looked at: characters, field names and their order, number of fields, fields that must not be empty, days, amounts, the
balance of each entry, the order of validation, the name of the file. What is booked is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mailbot.core.accounts.fec import CASH_COLUMNS, COLUMNS

MOST = 100

# Amount and direction instead of debit and credit; cash accounting adds four fields, that of farmers three.
_SIGNED = (*COLUMNS[:11], "Montant", "Sens", *COLUMNS[13:])
_LAYOUTS = tuple(
    tuple(name.casefold() for name in (*first, *more))
    for first in (COLUMNS, _SIGNED)
    for more in ((), CASH_COLUMNS, CASH_COLUMNS[:3])
)
_FILLED = ("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib")
_FILLED_ALWAYS = ("PieceRef", "PieceDate", "EcritureLib", "ValidDate")
_FILLED_IN_CASH = ("DateRglt", "ModeRglt")
_DAYS = ("EcritureDate", "PieceDate", "DateLet", "ValidDate", "DateRglt")
_ACCOUNT = re.compile(r"\d{3}")
_EIGHT_DIGITS = re.compile(r"[0-9]{8}")
_AMOUNT = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)?")
_NAME = re.compile(r"\d{9}FEC\d{8}(?:\.\w+)?", re.IGNORECASE)
_SIGNS = {"D": 1, "+1": 1, "C": -1, "-1": -1}


@dataclass(slots=True)
class _Book:
    """What is carried from line to line."""

    sums: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    validated: str = ""


def problems(content: bytes, name: str = "") -> tuple[str, ...]:
    """Every breach, at most MOST of them; empty when the file keeps the format. `name` without folders; empty: any."""
    found = []
    for problem in _problems(content, name):
        found.append(problem)
        if len(found) == MOST:
            break
    return tuple(found)


def _problems(content: bytes, name: str) -> Iterator[str]:
    if name and not _NAME.fullmatch(name):
        yield f"{name}: the file is named SIREN, FEC, closing day: 123456782FEC20261231.txt."
    text = _decoded(content)
    if text is None:
        yield "1: the characters are neither UTF-8 nor ISO 8859-15."
        return
    yield from line_problems(iter(re.split(r"\r\n|\n|\r", text.removesuffix("\n").removesuffix("\r"))))


def line_problems(lines: Iterator[str]) -> Iterator[str]:
    """Every breach of the lines of a file, without their ends, the names of the fields first; read as they come."""
    first = next(lines, "")
    separator = "\t" if "\t" in first else "|"
    header = tuple(first.split(separator))
    if tuple(cell.strip().casefold() for cell in header) not in _LAYOUTS:
        yield f"1: the field names are not those of the format: {', '.join(COLUMNS)}, with tabulators or | between."
        return
    # The rest is looked up by the names as the format spells them.
    spelt = {known.casefold(): known for known in (*COLUMNS, *_SIGNED, *CASH_COLUMNS)}
    yield from _body(lines, separator, tuple(spelt[cell.strip().casefold()] for cell in header))


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("iso8859-15")
    # ISO 8859-15 decodes anything; its control range is where other encodings keep letters.
    return None if re.search(r"[\x80-\x9f]", text) else text


def _body(lines: Iterator[str], separator: str, header: tuple[str, ...]) -> Iterator[str]:
    book = _Book()
    for number, line in enumerate(lines, start=2):
        cells = line.split(separator)
        if len(cells) != len(header):
            yield f"{number}: {len(cells)} fields instead of {len(header)}."
            continue
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        for check in _CHECKS:
            yield from (f"{number}: {problem}" for problem in check(row, book))
    for (journal, entry), left in book.sums.items():
        yield f"entry {entry} of journal {journal} does not balance: {left} too much on the debit side."


def _empty_fields(row: Mapping[str, str], book: _Book) -> Iterator[str]:
    """In cash accounting the first eight fields may stay empty."""
    cash = "DateRglt" in row
    needed = (*_FILLED_ALWAYS, *(_FILLED_IN_CASH if cash else _FILLED))
    yield from (f"{name} is empty." for name in needed if not row[name])


def _wrong_days(row: Mapping[str, str], book: _Book) -> Iterator[str]:
    for name in _DAYS:
        text = row.get(name, "")
        if text and not _is_day(text):
            yield f"{name}: {text!r} is no day; write AAAAMMJJ."


def _is_day(text: str) -> bool:
    if not _EIGHT_DIGITS.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong_account(row: Mapping[str, str], book: _Book) -> Iterator[str]:
    if row["CompteNum"] and not _ACCOUNT.match(row["CompteNum"]):
        yield f"CompteNum: {row['CompteNum']!r} does not begin with three digits."


def _amounts(row: Mapping[str, str], book: _Book) -> Iterator[str]:
    names = ("Debit", "Credit") if "Debit" in row else ("Montant",)
    wrong = [name for name in (*names, "Montantdevise") if row[name] and not _AMOUNT.fullmatch(row[name])]
    wrong += [name for name in names if not row[name]]
    if wrong:
        yield from (f"{name}: {row[name]!r} is no amount; write 1234,56." for name in wrong)
        return
    if "Sens" in row and row["Sens"] not in _SIGNS:
        yield f"Sens: {row['Sens']!r} is neither D nor C, +1 nor -1."
        return
    key = (row["JournalCode"], row["EcritureNum"])
    if not key[1]:
        return  # cash accounts may be kept without entries of two sides
    values = [Decimal(row[name].replace(",", ".")) for name in names]
    signed = values[0] - values[1] if len(values) == 2 else values[0] * _SIGNS[row["Sens"]]
    total = book.sums.pop(key, Decimal(0)) + signed
    if total:  # what balances is forgotten: the file may be longer than the memory
        book.sums[key] = total


def _order(row: Mapping[str, str], book: _Book) -> Iterator[str]:
    day = row["ValidDate"]
    if not _is_day(day):
        return
    if day < book.validated:
        yield f"ValidDate: {day} comes after {book.validated}; lines stand in the order of validation."
    book.validated = max(book.validated, day)


_CHECKS: tuple[Callable[[Mapping[str, str], _Book], Iterator[str]], ...] = (
    _empty_fields, _wrong_days, _wrong_account, _amounts, _order,
)  # fmt: skip
