"""Alerts as lists: filtered and sorted, with whom and what they are about; how many wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mailbot.store.tables import AlertRow, ClientRow, InvoiceRow
from mailbot.store.watching.alerts import in_order


class AlertState(StrEnum):
    """Which alerts."""

    OPEN = "open"
    DONE = "done"


class AlertOrder(StrEnum):
    """What comes first."""

    URGENCY = "urgency"
    AGE = "age"
    KIND = "kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFilter:
    """What is asked for; empty means any. `without`: kinds that are left out; `persons`: of these people only."""

    state: AlertState = AlertState.OPEN
    kind: str = ""
    person: str = ""
    urgent: bool | None = None
    client_id: int | None = None
    without: Sequence[str] = ()
    persons: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An alert with its client and its invoice, where it has them."""

    row: AlertRow
    client: ClientRow | None
    invoice: InvoiceRow | None


def page(
    session: Session, wanted: AlertFilter, order: AlertOrder = AlertOrder.URGENCY, *, start: int = 0, limit: int = 100
) -> list[Listed]:
    """The alerts asked for; those that are done, the last one first."""
    query = (
        select(AlertRow, ClientRow, InvoiceRow)
        .outerjoin(ClientRow, ClientRow.id == AlertRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == AlertRow.invoice_id)
        .where(*_conditions(wanted))
        .order_by(*_sorted(wanted, order))
        .offset(start)
        .limit(limit)
    )
    return [Listed(row=row, client=client, invoice=invoice) for row, client, invoice in session.execute(query)]


def count(session: Session, wanted: AlertFilter) -> int:
    """How many there are."""
    return int(session.scalar(select(func.count()).select_from(AlertRow).where(*_conditions(wanted))) or 0)


def counts(session: Session) -> Counter[str]:
    """How many are open of each kind."""
    query = select(AlertRow.kind, func.count()).where(AlertRow.done_at.is_(None)).group_by(AlertRow.kind)
    return Counter({kind: int(number) for kind, number in session.execute(query)})


def _conditions(wanted: AlertFilter) -> list[ColumnElement[bool]]:
    over = AlertRow.done_at.is_not(None)
    found: list[ColumnElement[bool]] = [over if wanted.state is AlertState.DONE else ~over]
    if wanted.kind:
        found.append(AlertRow.kind == wanted.kind)
    if wanted.person:
        found.append(AlertRow.partner == wanted.person)
    if wanted.persons:
        found.append(AlertRow.partner.in_(wanted.persons))
    if wanted.urgent is not None:
        found.append(AlertRow.urgent.is_(wanted.urgent))
    if wanted.client_id is not None:
        found.append(AlertRow.client_id == wanted.client_id)
    if wanted.without:
        found.append(AlertRow.kind.not_in(wanted.without))
    return found


def _sorted(wanted: AlertFilter, order: AlertOrder) -> tuple[Any, ...]:
    if wanted.state is AlertState.DONE:
        return AlertRow.done_at.desc(), AlertRow.id.desc()
    if order is AlertOrder.AGE:
        return (AlertRow.id.asc(),)
    return (AlertRow.kind.asc(), *in_order()) if order is AlertOrder.KIND else in_order()
