"""What decides about one line of invoices: may it go in, what is new in it, what of it is settled. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mailbot.core.deciding.policy import QUOTE
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base
from mailbot.core.money import Money
from mailbot.intake.rows import InvoiceLine
from mailbot.store.debts.many_invoices import Known
from mailbot.tasks.desk.office import Office

_BY_FILE, _BEFORE = "réglé selon le fichier importé", "réglé avant l'import"
_OLD_DEBT = "dette antérieure à la mise en service : dites à partir de quel niveau la relancer"
_OLD_QUOTE = "devis antérieur à la mise en service : dites s'il faut encore le suivre"


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
    terms = office.settings.import_.terms_days
    if line.due_on is None and terms is None and line.kind != InvoiceKind.QUOTE:
        return "due_on is empty; write the due date, or set import.terms_days."
    if line.due_on is not None and line.due_on < line.issued_on:
        return f"due_on {line.due_on} is before issued_on {line.issued_on}."
    if line.sent_on is not None and line.sent_on < line.issued_on:
        return f"sent_on {line.sent_on} is before issued_on {line.issued_on}."
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
    """The line's due date, else the one that import.terms_days gives. A quote without a date is valid until nobody
    knows when: the day of its issue says so."""
    if line.kind == InvoiceKind.QUOTE:
        return line.due_on or line.issued_on
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
        "sent_on": line.sent_on,
        "vat_minor": vat_of(line, currency),
        "mission_ended_on": line.mission_ended_on,
        "created_at": now,
    }


def waits_since_import(office: Office, row: Mapping[str, Any], started: date) -> str:
    """Why a new invoice or quote waits until a person says how it is reminded: it is older than Mailbot's start.

    Empty when it is not: a debt that was not overdue then, a quote whose first reminder had not come.
    """
    if row["kind"] == InvoiceKind.INVOICE:
        return _OLD_DEBT if row["due_on"] < started else ""
    ladder = office.ladders[QUOTE]
    if row["kind"] != InvoiceKind.QUOTE or not ladder.levels:
        return ""
    base = {Base.DUE: row["due_on"], Base.ISSUED: row["issued_on"], Base.SENT: row["sent_on"] or row["issued_on"]}
    asked_on = base[ladder.base] + timedelta(days=ladder.levels[0].offset_days)
    return _OLD_QUOTE if asked_on < started else ""


def changed_columns(line: InvoiceLine, known: Known, file: tuple[str, str]) -> dict[str, Any]:
    """What the file says otherwise than the books; what it says nothing about stays."""
    told = {
        "due_on": line.due_on,
        "partner": line.partner,
        "matter": line.matter,
        "payment_mode": line.payment_mode,
        "file_sha": file[0],
        "file_name": file[1],
        "sent_on": line.sent_on,
        "vat_minor": vat_of(line, known.currency),
        "mission_ended_on": line.mission_ended_on,
    }
    return {name: value for name, value in told.items() if value not in (None, "") and getattr(known, name) != value}


def vat_of(line: InvoiceLine, currency: str) -> int | None:
    """The VAT inside the total in minor units; None when the file does not say."""
    return None if line.vat is None else Money.of(line.vat, currency).minor


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
