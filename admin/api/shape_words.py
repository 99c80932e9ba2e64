"""The schemas of the description: the records that programs bring, by the columns of files, and what they are given."""

from __future__ import annotations

from typing import Any

from mailbot.tasks.importing.import_records import TABLES, columns, needed

Object = dict[str, Any]

_TEXT: Object = {"type": "string"}
_MAYBE: Object = {"type": ["string", "null"]}
_NUMBER: Object = {"type": "integer"}
_AMOUNT: Object = {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}
_DAY: Object = {"type": ["string", "null"], "format": "date"}
_MOMENT: Object = {"type": ["string", "null"], "format": "date-time"}
_YES: Object = {"type": "boolean"}
_WORDS: dict[str, str] = {
    "kind": "Of a client professional, consumer or public; of an invoice invoice, credit_note or quote.",
    "issued_on": "2026-11-30", "due_on": "2026-11-30; without it import.terms_days of the configuration.",
    "total": "With VAT; of a credit note with either sign.", "open_amount": "Still owed; without it the total.",
    "paid_amount": "In the place of open_amount.", "id": "Your own number of the payment: it enters once.",
    "client": "The code of the client.", "client_name": "In the place of the code, where you have none.",
    "applies_to": "Of a credit note: the number of the invoice.", "partner": "Mail address of a partner of the firm.",
    "payer_iban": "From which account it came.", "label": "As the bank has it; numbers of invoices are found in it.",
    "cc": "Addresses that get a copy.",
}  # fmt: skip
_CELL: Object = {"type": ["string", "number", "null"]}


def record_schemas() -> Object:
    """What may be brought: `ClientsRecord`, `InvoicesRecord` …"""
    return {f"{kind.capitalize()}Record": _record(kind) for kind in TABLES}


def _record(kind: str) -> Object:
    cells = {name: {**_CELL, "description": _WORDS[name]} if name in _WORDS else _CELL for name in columns(kind)}
    if "cc" in cells:
        cells["cc"] = {**cells["cc"], "type": ["string", "array", "null"], "items": _TEXT}
    return _object(cells, required=sorted(needed(kind)))


def _object(properties: Object, *, required: list[str] | None = None) -> Object:
    found: Object = {"type": "object", "properties": properties}
    if required is not None:
        return {**found, "required": required, "additionalProperties": False}
    return {**found, "required": sorted(properties)}


def _list(items: Object) -> Object:
    return {"type": "array", "items": items}


_INVOICE: Object = {
    "number": _TEXT, "client": _TEXT, "kind": _TEXT, "issued_on": _DAY, "due_on": _DAY, "currency": _TEXT,
    "total": _AMOUNT, "open_amount": _AMOUNT, "status": {"enum": ["open", "overdue", "settled"]},
    "days_overdue": _NUMBER, "level": {"type": ["integer", "null"]}, "level_sent_on": _DAY, "doubtful_on": _DAY,
    "partner": _TEXT, "matter": _TEXT,
}  # fmt: skip
_SAID = (
    "code", "name", "kind", "email", "contact", "language", "phone", "address", "postcode", "city", "country", "siren",
    "vat_number", "payment_mode", "ladder", "partner",
)  # fmt: skip
_CLIENT: Object = {**dict.fromkeys(_SAID, _TEXT), "cc": _list(_TEXT), "email_bounced": _YES}
_PAYMENT: Object = {
    "payment": _NUMBER, "status": _TEXT, "received_on": _DAY, "currency": _TEXT, "amount": _AMOUNT, "left": _AMOUNT,
    "payer": _TEXT, "payer_iban": _TEXT, "label": _TEXT, "client": _MAYBE, "reversed_on": _DAY,
}  # fmt: skip
_HOLD = _object({"kind": _TEXT, "invoice": _MAYBE, "reason": _TEXT, "until": _DAY, "promised_on": _DAY,
                 "since": _MOMENT})  # fmt: skip
_FAULT = _object({"pointer": _TEXT, "detail": _TEXT})
_PLACED = _object({"invoice": _TEXT, "amount": _AMOUNT})
_NEXT: Object = {
    "type": ["object", "null"], "properties": {"said": _TEXT, "until": _DAY, "level": _TEXT},
    "required": ["level", "said", "until"],
}  # fmt: skip

RESPONSES: Object = {
    "Me": _object({"email": _TEXT, "name": _TEXT, "role": _TEXT, "token": _TEXT, "reads_only": _YES,
                   "sees": {"enum": ["all", "own"]}}),
    "Client": _object(_CLIENT),
    "ClientStatus": _object({
        **_CLIENT, "holds": _list(_HOLD),
        "owes": _list(_object({"currency": _TEXT, "open_amount": _AMOUNT, "overdue": _AMOUNT})),
        "contacts": _list(_object({"role": _TEXT, "name": _TEXT, "email": _TEXT, "phone": _TEXT})),
    }),
    "Invoice": _object(_INVOICE),
    "InvoiceStatus": _object({
        **_INVOICE, "holds": _list(_HOLD), "next": _NEXT,
        "allocations": _list(_object({"kind": _TEXT, "amount": _AMOUNT, "payment": {"type": ["integer", "null"]},
                                      "at": _MOMENT})),
        "reminders": _list(_object({"reminder": _NUMBER, "status": _TEXT, "level": _NUMBER, "name": _TEXT,
                                    "sent_at": _MOMENT})),
    }),
    "Payment": _object(_PAYMENT),
    "PaymentStatus": _object({**_PAYMENT, "allocations": _list(_PLACED)}),
    "Event": _object({"type": _TEXT, "timestamp": _MOMENT, "data": {"type": "object"}}),
    "Received": _object(
        {"amount": _CELL, "received_on": _TEXT, "label": _TEXT, "why": _TEXT, "another": _YES},
        required=["amount", "received_on"],
    ),
    "Placed": _object({"payment": _NUMBER, "placed": _list(_PLACED), "left": _AMOUNT}),
    "Taken": _object({"created": _NUMBER, "updated": _NUMBER, "unchanged": _NUMBER, "rejected": _list(_FAULT),
                      "notes": _list(_TEXT)}),
    "Problem": {
        "type": "object", "required": ["type", "title", "status", "detail", "instance"],
        "properties": {"type": _TEXT, "title": _TEXT, "status": _NUMBER, "detail": _TEXT, "instance": _TEXT,
                       "errors": _list(_FAULT)},
    },
}  # fmt: skip
