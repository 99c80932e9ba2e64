"""A table of cells to lines with values; each bad row gets one sentence and the good ones go in."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from mailbot.intake import values
from mailbot.intake.rows import ClientLine, ContactLine, InvoiceLine, PaymentLine, RowError, Sheet
from mailbot.intake.source import check_counts
from mailbot.intake.table import Table
from mailbot.intake.words import CLIENT_KINDS, INVOICE_KINDS, ROLES

# A file has a few hundred days.
_day = lru_cache(maxsize=4096)(values.day)

_CLIENT_CHECKS: dict[str, Callable[[str], object]] = {
    "email": values.email,
    "iban": values.iban,
    "cc": lambda text: [values.email(part) for part in text.replace(";", ",").split(",") if part.strip()],
    "kind": lambda text: _choice(text, CLIENT_KINDS, "kind"),
    "language": lambda text: text.lower()[:2] or "fr",
    "country": values.country,
    "partner": values.email,
    "siren": values.bare,
    "vat_number": lambda text: values.bare(text).upper(),
}
# What makes two rows of one file the same thing.
_KEYS = {"clients": ("code",), "invoices": ("number",), "payments": ("id",), "contacts": ("client", "role", "email")}


def read_sheet(table: Table) -> Sheet:
    """Every row as a line with values, or as an error. A row that repeats another word for word counts once."""
    reader: Callable[[int, dict[str, str]], Any] = {
        "clients": _client, "invoices": _invoice, "payments": _payment, "contacts": _contact,
    }[table.kind]  # fmt: skip
    good: list[Any] = []
    errors: list[RowError] = []
    repeated = 0
    seen: dict[tuple[str, ...], int] = {}
    key_columns = _KEYS[table.kind]
    for row in table.rows:
        check_counts(table.name, len(good), errors)
        if isinstance(row, RowError):
            errors.append(row)
            continue
        line, cells = row
        key = tuple(cells.get(name, "") for name in key_columns)
        if any(key) and key in seen:
            if seen[key] == _fingerprint(cells):
                repeated += 1
            else:
                errors.append(RowError(line, f"{key[-1]} stands twice in this file; the first line counts."))
            continue
        try:
            good.append(reader(line, cells))
        except ValueError as error:
            errors.append(RowError(line, f"{error}."))
            continue
        seen[key] = _fingerprint(cells)
    notes = list(table.notes)
    if repeated:
        notes.append(f"lines that repeat another one word for word, taken once: {repeated}")
    return Sheet(kind=table.kind, errors=tuple(errors), notes=tuple(notes), **{table.kind: tuple(good)})


def _fingerprint(cells: dict[str, str]) -> int:
    """A number in the place of the row, so that a long file is not held twice."""
    return hash(tuple(cells.items()))


def _client(line: int, cells: dict[str, str]) -> ClientLine:
    code = _needed(cells, "code")
    _needed(cells, "name")
    told: dict[str, object] = {}
    for name, text in cells.items():
        if name != "code":
            told[name] = _named(name, _CLIENT_CHECKS.get(name, str), text)
    if told.get("country", "FR") == "FR" and "postcode" in told:
        told["postcode"] = values.french_postcode(str(told["postcode"]))
    return ClientLine(line=line, code=_named("code", values.key, code), values=told)


def _invoice(line: int, cells: dict[str, str]) -> InvoiceLine:
    get = cells.get
    number = _named("number", values.key, _needed(cells, "number"))
    if number.startswith("(PROV"):
        raise ValueError(f"{number} is a draft; validate it first")
    kind, total, opening = _amounts(cells)
    return InvoiceLine(
        line=line,
        number=number,
        client=_named("client", values.key, get("client", "") if get("client_name") else _needed(cells, "client")),
        client_name=get("client_name", ""),
        kind=kind,
        issued_on=_named("issued_on", _day, _needed(cells, "issued_on")),
        due_on=_optional_day(cells, "due_on"),
        total=total,
        currency=_named("currency", values.currency, get("currency", "")),
        open_amount=opening,
        partner=_named("partner", values.email, get("partner", "")),
        matter=get("matter", ""),
        payment_mode=get("payment_mode", ""),
        file=get("file", ""),
        applies_to=get("applies_to", ""),
        contact=_named("contact", values.email, get("contact", "")),
        sent_on=_optional_day(cells, "sent_on"),
        vat=_vat(cells, total),
        mission_ended_on=_optional_day(cells, "mission_ended_on"),
    )


def _vat(cells: dict[str, str], total: Any) -> Any:
    """The VAT inside the total, with its sign; None when the file does not say."""
    if not cells.get("vat"):
        return None
    vat = _named("vat", values.amount, cells["vat"])
    vat = -abs(vat) if total < 0 else vat
    if abs(vat) > abs(total) or vat * total < 0:
        raise ValueError(f"vat {vat} does not fit the total {total}")
    return vat


def _amounts(cells: dict[str, str]) -> tuple[str, Any, Any]:
    """Kind, total and open amount. A negative total without a kind is a credit note, as most programs export it."""
    total = values.amount(_needed(cells, "total"))
    open_text, paid_text = cells.get("open_amount", ""), cells.get("paid_amount", "")
    opening = values.amount(open_text) if open_text else None
    if opening is None and paid_text:
        opening = total - values.amount(paid_text)
    written = cells.get("kind", "")
    kind = str(_choice(written, INVOICE_KINDS, "kind"))
    if kind == "invoice" and total < 0:
        if written:
            raise ValueError(f"the total {total} of an invoice is negative; write the kind credit_note")
        kind = "credit_note"
    if kind == "credit_note":
        total, opening = -abs(total), -abs(opening) if opening is not None else None
    if opening is not None and (abs(opening) > abs(total) or opening * total < 0):
        raise ValueError(f"open_amount {opening} does not fit the total {total}")
    return kind, total, opening


def _payment(line: int, cells: dict[str, str]) -> PaymentLine:
    get = cells.get
    amount = values.amount(_needed(cells, "amount"))
    if amount <= 0:
        raise ValueError(f"amount {amount} is not a payment received")
    return PaymentLine(
        line=line,
        id=_named("id", values.key, get("id", "")),
        received_on=_named("received_on", _day, _needed(cells, "received_on")),
        amount=amount,
        currency=_named("currency", values.currency, get("currency", "")),
        payer=get("payer", ""),
        payer_iban=get("payer_iban", "").replace(" ", ""),
        label=get("label", ""),
    )


def _contact(line: int, cells: dict[str, str]) -> ContactLine:
    return ContactLine(
        line=line,
        client=_named("client", values.key, _needed(cells, "client")),
        role=str(_choice(_needed(cells, "role"), ROLES, "role")),
        email=_named("email", values.email, _needed(cells, "email")),
        name=cells.get("name", ""),
        phone=cells.get("phone", ""),
    )


def _needed(cells: dict[str, str], name: str) -> str:
    value = cells.get(name, "")
    if not value:
        raise ValueError(f"{name} is empty")
    return value


def _optional_day(cells: dict[str, str], name: str) -> Any:
    return _named(name, _day, cells[name]) if cells.get(name) else None


def _named(name: str, check: Callable[[str], Any], text: str) -> Any:
    try:
        return check(text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _choice(text: str, choices: dict[str, str], name: str) -> str:
    key = " ".join(text.lower().split())
    if key not in choices:
        raise ValueError(f"{name}: {text!r} is none of {', '.join(sorted(set(choices.values())))}")
    return choices[key]
