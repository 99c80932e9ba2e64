"""CFONB 120: the French statement of 120 characters a record, with or without line breaks.

01 old balance, 04 movement, 05 complement of the movement above, 07 new balance. The sign of an amount stands in its
last figure (overpunched). Blank currency and decimals mean euros and two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from mailbot.core.errors import InputError
from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in
from mailbot.inbound.statements.statement import Statement, closes

_PLUS = {ch: str(i) for i, ch in enumerate("{ABCDEFGHI")}
_MINUS = {ch: str(i) for i, ch in enumerate("}JKLMNOPQR")}
_ORDER = ("LCS", "LCC", "LC2")
# Record code, bank, what the bank keeps for itself, branch, currency and decimals: known even where records are broken.
_FIRST = re.compile(rb"0[1457][0-9A-Z]{5}[^\r\n]{4}[0-9A-Z]{5}(?:[A-Z]{3}[0-9 ]|    )[^\r\n]{60}")
MAX_RECORDS = 300_000


@dataclass(slots=True)
class _Open:
    """A statement being read."""

    first: str
    opening: Decimal
    movements: list[Movement] = field(default_factory=list)
    extras: dict[str, str] = field(default_factory=dict)


def claims(content: bytes) -> bool:
    """Does this look like CFONB 120?"""
    return _FIRST.match(content.lstrip(b"\xef\xbb\xbf\r\n")) is not None


def read(content: bytes) -> tuple[Statement, ...]:
    """Every statement in the file. Raises InputError at the first record that stands where it may not."""
    done: list[Statement] = []
    current: _Open | None = None
    for number, record in enumerate(_records(content), start=1):
        code = record[:2]
        if code == "01":
            if current is not None:
                raise InputError(f"CFONB record {number}: a statement begins before the last one ended (record 07).")
            if not record[34:40].strip().isdecimal():
                raise InputError(f"CFONB record {number}: {record[34:40]!r} is no date (DDMMYY).")
            current = _Open(record, _amount(record, number))
        elif current is None or code not in ("04", "05", "07"):
            raise InputError(f"CFONB record {number}: {code!r} stands outside a statement or is unknown.")
        elif code == "07":
            done.append(_closed(current, _amount(record, number)))
            current = None
        else:
            _inside(current, record, number)
    if current is not None:
        raise InputError("The CFONB file ends before its last statement does (record 07 is missing).")
    return tuple(done)


def _records(content: bytes) -> Iterator[str]:
    text = content.decode("latin-1").lstrip("\ufeff").replace("ï»¿", "")
    if "\n" in text or "\r" in text:
        lines = [line for line in text.replace("\x1a", "").splitlines() if line.strip()]
    else:
        lines = [text[i : i + 120] for i in range(0, len(text), 120) if text[i : i + 120].strip("\x1a \x00")]
    for line in lines[:MAX_RECORDS]:
        yield line.ljust(120)


def _inside(current: _Open, record: str, number: int) -> None:
    if record[:2] == "04":
        _finish(current)
        current.movements.append(_movement(record, number))
    elif not current.movements:
        raise InputError(f"CFONB record {number}: a complement (05) stands before any movement (04).")
    else:
        qualifier = record[45:48].strip()
        current.extras[qualifier] = (current.extras.get(qualifier, "") + " " + record[48:118].rstrip()).strip()


def _movement(record: str, number: int) -> Movement:
    amount = _amount(record, number)
    label = record[48:79].strip()
    reference = record[104:120].strip()
    return Movement(
        amount=abs(amount),
        currency=record[16:19].strip() or "EUR",
        direction="credit" if amount >= 0 else "debit",
        value_date=_day(record[42:48]) or _day(record[34:40]),
        booked_on=_day(record[34:40]),
        payer=payer_in(label) if amount >= 0 else None,
        label=f"{label} {reference}".strip() if reference and reference not in label else label,
        bank_id=None,
    )


def _finish(current: _Open) -> None:
    """Add what the complements said to the movement above them."""
    if not current.movements or not current.extras:
        return
    extras, movement = current.extras, current.movements[-1]
    written = " ".join(extras[code] for code in _ORDER if code in extras)
    current.movements[-1] = replace(
        movement,
        payer=(extras.get("NPY") or movement.payer) if movement.direction == "credit" else extras.get("NBE"),
        label=written or " ".join(part for part in (movement.label, extras.get("LIB")) if part),
        bank_id=extras.get("REF") or None,
    )
    current.extras = {}


def _closed(current: _Open, closing: Decimal) -> Statement:
    _finish(current)
    movements = tuple(current.movements)
    return Statement(
        account=current.first[21:32].strip(),
        currency=current.first[16:19].strip() or "EUR",
        movements=movements,
        opening=current.opening,
        closing=closing,
        problem=closes(current.opening, closing, movements),
    )


def _amount(record: str, number: int) -> Decimal:
    digits, last = record[90:103].strip() or "0", record[103]
    sign = -1 if last in _MINUS else 1
    figure = _PLUS.get(last) or _MINUS.get(last) or (last if last.isdecimal() else None)
    if figure is None or not digits.isdecimal():
        raise InputError(f"CFONB record {number}: {record[90:104]!r} is no amount.")
    decimals = int(record[19]) if record[19].isdecimal() else 2
    return sign * Decimal(digits + figure).scaleb(-decimals)


def _day(text: str) -> date | None:
    if not text.strip().isdecimal() or len(text.strip()) != 6:
        return None
    try:
        return date(2000 + int(text[4:6]), int(text[2:4]), int(text[:2]))
    except ValueError as error:
        raise InputError(f"CFONB: {text!r} is no date (DDMMYY).") from error
