"""What people type into forms, read: days, amounts, whole numbers. What cannot be read is said in a sentence."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from admin.language import gettext
from mailbot.core.errors import Refused
from mailbot.core.money import Money

_FRENCH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def a_day(text: str | None) -> date | None:
    """`2026-11-30` or `30/11/2026`; None when nothing was typed. Raises Refused for anything else."""
    typed = (text or "").strip()
    if not typed:
        return None
    french = _FRENCH_DAY.fullmatch(typed)
    try:
        return date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(typed)
    except ValueError as error:
        said = gettext("« %(typed)s » n'est pas un jour : écrivez par exemple 30/11/2026.", typed=typed)
        raise Refused(said) from error


def an_amount(text: str | None, currency: str) -> Money | None:
    """`1 234,56` or `1234.56`; None when nothing was typed. Raises Refused for anything else."""
    typed = _SPACES.sub("", text or "").replace("\u2212", "-").rstrip("€")
    if not typed:
        return None
    if typed.count(",") == 1 and "." not in typed:
        typed = typed.replace(",", ".")
    try:
        found = Decimal(typed)
        return Money.of(found, currency) if abs(found) < Decimal(10) ** 12 else _no_amount(text)
    except InvalidOperation:
        return _no_amount(text)


def _no_amount(text: str | None) -> Money:
    raise Refused(gettext("« %(typed)s » n'est pas un montant : écrivez par exemple 1234,56.", typed=text or ""))


def whole(text: str | None) -> int | None:
    """A whole number from 0 on; None for anything else."""
    typed = (text or "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
