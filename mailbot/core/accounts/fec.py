"""The file of accounting entries (fichier des écritures comptables): 18 columns, 22 in cash accounting.

LPF A47 A-1 VII and VIII: first line the names of the fields, tabulators between them, dates AAAAMMJJ, decimals with a
comma and no thousands separator, in the order of validation; amounts in euros. UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mailbot.core.accounts.journal import Entry, Line
from mailbot.core.errors import Refused
from mailbot.core.money import Money

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
)  # fmt: skip
CASH_COLUMNS = ("DateRglt", "ModeRglt", "NatOp", "IdClient")

# A tabulator or a line break inside a text would make another column or line of it.
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_NOT_A_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry with its place in the firm's unbroken sequence and the day on which it was validated for good."""

    number: int
    entry: Entry
    validated_on: date


def fec(entries: Iterable[Numbered], *, cash: bool = False) -> Iterator[str]:
    """The lines of the file, each with its line end: the field names, then every side of every entry.

    Raises Refused for an entry in another currency than the euro, or out of the order of validation.
    """
    yield _line((*COLUMNS, *CASH_COLUMNS) if cash else COLUMNS)
    last = date.min
    for one in entries:
        if one.validated_on < last:
            raise Refused(f"Entry {one.number} was validated on {one.validated_on}, before the one above it.")
        last = one.validated_on
        for side in one.entry.lines:
            yield _line((*_cells(one, side), *_cash_cells(one.entry)) if cash else _cells(one, side))


def file_name(siren: str, closing_on: date) -> str:
    """`123456782FEC20261231.txt`: SIREN and closing day. Raises Refused without a SIREN of nine digits."""
    digits = _NOT_A_DIGIT.sub("", siren)
    if len(digits) != 9:
        raise Refused(f"firm.siren: {siren!r} has no nine digits; the name of the file begins with them.")
    return f"{digits}FEC{closing_on:%Y%m%d}.txt"


def _cells(one: Numbered, side: Line) -> tuple[str, ...]:
    entry, voucher = one.entry, one.entry.voucher
    auxiliary = (side.auxiliary.number, side.auxiliary.name) if side.auxiliary else ("", "")
    return (
        entry.journal.code, entry.journal.name, str(one.number), f"{voucher.on:%Y%m%d}",
        side.account.number, side.account.name, *auxiliary,
        voucher.piece, f"{voucher.piece_on:%Y%m%d}", voucher.text, _amount(side.debit), _amount(side.credit),
        "", "", f"{one.validated_on:%Y%m%d}", *_foreign(side),
    )  # fmt: skip


def _cash_cells(entry: Entry) -> tuple[str, ...]:
    paid_on = f"{entry.paid_on:%Y%m%d}" if entry.paid_on else ""
    return paid_on, entry.paid_by, entry.nature, entry.voucher.client_code


def _foreign(side: Line) -> tuple[str, str]:
    if side.foreign is None:
        return "", ""
    return f"{side.foreign.amount:f}".replace(".", ","), side.foreign.currency


def _amount(money: Money) -> str:
    if money.currency != "EUR":
        raise Refused(f"{money} is not in euros; an entry of the file needs its value in euros.")
    return f"{money.amount:.2f}".replace(".", ",")


def _line(cells: Iterable[str]) -> str:
    return "\t".join(_BREAKS.sub(" ", cell).strip() for cell in cells) + "\r\n"
