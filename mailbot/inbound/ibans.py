"""IBANs in a text."""

from __future__ import annotations

import re

from stdnum import iban as _iban

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")


def iban_in(text: str | None) -> str | None:
    """The first IBAN with right check digits, compact; masked ones are none."""
    for found in _IBAN.finditer((text or "").upper()):
        compact = _iban.compact(found[0])
        for end in range(len(compact), 14, -1):
            if _iban.is_valid(compact[:end], check_country=False):
                return compact[:end]
    return None
