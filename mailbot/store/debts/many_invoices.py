"""Invoices by the hundred thousand, for imports: columns instead of objects, one statement for many rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.core.invoice import AllocationKind
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.debts import invoices
from mailbot.store.tables import AllocationRow, InvoiceRow


class Known(NamedTuple):
    """What an import must know of an invoice that is in the books already."""

    id: int
    client_id: int
    number: str
    kind: str
    currency: str
    total_minor: int
    open_minor: int
    due_on: date
    partner: str
    matter: str
    payment_mode: str
    file_sha: str
    file_name: str
    sent_on: date | None
    vat_minor: int | None
    mission_ended_on: date | None


class Settling(NamedTuple):
    """An amount to take off an invoice without a payment, and why; `credit_note_id` when a credit note gives it.

    A negative amount on a credit note itself settles that note: it was used up elsewhere.
    """

    invoice_id: int
    minor: int
    why: str
    credit_note_id: int | None = None


_COLUMNS = tuple(getattr(InvoiceRow, name) for name in Known._fields)


def known(session: Session, numbers: Iterable[str]) -> dict[str, Known]:
    """The invoices of these numbers."""
    found: dict[str, Known] = {}
    for some in chunks(list(dict.fromkeys(numbers))):
        rows = session.execute(select(*_COLUMNS).where(InvoiceRow.number.in_(some)))
        found.update((row.number, Known._make(row)) for row in rows)
    return found


def add(session: Session, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Insert invoices; returns their keys by number. What their clients owed before may have been too little to be
    asked for, so the plan looks at it again."""
    insert_rows(session, InvoiceRow, rows)
    invoices.wake_all(session, [row["client_id"] for row in rows])
    keys: dict[str, int] = {}
    for some in chunks([row["number"] for row in rows]):
        found = session.execute(select(InvoiceRow.number, InvoiceRow.id).where(InvoiceRow.number.in_(some)))
        keys.update((number, key) for number, key in found)
    return keys


def change(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Update invoices by key; the plan looks at each of them again."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_columns.setdefault(tuple(sorted(row)), []).append(dict(row) | {"next_step_on": None})
    for alike in by_columns.values():
        session.execute(update(InvoiceRow), alike)


def settle(session: Session, settlings: Sequence[Settling], kind: AllocationKind, author: str, now: datetime) -> None:
    """Take amounts off invoices. The caller has seen that no more is taken than is open."""
    if not settlings:
        return
    rows = [
        {
            "invoice_id": one.invoice_id,
            "kind": kind.value,
            "credit_note_id": one.credit_note_id,
            "amount_minor": one.minor,
            "author": author,
            "why": one.why,
            "created_at": now,
        }
        for one in settlings
    ]
    insert_rows(session, AllocationRow, rows)
    touched = {one.invoice_id for one in settlings} | {one.credit_note_id for one in settlings if one.credit_note_id}
    invoices.refresh(session, touched)
