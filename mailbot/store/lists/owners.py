"""Whose matter something is: the partners of an invoice, of a client, of whatever belongs to them (lower case)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.store.chunks import chunks
from mailbot.store.lists.list_parts import whose
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.settling_tables import PenaltyRow
from mailbot.store.tables import (
    AlertRow,
    AllocationRow,
    BatchRow,
    ClientRow,
    DeliveryRow,
    HoldRow,
    InvoiceRow,
    ReminderRow,
)


def of(session: Session, kind: str, key: Any) -> frozenset[str]:
    """The partners whose matter the row of that kind is, by its number or code where its kind says so; nobody for a row
    that is not there."""
    return _KINDS[kind](session, key)


def clients_of(session: Session, partners: Iterable[str], client_ids: Iterable[int]) -> set[int]:
    """Those of these clients who are these partners' matter, wholly or in one invoice."""
    wanted, found = list(partners), set[int]()
    for some in chunks(sorted(set(client_ids))):
        own = select(ClientRow.id).where(ClientRow.id.in_(some), func.lower(ClientRow.partner).in_(wanted))
        named = select(InvoiceRow.client_id).where(
            InvoiceRow.client_id.in_(some), func.lower(InvoiceRow.partner).in_(wanted)
        )
        found.update(session.scalars(union(own, named)))
    return found


def _invoice(session: Session, key: int) -> frozenset[str]:
    query = select(whose()).select_from(InvoiceRow).join(ClientRow, ClientRow.id == InvoiceRow.client_id)
    return _read(session, query.where(InvoiceRow.id == key))


def _client(session: Session, key: int) -> frozenset[str]:
    own = select(func.lower(ClientRow.partner)).where(ClientRow.id == key)
    named = select(func.lower(InvoiceRow.partner)).where(InvoiceRow.client_id == key)
    return _read(session, own) | _read(session, named.distinct())


def _reminder(session: Session, key: int) -> frozenset[str]:
    row = session.get(ReminderRow, key)
    if row is None:
        return frozenset()
    return frozenset({row.partner.lower()}) | (_batch(session, row.batch_id) if row.batch_id else frozenset())


def _batch(session: Session, key: int) -> frozenset[str]:
    row = session.get(BatchRow, key)
    return frozenset({row.partner.lower(), row.asked.lower()} - {""}) if row is not None else frozenset()


Find = Callable[[Session, Any], frozenset[str]]


def _through(column: InstrumentedAttribute[Any], row: InstrumentedAttribute[Any], of_owner: Find) -> Find:
    """By what the row belongs to."""

    def find(session: Session, key: int) -> frozenset[str]:
        owner = session.scalar(select(column).where(row == key))
        return of_owner(session, owner) if owner is not None else frozenset()

    return find


def _read(session: Session, query: Select[Any]) -> frozenset[str]:
    return frozenset(found for found in session.scalars(query) if found)


_KINDS: Mapping[str, Find] = {
    "invoice": _invoice,
    "client": _client,
    "invoice_number": _through(InvoiceRow.id, InvoiceRow.number, _invoice),
    "client_code": _through(ClientRow.id, ClientRow.code, _client),
    "reminder": _reminder,
    "batch": _batch,
    "hold": _through(HoldRow.client_id, HoldRow.id, _client),
    "allocation": _through(AllocationRow.invoice_id, AllocationRow.id, _invoice),
    "alert": _through(AlertRow.client_id, AlertRow.id, _client),
    "penalty": _through(PenaltyRow.invoice_id, PenaltyRow.id, _invoice),
    "proceeding": _through(ProceedingRow.client_id, ProceedingRow.id, _client),
    "delivery": _through(DeliveryRow.client_id, DeliveryRow.id, _client),
}
