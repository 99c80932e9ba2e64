"""Invoices as lists: filtered, sorted, in parts, with their sums. A million take as long as a thousand.

A part begins where another ended (`keyset`), and sums are made of a bounded number of rows unless all are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.invoice import InvoiceKind
from mailbot.store.dunning import mass
from mailbot.store.dunning.mass import Selection
from mailbot.store.lists import keyset
from mailbot.store.lists.debtor_list import debts
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.lists.list_parts import IS_INVOICE, OPEN, OWED, Sum, contains, whose
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow

__all__ = ["InvoiceFilter", "InvoiceOrder", "InvoiceState", "Sum", "all_parts", "debts", "keys_of", "part", "sums"]

# How far ahead an invoice is soon due, in days.
SOON = 14
# Of more invoices than this the sum is made only for whoever asks for it.
COUNTED = 5_000


class InvoiceState(StrEnum):
    """Which invoices a list shows."""

    OVERDUE = "overdue"
    NOT_REMINDED = "not_reminded"
    REMINDED = "reminded"
    SOON_DUE = "soon_due"
    HELD = "held"
    OPEN = "open"
    SETTLED = "settled"


class InvoiceOrder(StrEnum):
    """How a list of invoices is sorted."""

    DUE = "due"
    AMOUNT = "amount"
    CLIENT = "client"
    NUMBER = "number"
    LEVEL = "level"


# Largest first, where that is what one looks for.
FALLING = frozenset({InvoiceOrder.AMOUNT, InvoiceOrder.LEVEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFilter:
    """What a list shows. `words`: in the client's name or code, or in the number; `selection`: the filters of reminders
    in number; `matters_of`: of these partners only (lower case), empty for everybody's."""

    today: date
    state: InvoiceState = InvoiceState.OVERDUE
    words: str = ""
    client_id: int | None = None
    selection: Selection | None = None
    matters_of: tuple[str, ...] = ()


Line = tuple[InvoiceRow, ClientRow]


def keys_of(order: InvoiceOrder) -> Sequence[Key]:
    """What a list in this order is sorted by, down to the last doubt."""
    return (*_ORDERS[order], Key(InvoiceRow.id, int))


def part(
    session: Session, wanted: InvoiceFilter, order: InvoiceOrder, at: Place | None = None, *, size: int = 100,
    down: bool | None = None,
) -> Part[Line]:  # fmt: skip
    """Some of the invoices wanted, with their clients. `down`: the largest first; None: as this order usually is."""
    falls = order in FALLING if down is None else down
    query = _joined(select(InvoiceRow, ClientRow), wanted)
    found = keyset.part(session, query, keys_of(order), at, size, down=falls)
    return Part([(invoice, client) for invoice, client in found.rows], found.before, found.after)


def all_parts(
    session: Session, wanted: InvoiceFilter, order: InvoiceOrder, *, size: int = 1_000, down: bool | None = None
) -> Iterator[list[Line]]:  # fmt: skip
    """All invoices wanted, some at a time, and nothing is kept of those that went by."""
    at: Place | None = None
    while True:
        found = part(session, wanted, order, at, size=size, down=down)
        yield found.rows
        session.expunge_all()
        at = keyset.place(found.after, keys_of(order)) if found.after else None
        if at is None:
            return


def sums(session: Session, wanted: InvoiceFilter, *, at_most: int | None = None) -> list[Sum] | None:
    """What all the invoices wanted add up to, a line per currency; None when they are more than `at_most`."""
    rows = _joined(select(InvoiceRow.currency, InvoiceRow.open_minor), wanted)
    counted = (rows.limit(at_most + 1) if at_most is not None else rows).subquery()
    columns = select(counted.c.currency, func.count(), func.sum(counted.c.open_minor))
    query = columns.group_by(counted.c.currency).order_by(counted.c.currency)
    found = [Sum(currency=c, count=int(n), open_minor=int(minor)) for c, n, minor in session.execute(query)]
    return None if at_most is not None and sum(one.count for one in found) > at_most else found


_ORDERS: dict[InvoiceOrder, tuple[Key, ...]] = {
    InvoiceOrder.DUE: (Key(InvoiceRow.due_on, keyset.day),),
    InvoiceOrder.AMOUNT: (Key(InvoiceRow.open_minor, int),),
    InvoiceOrder.CLIENT: (Key(ClientRow.name), Key(InvoiceRow.due_on, keyset.day)),
    InvoiceOrder.NUMBER: (Key(InvoiceRow.number),),
    InvoiceOrder.LEVEL: (Key(func.coalesce(InvoiceRow.level, -1), int),),
}


def _joined(query: Select[*tuple[Any, ...]], wanted: InvoiceFilter) -> Select[*tuple[Any, ...]]:
    joined = query.select_from(InvoiceRow).join(ClientRow, ClientRow.id == InvoiceRow.client_id)
    narrowed = mass.conditions(wanted.selection) if wanted.selection else ()
    return joined.where(_state(wanted), *narrowed, *_narrowing(wanted))


def _state(wanted: InvoiceFilter) -> ColumnElement[bool]:
    today = wanted.today
    overdue = and_(OWED, InvoiceRow.due_on < today)
    return {
        InvoiceState.OVERDUE: overdue,
        InvoiceState.NOT_REMINDED: and_(overdue, InvoiceRow.level.is_(None)),
        InvoiceState.REMINDED: and_(OWED, InvoiceRow.level.is_not(None)),
        InvoiceState.SOON_DUE: and_(OWED, InvoiceRow.due_on.between(today, today + timedelta(days=SOON))),
        InvoiceState.HELD: and_(OWED, _held(today)),
        InvoiceState.OPEN: and_(OPEN, InvoiceRow.kind != InvoiceKind.QUOTE),
        InvoiceState.SETTLED: and_(IS_INVOICE, InvoiceRow.open_minor <= 0),
    }[wanted.state]


def _held(today: date) -> ColumnElement[bool]:
    return exists().where(
        HoldRow.client_id == InvoiceRow.client_id,
        or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == InvoiceRow.id),
        HoldRow.ended_at.is_(None),
        or_(HoldRow.until.is_(None), HoldRow.until >= today),
    )


def _narrowing(wanted: InvoiceFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.words:
        named = select(ClientRow.id).where(contains(wanted.words, ClientRow.name, ClientRow.code))
        yield or_(InvoiceRow.client_id.in_(named), contains(wanted.words, InvoiceRow.number))
    if wanted.client_id is not None:
        yield InvoiceRow.client_id == wanted.client_id
    if wanted.matters_of:
        yield whose().in_(wanted.matters_of)
