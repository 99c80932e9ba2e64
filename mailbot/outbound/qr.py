"""The SEPA QR code that fills in a transfer by itself (EPC069-12, version 002), as PNG or SVG."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import segno

from mailbot.core.money import Money

_MAX_AMOUNT = Decimal("999999999.99")
_MAX_NAME = 70
_MAX_TEXT = 140
_MAX_BYTES = 331
_MASK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What the code asks the bank to do. One of `reference` (ISO 11649) and `text` (free), or none."""

    iban: str
    name: str
    amount: Money
    bic: str = ""
    reference: str = ""
    text: str = ""


def payload(transfer: Transfer) -> str:
    """The lines of the code; empty when EPC069-12 cannot express it (not EUR, no IBAN, nothing to pay)."""
    amount = transfer.amount
    if not transfer.iban or amount.currency != "EUR" or not Decimal("0.01") <= amount.amount <= _MAX_AMOUNT:
        return ""
    reference = _clean(transfer.reference).replace(" ", "")
    lines = (
        "BCD", "002", "1", "SCT",
        _clean(transfer.bic).replace(" ", ""),
        _clean(transfer.name)[:_MAX_NAME].strip(),
        _clean(transfer.iban).replace(" ", ""),
        f"EUR{amount.amount:.2f}",
        "",
        reference,
        "" if reference else _clean(transfer.text)[:_MAX_TEXT].strip(),
    )  # fmt: skip
    text = "\n".join(lines).rstrip("\n")
    return text if len(text.encode()) <= _MAX_BYTES else ""


def _clean(value: str) -> str:
    """No line break may add a field to the code."""
    return " ".join(value.split())


@lru_cache(maxsize=256)
def _code(text: str) -> segno.QRCode:
    # The guideline wants error level M and at most version 13; 331 bytes always fit. The mask is fixed: weighing all
    # eight takes four times as long as the code itself, and every reader reads all eight.
    return segno.make(text, error="m", boost_error=False, micro=False, encoding="utf-8", mode="byte", mask=_MASK)


@lru_cache(maxsize=256)
def png_uri(text: str, scale: int = 4, border: int = 4) -> str:
    """The code as a PNG `data:` URI with its quiet zone on white, legible in dark mode too; on paper `border` may be 0.

    `scale`: pixels per module, so that a viewer that smooths pictures leaves the modules sharp.
    """
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=border, dark="#000", light="#fff")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def svg(text: str) -> str:
    """The code as an `<svg>` element that fills its box, without a quiet zone (paper is white)."""
    out = io.BytesIO()
    plain = {"xmldecl": False, "omitsize": True, "nl": False, "svgclass": None, "lineclass": None}
    _code(text).save(out, kind="svg", border=0, **plain)
    return out.getvalue().decode("utf-8")
