"""Clients who owe something, as a list: a line per client and currency, sorted, in parts, with sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, literal, or_, select
from sqlalchemy.orm import Session

from mailbot.core.invoice import InvoiceKind
from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.lists.list_parts import OPEN, Sum, contains, overdue, whose
from mailbot.store.tables import ClientRow, InvoiceRow

_NEVER = date(9999, 12, 31)


class DebtorState(StrEnum):
    """Which clients a list shows."""

    OWING = "owing"
    UNPAID = "unpaid"
    NO_ADDRESS = "no_address"


class DebtorOrder(StrEnum):
    """How a list of clients is sorted."""

    OVERDUE = "overdue"
    OWED = "owed"
    NAME = "name"
    OLDEST = "oldest"


# Largest first, where that is what one looks for.
FALLING = frozenset({DebtorOrder.OVERDUE, DebtorOrder.OWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtorFilter:
    """What a list shows. `words`: in name, code or address; `minimum_minor`: at least so much is overdue; `partner`,
    `matters_of`: only what is owed in these partners' matters (lower case)."""

    today: date
    state: DebtorState = DebtorState.OWING
    words: str = ""
    minimum_minor: int | None = None
    partner: str = ""
    matters_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What a client owes in one currency; `overdue_minor` of it is overdue, the oldest since `oldest_due_on`."""

    client: ClientRow
    currency: str
    count: int
    open_minor: int
    overdue_minor: int
    oldest_due_on: date | None


def keys_of(order: DebtorOrder, wanted: DebtorFilter) -> Sequence[Key]:
    """What a list in this order is sorted by, down to the last doubt."""
    return _keys(order, _debts(wanted))


def part(
    session: Session, wanted: DebtorFilter, order: DebtorOrder = DebtorOrder.OVERDUE, at: Place | None = None, *,
    size: int = 100, down: bool | None = None,
) -> Part[Debt]:  # fmt: skip
    """Some of the clients wanted. `down`: the largest first; None: as this order usually is."""
    falls = order in FALLING if down is None else down
    owed = _debts(wanted)
    query = _listed(select(ClientRow, owed), owed, wanted)
    found = keyset.part(session, query, _keys(order, owed), at, size, down=falls)
    return Part([_debt(row) for row in found.rows], found.before, found.after)


def debts(session: Session, today: date, words: str = "", *, limit: int = 100) -> list[Debt]:
    """The first clients with something open, the most overdue first."""
    return part(session, DebtorFilter(today=today, words=words), size=limit).rows


def sums(session: Session, wanted: DebtorFilter) -> list[tuple[Sum, int]]:
    """What all those clients owe, a line per currency, and how much of it is overdue (minor units)."""
    owed = _debts(wanted)
    columns = (owed.c.currency, func.sum(owed.c.count), func.sum(owed.c.open), func.sum(owed.c.overdue))
    query = _listed(select(*columns), owed, wanted).group_by(owed.c.currency).order_by(owed.c.currency)
    return [
        (Sum(currency=c, count=int(n), open_minor=int(minor)), int(late))
        for c, n, minor, late in session.execute(query)
    ]


def _debt(row: tuple[Any, ...]) -> Debt:
    client, _, currency, count, total, late, oldest = row
    return Debt(
        client=client, currency=currency, count=int(count), open_minor=int(total), overdue_minor=int(late),
        oldest_due_on=None if oldest == _NEVER else oldest,
    )  # fmt: skip


def _debts(wanted: DebtorFilter) -> Subquery:
    """A line per client and currency."""
    late = overdue(wanted.today)
    query = select(
        InvoiceRow.client_id,
        InvoiceRow.currency,
        func.count().label("count"),
        func.sum(InvoiceRow.open_minor).label("open"),
        func.sum(case((late, InvoiceRow.open_minor), else_=0)).label("overdue"),
        func.min(case((late, InvoiceRow.due_on), else_=literal(_NEVER, InvoiceRow.due_on.type))).label("oldest"),
    ).where(OPEN, InvoiceRow.kind != InvoiceKind.QUOTE)
    if wanted.partner or wanted.matters_of:
        query = query.join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        chosen = [wanted.partner] if wanted.partner else []
        query = query.where(*(whose().in_(one) for one in (chosen, wanted.matters_of) if one))
    return query.group_by(InvoiceRow.client_id, InvoiceRow.currency).subquery("owed")


def _listed(query: Select[*tuple[Any, ...]], owed: Subquery, wanted: DebtorFilter) -> Select[*tuple[Any, ...]]:
    found = query.select_from(owed).join(ClientRow, ClientRow.id == owed.c.client_id).where(*_state(owed, wanted))
    if wanted.minimum_minor is not None:
        found = found.where(owed.c.overdue >= wanted.minimum_minor)
    if wanted.words:
        found = found.where(contains(wanted.words, ClientRow.name, ClientRow.code, ClientRow.email))
    return found


def _state(owed: Subquery, wanted: DebtorFilter) -> Sequence[ColumnElement[bool]]:
    if wanted.state is DebtorState.UNPAID:
        return (owed.c.overdue > 0,)
    if wanted.state is DebtorState.NO_ADDRESS:
        return (or_(ClientRow.email == "", ClientRow.email_bounced),)
    return ()


def _keys(order: DebtorOrder, owed: Subquery) -> Sequence[Key]:
    last = (Key(ClientRow.id, int), Key(owed.c.currency))
    return {
        DebtorOrder.OVERDUE: (Key(owed.c.overdue, int), *last),
        DebtorOrder.OWED: (Key(owed.c.open, int), *last),
        DebtorOrder.NAME: (Key(ClientRow.name), *last),
        DebtorOrder.OLDEST: (Key(owed.c.oldest, keyset.day), *last),
    }[order]
