"""Cells to values: dates, amounts, addresses, as French and English exports write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from stdnum import iban as _iban

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")


def day(text: str) -> date:
    """`2026-12-31` or `31/12/2026`. Raises ValueError with a sentence."""
    iso, french = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if french:
            year = int(french[3])
            return date(year + 2000 if year < 100 else year, int(french[2]), int(french[1]))
    except ValueError as error:
        raise ValueError(f"{text!r} is no day of the calendar") from error
    raise ValueError(f"{text!r} is no date; write 2026-12-31 or 31/12/2026")


def amount(text: str) -> Decimal:
    """`1234.56`, `1 234,56`, `1.234,56` or `1,234.56`, with or without a currency sign.

    One separator followed by exactly three digits and nothing else is refused: 1.234 may be a thousand or one.
    Raises ValueError with a sentence.
    """
    bare = _SPACES.sub("", text).strip("€$£").removesuffix("EUR")
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        decimal = "," if comma > dot else "."
        bare = bare.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif re.fullmatch(r"-?\d{1,3}[.,]\d{3}", bare):
        raise ValueError(f"{text!r} may be thousands or decimals; write 1234.56 or 1234,56")
    else:
        bare = bare.replace(",", ".")
    try:
        value = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no amount; write 1234.56 or 1 234,56") from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 12:
        raise ValueError(f"{text!r} is no amount a firm can be owed")
    return value


def email(text: str) -> str:
    """A mail address, lower case; empty stays empty. Raises ValueError with a sentence."""
    bare = text.strip().removeprefix("mailto:").lower()
    if bare and not _EMAIL.fullmatch(bare):
        raise ValueError(f"{text!r} is no mail address")
    return bare


def iban(text: str) -> str:
    """An IBAN without spaces; empty stays empty. Raises ValueError when its check digits do not fit."""
    bare = str(_iban.compact(text)) if text else ""
    if bare and not _iban.is_valid(bare, check_country=False):
        raise ValueError(f"{text!r} is no valid IBAN (its check digits do not fit)")
    return bare
