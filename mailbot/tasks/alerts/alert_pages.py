"""On which page of the admin an alert is dealt with."""

from __future__ import annotations

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.store.tables import AlertRow

_MESSAGES = frozenset({
    AlertKind.MESSAGE_QUARANTINED, AlertKind.BANK_UNVERIFIED, AlertKind.APPROVAL_REFUSED, AlertKind.CLIENT_REQUEST,
})  # fmt: skip
_REMINDERS = frozenset({AlertKind.NEXT_LEVEL, AlertKind.DELIVERY_REFUSED})
_INVOICES = frozenset({AlertKind.HANDOVER, AlertKind.LIMITATION})


def page_of(row: AlertRow) -> str:
    """The path of that page; of the first page when there is none of its own."""
    about = ""
    if row.about_id is not None:
        about = _about(row.kind, row.about_id)
    if not about and row.kind in _INVOICES and row.invoice_id is not None:
        about = f"/invoices/{row.invoice_id}"
    if not about and row.client_id is not None:
        about = f"/clients/{row.client_id}"
    return about or "/"


def _about(kind: str, key: int) -> str:
    if kind in _MESSAGES:
        return f"/inbox/{key}"
    if kind in _REMINDERS:
        return f"/reminders/{key}"
    if kind == AlertKind.PAYMENT_UNMATCHED:
        return f"/payments/{key}"
    return "/#envois" if kind == AlertKind.DELIVERY_UNKNOWN else ""
