"""Alerts as lists: filtered and sorted, with whom and what they are about; how many wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.orm import Session

from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.tables import AlertRow, ClientRow, InvoiceRow

_NEVER = literal(date(9999, 12, 31), AlertRow.act_by.type)


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
    session: Session, wanted: AlertFilter, order: AlertOrder = AlertOrder.URGENCY, *, limit: int = 100
) -> list[Listed]:  # fmt: skip
    """The first of the alerts asked for; those that are done, the last one first."""
    return part(session, wanted, order, size=limit).rows


def part(
    session: Session, wanted: AlertFilter, order: AlertOrder = AlertOrder.URGENCY, at: Place | None = None, *,
    size: int = 100,
) -> Part[Listed]:  # fmt: skip
    """Some of the alerts asked for; those that are done, the last one first."""
    query = (
        select(AlertRow, ClientRow, InvoiceRow)
        .outerjoin(ClientRow, ClientRow.id == AlertRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == AlertRow.invoice_id)
        .where(*_conditions(wanted))
    )
    over = wanted.state is AlertState.DONE
    found = keyset.part(session, query, keys_of(wanted, order), at, size, down=over)
    rows = [Listed(row=row, client=client, invoice=invoice) for row, client, invoice in found.rows]
    return Part(rows, found.before, found.after)


def keys_of(wanted: AlertFilter, order: AlertOrder) -> Sequence[Key]:
    """What a list of these alerts is sorted by, down to the last doubt: as `alerts.in_order` has it."""
    if wanted.state is AlertState.DONE:
        return (Key(AlertRow.done_at, keyset.instant), Key(AlertRow.id, int))
    if order is AlertOrder.AGE:
        return (Key(AlertRow.id, int),)
    urgency = (Key(case((AlertRow.urgent, 0), else_=1), int), Key(func.coalesce(AlertRow.act_by, _NEVER), keyset.day))
    kind = (Key(AlertRow.kind),) if order is AlertOrder.KIND else ()
    return (*kind, *urgency, Key(AlertRow.id, int))


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
