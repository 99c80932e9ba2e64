"""A table of cells to lines with values; each bad row gets one sentence and the good ones go in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mailbot.intake import values
from mailbot.intake.csv_table import Table
from mailbot.intake.rows import ClientLine, InvoiceLine, PaymentLine, RowError, Sheet

_KINDS = {
    "": "professional",
    "professional": "professional",
    "professionnel": "professional",
    "company": "professional",
    "consumer": "consumer",
    "particulier": "consumer",
    "person": "consumer",
    "public": "public",
}
_INVOICE_KINDS = {
    "": "invoice",
    "invoice": "invoice",
    "facture": "invoice",
    "credit_note": "credit_note",
    "avoir": "credit_note",
    "quote": "quote",
    "devis": "quote",
}
_CLIENT_CHECKS: dict[str, Callable[[str], object]] = {
    "email": values.email,
    "iban": values.iban,
    "cc": lambda text: [values.email(part) for part in text.replace(";", ",").split(",") if part.strip()],
    "kind": lambda text: _choice(text, _KINDS, "kind"),
    "language": lambda text: text.lower()[:2] or "fr",
    "country": lambda text: text.upper()[:2] or "FR",
    "partner": values.email,
}


def read_sheet(table: Table) -> Sheet:
    """Every row as a line with values, or as an error."""
    reader: Callable[[int, dict[str, str]], Any] = {"clients": _client, "invoices": _invoice, "payments": _payment}[
        table.kind
    ]
    good, errors, seen = [], [], set()
    for line, cells in table.rows:
        try:
            row = reader(line, cells)
        except ValueError as error:
            errors.append(RowError(line, f"{error}."))
            continue
        key = next(iter(cells[name] for name in ("code", "number", "id") if cells.get(name)), None)
        if key and key in seen:
            errors.append(RowError(line, f"{key} stands twice in this file; the first line counts."))
            continue
        seen.add(key)
        good.append(row)
    return Sheet(kind=table.kind, errors=tuple(errors), **{table.kind: tuple(good)})


def _client(line: int, cells: dict[str, str]) -> ClientLine:
    code = _needed(cells, "code")
    _needed(cells, "name")
    told: dict[str, object] = {}
    for name, text in cells.items():
        if name != "code":
            told[name] = _named(name, _CLIENT_CHECKS.get(name, str), text)
    return ClientLine(line=line, code=code, values=told)


def _invoice(line: int, cells: dict[str, str]) -> InvoiceLine:
    get = cells.get
    kind = str(_choice(get("kind", ""), _INVOICE_KINDS, "kind"))
    total = values.amount(_needed(cells, "total"))
    open_text = get("open_amount", "")
    opening = values.amount(open_text) if open_text else None
    if kind == "credit_note":
        total, opening = -abs(total), -abs(opening) if opening is not None else None
    _check_open(total, opening)
    return InvoiceLine(
        line=line,
        number=_needed(cells, "number"),
        client=_needed(cells, "client"),
        kind=kind,
        issued_on=_named("issued_on", values.day, _needed(cells, "issued_on")),
        due_on=_named("due_on", values.day, get("due_on", "")) if get("due_on") else None,
        total=total,
        currency=get("currency", "").upper(),
        open_amount=opening,
        partner=_named("partner", values.email, get("partner", "")),
        matter=get("matter", ""),
        payment_mode=get("payment_mode", ""),
        file=get("file", ""),
        applies_to=get("applies_to", ""),
    )


def _check_open(total: Any, opening: Any) -> None:
    if opening is not None and (abs(opening) > abs(total) or opening * total < 0):
        raise ValueError(f"open_amount {opening} does not fit the total {total}")


def _payment(line: int, cells: dict[str, str]) -> PaymentLine:
    get = cells.get
    amount = values.amount(_needed(cells, "amount"))
    if amount <= 0:
        raise ValueError(f"amount {amount} is not a payment received")
    return PaymentLine(
        line=line,
        id=get("id", ""),
        received_on=_named("received_on", values.day, _needed(cells, "received_on")),
        amount=amount,
        currency=get("currency", "").upper(),
        payer=get("payer", ""),
        payer_iban=get("payer_iban", "").replace(" ", ""),
        label=get("label", ""),
    )


def _needed(cells: dict[str, str], name: str) -> str:
    value = cells.get(name, "")
    if not value:
        raise ValueError(f"{name} is empty")
    return value


def _named(name: str, check: Callable[[str], Any], text: str) -> Any:
    try:
        return check(text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _choice(text: str, choices: dict[str, str], name: str) -> str:
    key = text.strip().lower()
    if key not in choices:
        raise ValueError(f"{name}: {text!r} is none of {', '.join(sorted(set(choices.values())))}")
    return choices[key]
