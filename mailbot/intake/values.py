"""Cells to values: dates, amounts, addresses, as French and English exports write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from babel import Locale
from stdnum import iban as _iban

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
# The books keep keys and addresses this long.
_MAX_KEY, _MAX_EMAIL = 120, 254
# An invoice outside of these years is a slip of the pen; days are added to what is inside.
_FIRST_YEAR, _LAST_YEAR = 1950, 2150
_TOO_MUCH = Decimal(10) ** 12
_SIGNS = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "£": "GBP"}


def day(text: str) -> date:
    """`2026-12-31` or `31/12/2026`. Raises ValueError with a sentence."""
    iso, french = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if iso:
        return calendar_day(text, iso[1], iso[2], iso[3])
    if french:
        year = int(french[3])
        return calendar_day(text, year + 2000 if year < 100 else year, french[2], french[1])
    raise ValueError(f"{text!r} is no date; write 2026-12-31 or 31/12/2026")


def calendar_day(written: str, year: str | int, month: str, day_of_month: str) -> date:
    """The day of these figures. Raises ValueError with a sentence when there is none, or not in living memory."""
    try:
        found = date(int(year), int(month), int(day_of_month))
    except ValueError as error:
        raise ValueError(f"{written!r} is no day of the calendar") from error
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"{written!r} is not between {_FIRST_YEAR} and {_LAST_YEAR}")
    return found


def amount(text: str) -> Decimal:
    """`1234.56`, `1 234,56`, `1.234,56` or `1,234.56`, with or without a currency sign.

    One separator followed by exactly three digits and nothing else is refused: 1.234 may be a thousand or one.
    Raises ValueError with a sentence.
    """
    bare = _SPACES.sub("", text).strip("€$£").removesuffix("EUR")
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        point = "," if comma > dot else "."
        bare = bare.replace("." if point == "," else ",", "").replace(point, ".")
    elif re.fullmatch(r"-?\d{1,3}[.,]\d{3}", bare):
        raise ValueError(f"{text!r} may be thousands or decimals; write 1234.56 or 1234,56")
    else:
        bare = bare.replace(",", ".")
    return decimal(bare, text)


def decimal(bare: str, written: str = "") -> Decimal:
    """`1234.56`, as XML and programs write it; `written` is what the sentence shows. Raises ValueError."""
    try:
        value = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(f"{written or bare!r} is no amount; write 1234.56 or 1 234,56") from error
    if not value.is_finite() or abs(value) >= _TOO_MUCH:
        raise ValueError(f"{written or bare!r} is no amount a firm can be owed")
    return value


def email(text: str) -> str:
    """A mail address, lower case; empty stays empty. Raises ValueError with a sentence."""
    bare = text.strip().removeprefix("mailto:").lower()
    if bare and (len(bare) > _MAX_EMAIL or not _EMAIL.fullmatch(bare)):
        raise ValueError(f"{text!r} is no mail address")
    return bare


def iban(text: str) -> str:
    """An IBAN without spaces; empty stays empty. Raises ValueError when its check digits do not fit."""
    bare = str(_iban.compact(text)) if text else ""
    if bare and not _iban.is_valid(bare, check_country=False):
        raise ValueError(f"{text!r} is no valid IBAN (its check digits do not fit)")
    return bare


def key(text: str) -> str:
    """A code or number that the books are to find again. Raises ValueError when it is too long for that."""
    if len(text) > _MAX_KEY:
        raise ValueError(f"{text[:20]!r}… is longer than {_MAX_KEY} letters")
    return text


def currency(text: str) -> str:
    """`EUR` or `€`; empty stays empty. Raises ValueError with a sentence."""
    bare = _SIGNS.get(text.upper(), text.upper())
    if bare and not re.fullmatch(r"[A-Z]{3}", bare):
        raise ValueError(f"{text!r} is no currency; write EUR")
    return bare


def country(text: str) -> str:
    """`FR`, `France` or `Allemagne` as two letters; empty is France. Raises ValueError with a sentence."""
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return text.upper()
    found = _countries().get(text.casefold())
    if text and found is None:
        raise ValueError(f"{text!r} is no country; write two letters such as FR")
    return found or "FR"


@cache
def _countries() -> dict[str, str]:
    """Countries by their French and English names."""
    names = ((code, name) for tongue in ("fr", "en") for code, name in Locale(tongue).territories.items())
    return {name.casefold(): code for code, name in names if re.fullmatch(r"[A-Z]{2}", code)}


def french_postcode(text: str) -> str:
    """Five digits; of four the leading zero got lost in a spreadsheet."""
    return f"0{text}" if re.fullmatch(r"\d{4}", text) else text


def bare(text: str) -> str:
    """A registration number without spaces and dots."""
    return re.sub(r"[\s.\u00a0\u202f]", "", text)
