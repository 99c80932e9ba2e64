"""What the plan reads of many clients at once: columns instead of objects, a statement for many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.money import Money
from mailbot.store.chunks import chunks
from mailbot.store.debts.invoices import COLUMNS, from_columns
from mailbot.store.debts.sleep import awake
from mailbot.store.tables import ClientRow, InvoiceRow

# The tables themselves and not their classes: the objects' way of loading costs as much again as the reading.
_INVOICE, _CLIENT = InvoiceRow.__table__.c, ClientRow.__table__.c
_INVOICES = [_INVOICE[name] for name in (*COLUMNS, "next_step_on")]
_CLIENTS = [column for column in _CLIENT if column.name != "created_at"]


class Open(NamedTuple):
    """An open invoice, and until when the plan lets it sleep."""

    invoice: Invoice
    asleep: date | None


def lock(session: Session, client_ids: Iterable[int]) -> None:
    """Nobody else changes these clients' open invoices before this transaction ends; in the order of `store.locks`. On
    SQLite the transaction already is the lock."""
    if session.get_bind().dialect.name == "sqlite":
        return
    query = select(_INVOICE.id).where(_INVOICE.open_minor != 0).order_by(_INVOICE.id).with_for_update(key_share=True)
    for some in chunks(sorted(set(client_ids))):
        session.execute(query.where(_INVOICE.client_id.in_(some)))


def invoices(
    session: Session, client_ids: Iterable[int], *, due_by: date | None = None, only: frozenset[int] | None = None
) -> list[Open]:  # fmt: skip
    """Open invoices and credit notes of these clients, oldest due first.

    `due_by`: without what sleeps on that day and is not overdue, which no reminder of that day could hold. `only`: of
    these invoices those that are asked about.
    """
    found: list[Open] = []
    query = select(*_INVOICES).where(_INVOICE.open_minor != 0)
    if only is not None:
        for some in chunks(sorted(only)):
            found.extend(_open(row) for row in session.execute(query.where(_INVOICE.id.in_(some))))
        return sorted(found, key=lambda one: (one.invoice.client_id, one.invoice.due_on, one.invoice.id))
    if due_by is not None:
        credit = _INVOICE.kind == InvoiceKind.CREDIT_NOTE
        query = query.where(or_(awake(due_by), _INVOICE.due_on < due_by, credit))
    query = query.order_by(_INVOICE.client_id, _INVOICE.due_on, _INVOICE.id)
    for some in chunks(sorted(set(client_ids))):
        rows = session.execute(query.where(_INVOICE.client_id.in_(some)))
        found.extend(_open(row) for row in rows)
    return found


def _open(row: Row[Any]) -> Open:
    return Open(from_columns(row[:-1]), row[-1])


def clients(session: Session, client_ids: Iterable[int]) -> list[Row[Any]]:
    """These clients."""
    found: list[Row[Any]] = []
    for some in chunks(sorted(set(client_ids))):
        found.extend(session.execute(select(*_CLIENTS).where(_CLIENT.id.in_(some))))
    return found


def nets(
    session: Session, client_ids: Sequence[int], in_hand: Mapping[tuple[int, str], Money]
) -> dict[tuple[int, str], Money]:
    """What each client owes per currency: open invoices and credit notes, less the payments in hand."""
    minor: dict[tuple[int, str], int] = defaultdict(int)
    for some in chunks(sorted(set(client_ids))):
        query = (
            select(_INVOICE.client_id, _INVOICE.currency, func.sum(_INVOICE.open_minor))
            .where(_INVOICE.client_id.in_(some), _INVOICE.open_minor != 0, _INVOICE.kind != InvoiceKind.QUOTE)
            .group_by(_INVOICE.client_id, _INVOICE.currency)
        )
        for client, currency, owed in session.execute(query):
            minor[client, currency] += int(owed)
    for key, received in in_hand.items():
        minor[key] -= received.minor
    return {key: Money.from_minor(amount, key[1]) for key, amount in minor.items()}
