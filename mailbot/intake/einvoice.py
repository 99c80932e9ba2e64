"""An electronic invoice (EN 16931): the terms that its XML holds, as one value, whatever the syntax.

What each term is called in the two syntaxes stands in `cii` and `ubl`; what becomes of the terms stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mailbot.core.errors import InputError
from mailbot.intake import cii, ubl, values
from mailbot.intake.safe_xml import parse_xml

# UNTDID 1001: codes that EN 16931 names as credit notes. All others are invoices.
_CREDIT_NOTE_CODES = frozenset(
    ("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532")
)
_OLD_ROOTS = {"CrossIndustryDocument": "ZUGFeRD 1.0", "Fattura": "FatturaPA", "FatturaElettronica": "FatturaPA"}
_MAX_TEXT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Seller or buyer. `siren` is empty for a number that is none; `email` is empty when no address is told."""

    name: str
    identifier: str = ""
    siren: str = ""
    vat_number: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoice:
    """What of the invoice the books keep. `open_amount`: what is due for payment (BT-115), of `total`."""

    number: str
    kind: str
    issued_on: date
    due_on: date | None
    currency: str
    total: Decimal
    open_amount: Decimal
    applies_to: str
    matter: str
    seller: Party
    buyer: Party
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


def read_einvoice(content: bytes, name: str) -> EInvoice:
    """Read UBL 2.1 or CII. Raises InputError in one sentence that names the term which is missing or wrong."""
    root = parse_xml(content, name)
    if root.tag == cii.ROOT:
        terms, credit_note = _terms(root, cii.TERMS, cii.NAMESPACES), cii.is_credit_note(root)
    elif root.tag in (ubl.INVOICE, ubl.CREDIT_NOTE):
        terms, credit_note = _terms(root, ubl.TERMS, ubl.NAMESPACES), ubl.is_credit_note(root)
    else:
        raise InputError(f"{name}: {_what(root)}; Mailbot reads UBL 2.1 and CII (EN 16931).")
    try:
        return _invoice(terms, credit_note or terms["BT-3"] in _CREDIT_NOTE_CODES)
    except ValueError as error:
        raise InputError(f"{name}: {error}.") from error


def _what(root: Any) -> str:
    local = str(root.tag).rpartition("}")[2]
    old = _OLD_ROOTS.get(local)
    return f"this is {old}" if old else f"this XML is a {local[:40]!r} and no invoice"


def _terms(root: Any, paths: Mapping[str, tuple[str, ...]], namespaces: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for term, candidates in paths.items():
        texts = (node.text or "" for path in candidates for node in root.xpath(path, namespaces=namespaces))
        found[term] = next((" ".join(text.split())[:_MAX_TEXT] for text in texts if text.strip()), "")
    return found


def _invoice(terms: Mapping[str, str], credit_note: bool) -> EInvoice:
    due, paid = _amount(terms, "BT-115"), _amount(terms, "BT-113", needed=False)
    # With what was paid before, so that a rounding of the sum due (BT-114) is part of the total.
    total = due + paid
    if credit_note:
        total, due = -abs(total), -abs(due)
    elif total < 0:
        credit_note = True
    return EInvoice(
        number=_checked(terms, "BT-1", values.key),
        kind="credit_note" if credit_note else "invoice",
        issued_on=_day(terms, "BT-2"),
        due_on=_day(terms, "BT-9") if terms["BT-9"] else None,
        currency=_checked(terms, "BT-5", values.currency),
        total=total,
        open_amount=due,
        applies_to=terms["BT-25"],
        matter=terms["BT-11"] or terms["BT-12"] or terms["BT-10"],
        seller=Party(name=terms["BT-27"], siren=_siren(terms["BT-30"], terms["BT-31"]), vat_number=terms["BT-31"]),
        buyer=_buyer(terms),
        contact_name=terms["BT-56"],
        contact_phone=terms["BT-57"],
        contact_email=_address(terms["BT-58"]),
    )


def _buyer(terms: Mapping[str, str]) -> Party:
    vat_number = values.bare(terms["BT-48"]).upper()
    return Party(
        name=_checked(terms, "BT-44", str),
        identifier=terms["BT-46"],
        siren=_siren(terms["BT-47"], vat_number),
        vat_number=vat_number,
        email=_address(terms["BT-49"]),
        address="\n".join(line for line in (terms["BT-50"], terms["BT-51"]) if line),
        postcode=terms["BT-53"],
        city=terms["BT-52"],
        country=terms["BT-55"],
    )


def _checked(terms: Mapping[str, str], term: str, check: Any) -> Any:
    if not terms[term]:
        raise ValueError(f"{term} is missing")
    try:
        return check(terms[term])
    except ValueError as error:
        raise ValueError(f"{term}: {error}") from error


def _amount(terms: Mapping[str, str], term: str, *, needed: bool = True) -> Decimal:
    if not terms[term] and not needed:
        return Decimal(0)
    return Decimal(_checked(terms, term, values.decimal))


def _day(terms: Mapping[str, str], term: str) -> date:
    text = terms[term]
    if len(text) == 8 and text.isdigit():  # CII, format 102
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return date.fromisoformat(_checked({term: text[:10]}, term, lambda day: values.day(day).isoformat()))


def _siren(legal_id: str, vat_number: str) -> str:
    """Nine digits of a SIREN, a SIRET or a French VAT number."""
    digits = values.bare(legal_id)
    if digits.isdigit() and len(digits) in (9, 14):
        return digits[:9]
    bare = values.bare(vat_number).upper()
    return bare[4:] if bare.startswith("FR") and len(bare) == 13 and bare[4:].isdigit() else ""


def _address(text: str) -> str:
    """A mail address, or nothing: electronic addresses of platforms are not mail addresses."""
    try:
        return values.email(text) if "@" in text else ""
    except ValueError:
        return ""
