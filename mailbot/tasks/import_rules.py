"""What decides about one line of invoices: may it go in, what is new in it, what of it is settled. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.intake.rows import InvoiceLine
from mailbot.store.many_invoices import Known
from mailbot.tasks.office import Office

_BY_FILE, _BEFORE = "réglé selon le fichier importé", "réglé avant l'import"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a file says is settled (minor units, negative on credit notes) and why; or the note that it cannot be."""

    minor: int = 0
    why: str = ""
    note: str = ""


def wrong(office: Office, line: InvoiceLine, owner: int | None, known: Known | None) -> str:
    """Why the line stays out; empty when it may go in."""
    if owner is None:
        if not line.client:
            return f"client_name: several clients are called {line.client_name!r}; write the client's code."
        return f"client: there is no client {line.client!r}; import clients first, or mend the code."
    return _wrong_terms(office, line) or (_wrong_change(office, line, owner, known) if known is not None else "")


def _wrong_terms(office: Office, line: InvoiceLine) -> str:
    if line.due_on is None and office.settings.import_.terms_days is None:
        return "due_on is empty; write the due date, or set import.terms_days."
    if line.due_on is not None and line.due_on < line.issued_on:
        return f"due_on {line.due_on} is before issued_on {line.issued_on}."
    if line.partner and office.person(line.partner) is None:
        return f"partner: {line.partner} is not in people of the configuration."
    return ""


def _wrong_change(office: Office, line: InvoiceLine, owner: int, known: Known) -> str:
    if known.client_id != owner:
        return f"{line.number} belongs to another client already; the number of an invoice is unique."
    currency = currency_of(office, line)
    if known.currency != currency or known.total_minor != Money.of(line.total, currency).minor:
        total = Money.from_minor(known.total_minor, known.currency)
        return (
            f"{line.number} is known with a total of {total}; an issued invoice does not change, write a credit note."
        )
    return ""


def currency_of(office: Office, line: InvoiceLine) -> str:
    """The line's currency, else the firm's."""
    return line.currency or office.settings.firm.currency


def due_on(office: Office, line: InvoiceLine) -> date:
    """The line's due date, else the one that import.terms_days gives."""
    return line.due_on or line.issued_on + timedelta(days=office.settings.import_.terms_days or 0)


def new_columns(office: Office, line: InvoiceLine, owner: int, file: tuple[str, str], now: datetime) -> dict[str, Any]:
    """The columns of an invoice that the books do not have: all of it is open, nothing was sent."""
    currency = currency_of(office, line)
    total = Money.of(line.total, currency).minor
    return {
        "client_id": owner,
        "number": line.number,
        "kind": line.kind,
        "issued_on": line.issued_on,
        "due_on": due_on(office, line),
        "currency": currency,
        "total_minor": total,
        "open_minor": total,
        "partner": line.partner,
        "matter": line.matter,
        "payment_mode": line.payment_mode,
        "applies_to": line.applies_to,
        "file_sha": file[0],
        "file_name": file[1],
        "created_at": now,
    }


def changed_columns(line: InvoiceLine, known: Known, file: tuple[str, str]) -> dict[str, Any]:
    """What the file says otherwise than the books; what it says nothing about stays."""
    told = {
        "due_on": line.due_on,
        "partner": line.partner,
        "matter": line.matter,
        "payment_mode": line.payment_mode,
        "file_sha": file[0],
        "file_name": file[1],
    }
    return {name: value for name, value in told.items() if value and getattr(known, name) != value}


def settled_before(office: Office, line: InvoiceLine) -> Settled:
    """What was settled before the books knew the invoice."""
    currency = currency_of(office, line)
    if line.open_amount is None or line.kind == InvoiceKind.QUOTE:
        return Settled()
    settled = Money.of(line.total, currency).minor - Money.of(line.open_amount, currency).minor
    return Settled(settled, line.why or _BEFORE)


def settled_since(line: InvoiceLine, known: Known) -> Settled:
    """What a file says was settled of a known invoice. It may lower what is open and never raise it."""
    if line.open_amount is None or line.kind == InvoiceKind.QUOTE:
        return Settled()
    told = Money.of(line.open_amount, known.currency).minor
    if abs(told) > abs(known.open_minor):
        ours = Money.from_minor(known.open_minor, known.currency)
        note = f"{line.number}: the file says {line.open_amount} is open, Mailbot knows of payments and keeps {ours}"
        return Settled(note=note)
    return Settled(known.open_minor - told, line.why or _BY_FILE)
