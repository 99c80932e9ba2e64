"""Amounts of money as people and banks write them: `1 234,56 €`, `EUR 1,234.56`, `1'234.50 CHF`, `250e`, `1.480,-`.

A separator followed by one or two digits at the end is the decimal one; the others group thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from mailbot.inbound.reply.folding import fold

_SYMBOLS = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "e": "EUR", "balles": "EUR", "keur": "EUR", "k€": "EUR",
    "£": "GBP", "gbp": "GBP", "pounds": "GBP", "$": "USD", "usd": "USD", "us$": "USD", "dollars": "USD", "chf": "CHF",
    "fr.": "CHF", "sfr": "CHF", "francs": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "cad": "CAD",
    "jpy": "JPY", "aud": "AUD", "czk": "CZK", "huf": "HUF",
}  # fmt: skip
_CURRENCY = (
    r"€|£|us\$|\$|k€|(?:euros?|eur|keur|gbp|usd|chf|sek|nok|dkk|pln|cad|jpy|aud|czk|huf|pounds|dollars|"
    r"francs)\b"
)
_DIGITS = r"\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2}(?!\d))?|\d{1,9}(?:[.,]\d{1,2}(?!\d))?"
_NUMBER = rf"(?P<number>{_DIGITS})(?P<dash>,-{{1,2}}|\.-{{1,2}})?"
_SIGN = r"(?P<sign>[-+] ?)?"
_AFTER = re.compile(
    rf"(?<![\w.,/-]){_SIGN}{_NUMBER} ?(?P<currency>{_CURRENCY}|e\b)(?: ?(?P<cents>\d\d)(?![\d.,/]))?(?: "
    rf"?(?:eur|usd|gbp|chf)\b)?"
)
_BEFORE = re.compile(
    rf"(?<![a-z0-9])(?P<sign1>[-+] ?)?(?P<currency>{_CURRENCY}) ?{_SIGN}{_NUMBER}(?![\d/])(?: ?(?:eur|usd|gbp|"
    rf"chf)\b)?"
)
_BARE = re.compile(rf"(?<![\w.,/-]){_SIGN}{_NUMBER}(?![\w/]|[.,-]\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at [start, end) of the text. `negative`: a minus sign stood before it."""

    amount: Decimal
    currency: str | None
    start: int
    end: int
    negative: bool = False


def amounts(text: str, *, bare: bool = False) -> list[Amount]:
    """Every amount with its currency, in order; with `bare` also numbers without one."""
    folded = fold(text[:40_000])
    found: list[Amount] = []
    for pattern in (_AFTER, _BEFORE, *((_BARE,) if bare else ())):
        for match in pattern.finditer(folded):
            value = _amount(match)
            if value is not None and not any(value.start < other.end and other.start < value.end for other in found):
                found.append(value)
    return sorted(found, key=lambda amount: amount.start)


def _amount(match: re.Match[str]) -> Amount | None:
    groups = match.groupdict()
    value = decimal_of(match["number"])
    if value is None:
        return None
    currency = groups.get("currency")
    if groups.get("cents") and value == value.to_integral_value():
        value += Decimal(groups["cents"]) / 100
    if currency and currency.startswith("k"):
        value *= 1000
    negative = "-" in (groups.get("sign") or "") or "-" in (groups.get("sign1") or "")
    return Amount(value, _SYMBOLS.get(currency) if currency else None, match.start(), match.end(), negative)


def decimal_of(written: str) -> Decimal | None:
    """`1.234,56` `1,234.56` `1'234.50` `1 234` `12,5` as an exact number; None when it is none."""
    text = written.strip().replace("’", "'")
    cut = max(text.rfind(","), text.rfind("."))
    decimals = len(text) - cut - 1 if cut >= 0 else 0
    whole, part = (text[:cut], text[cut + 1 :]) if 1 <= decimals <= 2 else (text, "")
    digits = re.sub(r"[ .,'\u00a0\u202f]", "", whole)
    if not (digits + part).isdecimal():
        return None
    try:
        return Decimal(f"{digits or '0'}.{part}" if part else digits)
    except InvalidOperation:
        return None
