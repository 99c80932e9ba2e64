"""An invoice or a quote left for the first time: from that day on it counts as sent, and its thread goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from mailbot.store.debts import invoices
from mailbot.store.tables import DeliveryRow

KIND = "first"


def once_key(keys: Sequence[int], times: int) -> str:
    """What makes one sending the only one of its kind: these invoices, for the first time or anew."""
    return f"{KIND}:{'-'.join(map(str, sorted(keys)))}:{times}"


def invoices_of(row: DeliveryRow) -> list[int]:
    """The invoices that the message handed over."""
    return [int(key) for key in row.once_key.split(":")[1].split("-")]


def first_left(session: Session, row: DeliveryRow, day: date) -> None:
    """It has left: ladders that count from the sending begin, later reminders answer this message."""
    for invoice in invoices.by_ids(session, invoices_of(row)).values():
        invoice.sent_on, invoice.thread_message_id = day, row.message_id
    if row.client_id:
        invoices.wake(session, row.client_id)
