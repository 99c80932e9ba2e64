"""Invoices and clients as lists: filtered, sorted, in pages, with their sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.invoice import InvoiceKind
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow


class InvoiceState(StrEnum):
    """Which invoices a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    NOT_REMINDED = "not_reminded"
    REMINDED = "reminded"
    HELD = "held"
    SETTLED = "settled"


class InvoiceOrder(StrEnum):
    """How a list of invoices is sorted."""

    DUE = "due"
    AMOUNT = "amount"
    CLIENT = "client"
    NUMBER = "number"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFilter:
    """What a list shows. `words`: in the client's name or code, or in the number; `minimum_minor`: at least so much is
    open; `overdue_days`: overdue for at least so long; `level`: the last level sent; `partner`: whose matter it is."""

    today: date
    state: InvoiceState = InvoiceState.OVERDUE
    words: str = ""
    minimum_minor: int | None = None
    overdue_days: int | None = None
    level: int | None = None
    partner: str = ""
    client_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many invoices in one currency, and what is open on them."""

    currency: str
    count: int
    open_minor: int


def page(
    session: Session, wanted: InvoiceFilter, order: InvoiceOrder, *, start: int = 0, limit: int = 100
) -> list[tuple[InvoiceRow, ClientRow]]:
    """The invoices wanted, with their clients: `limit` of them after the first `start`."""
    query = _joined(select(InvoiceRow, ClientRow), wanted).order_by(*_ORDERS[order], InvoiceRow.id)
    return [(invoice, client) for invoice, client in session.execute(query.offset(start).limit(limit))]


def sums(session: Session, wanted: InvoiceFilter) -> list[Sum]:
    """What all the invoices wanted add up to, a line per currency."""
    columns = select(InvoiceRow.currency, func.count(), func.sum(InvoiceRow.open_minor))
    query = _joined(columns, wanted).group_by(InvoiceRow.currency).order_by(InvoiceRow.currency)
    return [Sum(currency=c, count=int(n), open_minor=int(minor)) for c, n, minor in session.execute(query)]


_ORDERS: dict[InvoiceOrder, tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]] = {
    InvoiceOrder.DUE: (InvoiceRow.due_on,),
    InvoiceOrder.AMOUNT: (InvoiceRow.open_minor.desc(),),
    InvoiceOrder.CLIENT: (ClientRow.name, InvoiceRow.due_on),
    InvoiceOrder.NUMBER: (InvoiceRow.number,),
    InvoiceOrder.LEVEL: (func.coalesce(InvoiceRow.level, -1).desc(), InvoiceRow.due_on),
}


def _joined(query: Select[*tuple[Any, ...]], wanted: InvoiceFilter) -> Select[*tuple[Any, ...]]:
    joined = query.select_from(InvoiceRow).join(ClientRow, ClientRow.id == InvoiceRow.client_id)
    return joined.where(*_state(wanted), *_narrowing(wanted))


def _state(wanted: InvoiceFilter) -> Sequence[ColumnElement[bool]]:
    owed = and_(InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.open_minor > 0)
    overdue = and_(owed, InvoiceRow.due_on < wanted.today)
    match wanted.state:
        case InvoiceState.OPEN:
            return (InvoiceRow.kind != InvoiceKind.QUOTE, InvoiceRow.open_minor != 0)
        case InvoiceState.OVERDUE:
            return (overdue,)
        case InvoiceState.NOT_REMINDED:
            return (overdue, InvoiceRow.level.is_(None))
        case InvoiceState.REMINDED:
            return (owed, InvoiceRow.level.is_not(None))
        case InvoiceState.HELD:
            return (owed, _held(wanted.today))
        case InvoiceState.SETTLED:
            return (InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.open_minor <= 0)


def _held(today: date) -> ColumnElement[bool]:
    return exists().where(
        HoldRow.client_id == InvoiceRow.client_id,
        or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == InvoiceRow.id),
        HoldRow.ended_at.is_(None),
        or_(HoldRow.until.is_(None), HoldRow.until >= today),
    )


def _narrowing(wanted: InvoiceFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words:
        found.append(_contains(wanted.words, ClientRow.name, ClientRow.code, InvoiceRow.number))
    if wanted.minimum_minor is not None:
        found.append(InvoiceRow.open_minor >= wanted.minimum_minor)
    if wanted.overdue_days is not None:
        found.append(InvoiceRow.due_on <= wanted.today - timedelta(days=wanted.overdue_days))
    if wanted.level is not None:
        found.append(InvoiceRow.level == wanted.level)
    if wanted.partner:
        found.append(func.coalesce(func.nullif(InvoiceRow.partner, ""), ClientRow.partner) == wanted.partner)
    if wanted.client_id is not None:
        found.append(InvoiceRow.client_id == wanted.client_id)
    return found


def _contains(words: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The words in any of the columns, whatever the case; % and _ mean themselves."""
    return or_(*(func.lower(column).contains(words.lower(), autoescape=True) for column in columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What a client owes in one currency; `overdue_minor` of it is overdue, the oldest since `oldest_due_on`."""

    client: ClientRow
    currency: str
    count: int
    open_minor: int
    overdue_minor: int
    oldest_due_on: date | None


def debts(session: Session, today: date, words: str = "", *, start: int = 0, limit: int = 100) -> list[Debt]:
    """Clients with something open, the most overdue first: `limit` of them after the first `start`."""
    late = _overdue(today)
    oldest = func.min(case((late, InvoiceRow.due_on)))
    overdue = func.sum(case((late, InvoiceRow.open_minor), else_=0))
    columns = (InvoiceRow.currency, func.count(), func.sum(InvoiceRow.open_minor), overdue, oldest)
    query = (
        _owing(select(ClientRow, *columns), words)
        .group_by(ClientRow.id, InvoiceRow.currency)
        .order_by(overdue.desc(), ClientRow.name, InvoiceRow.currency)
    )
    return [
        Debt(
            client=client, currency=currency, count=int(count), open_minor=int(total), overdue_minor=int(overdue_minor),
            oldest_due_on=first,
        )
        for client, currency, count, total, overdue_minor, first in session.execute(query.offset(start).limit(limit))
    ]  # fmt: skip


def debt_sums(session: Session, today: date, words: str = "") -> list[tuple[Sum, int]]:
    """What all those clients owe, a line per currency, and how much of it is overdue (minor units)."""
    overdue = func.sum(case((_overdue(today), InvoiceRow.open_minor), else_=0))
    columns = (InvoiceRow.currency, func.count(), func.sum(InvoiceRow.open_minor), overdue)
    query = _owing(select(*columns), words).group_by(InvoiceRow.currency).order_by(InvoiceRow.currency)
    return [(Sum(currency=c, count=int(n), open_minor=int(m)), int(late)) for c, n, m, late in session.execute(query)]


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.due_on < today)


def _owing(query: Select[*tuple[Any, ...]], words: str) -> Select[*tuple[Any, ...]]:
    found = query.select_from(InvoiceRow).join(ClientRow, ClientRow.id == InvoiceRow.client_id)
    found = found.where(InvoiceRow.open_minor != 0, InvoiceRow.kind != InvoiceKind.QUOTE)
    return found.where(_contains(words, ClientRow.name, ClientRow.code, ClientRow.email)) if words else found
