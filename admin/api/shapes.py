"""What the books hold, as a program reads it: amounts are texts with a point, days are ISO 8601, no key is ours but
those of payments and reminders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from admin.desk import today
from admin.outlook import Outlook
from mailbot.core.money import Money
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow, PaymentRow


def said(money: Money) -> str:
    """`1234.56`."""
    return f"{money.amount:f}"


def minor(amount: int, currency: str) -> str:
    """The same, from minor units."""
    return said(Money.from_minor(amount, currency))


def day(value: date | None) -> str | None:
    """`2026-11-30`."""
    return value.isoformat() if value else None


def moment(value: datetime | None) -> str | None:
    """`2026-11-30T08:00:00+00:00`."""
    return value.isoformat() if value else None


def invoice(row: InvoiceRow, client_code: str) -> dict[str, Any]:
    """An invoice with where it stands."""
    late = (today() - row.due_on).days if row.open_minor > 0 and row.kind == "invoice" else 0
    return {
        "number": row.number,
        "client": client_code,
        "kind": row.kind,
        "issued_on": day(row.issued_on),
        "due_on": day(row.due_on),
        "currency": row.currency,
        "total": minor(row.total_minor, row.currency),
        "open_amount": minor(row.open_minor, row.currency),
        "status": "settled" if row.open_minor == 0 else "overdue" if late > 0 else "open",
        "days_overdue": max(late, 0),
        "level": row.level,
        "level_sent_on": day(row.level_sent_on),
        "doubtful_on": day(row.doubtful_on),
        "partner": row.partner,
        "matter": row.matter,
    }


def outlook(found: Outlook | None) -> dict[str, Any] | None:
    """What the plan says of it."""
    if found is None:
        return None
    return {"said": found.words, "until": day(found.until), "level": found.level}


def client(row: ClientRow) -> dict[str, Any]:
    """A client, as it was brought."""
    names = (
        "code", "name", "kind", "email", "cc", "contact", "language", "phone", "address", "postcode", "city", "country",
        "siren", "vat_number", "payment_mode", "ladder", "partner",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"email_bounced": row.email_bounced}


def hold(row: HoldRow, number: str | None) -> dict[str, Any]:
    """A reason to wait."""
    return {
        "kind": row.kind,
        "invoice": number,
        "reason": row.reason,
        "until": day(row.until),
        "promised_on": day(row.promised_on),
        "since": moment(row.created_at),
    }


def payment(row: PaymentRow, client_code: str | None) -> dict[str, Any]:
    """Money received."""
    return {
        "payment": row.id,
        "status": row.status,
        "received_on": day(row.received_on),
        "currency": row.currency,
        "amount": minor(row.amount_minor, row.currency),
        "left": minor(row.unapplied_minor, row.currency),
        "payer": row.payer,
        "payer_iban": row.payer_iban,
        "label": row.label,
        "client": client_code,
        "reversed_on": day(row.reversed_on),
    }
