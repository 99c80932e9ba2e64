"""Instalment plans: the dates and amounts that stand under a hold of that kind, and which invoices it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.instalments import Instalment, Outcome
from mailbot.core.money import Money
from mailbot.store.chunks import chunks
from mailbot.store.pursuit_tables import InstalmentRow
from mailbot.store.tables import ClientRow, HoldRow


def add(session: Session, hold: HoldRow, instalments: Sequence[Instalment]) -> None:
    """Write the dates and amounts of a plan under its hold."""
    session.add_all(
        InstalmentRow(
            hold_id=hold.id,
            rank=one.rank,
            due_on=one.due_on,
            until=one.until,
            currency=one.amount.currency,
            amount_minor=one.amount.minor,
        )
        for one in instalments
    )
    session.flush()


def to_instalment(row: InstalmentRow) -> Instalment:
    """The row as a frozen value."""
    return Instalment(
        rank=row.rank,
        due_on=row.due_on,
        until=row.until,
        amount=Money.from_minor(row.amount_minor, row.currency),
        outcome=Outcome(row.outcome),
    )


def plan_key(hold: HoldRow) -> int:
    """The key of the hold under which the dates stand: its own, or that of the plan it is one more invoice of."""
    return hold.plan_id or hold.id


def rows_of(session: Session, plans: Iterable[int]) -> dict[int, list[InstalmentRow]]:
    """The instalments of these plans, in order."""
    found: dict[int, list[InstalmentRow]] = defaultdict(list)
    for some in chunks(sorted(set(plans))):
        query = select(InstalmentRow).where(InstalmentRow.hold_id.in_(some)).order_by(InstalmentRow.rank)
        for row in session.scalars(query):
            found[row.hold_id].append(row)
    return found


def next_of(session: Session, plans: Iterable[int]) -> dict[int, Instalment]:
    """What each plan waits for now: its first instalment that nobody has judged."""
    found: dict[int, Instalment] = {}
    for some in chunks(sorted(set(plans))):
        waited = (
            select(InstalmentRow.hold_id, func.min(InstalmentRow.rank).label("rank"))
            .where(InstalmentRow.hold_id.in_(some), InstalmentRow.outcome == Outcome.WAITED)
            .group_by(InstalmentRow.hold_id)
            .subquery()
        )
        same = (InstalmentRow.hold_id == waited.c.hold_id) & (InstalmentRow.rank == waited.c.rank)
        found.update(
            (row.hold_id, to_instalment(row)) for row in session.scalars(select(InstalmentRow).join(waited, same))
        )
    return found


def running(session: Session, client_id: int | None = None) -> list[HoldRow]:
    """Plans with dates that nobody ended (of one client, or of all), oldest first."""
    query = _plans().where(HoldRow.ended_at.is_(None))
    if client_id is not None:
        query = query.where(HoldRow.client_id == client_id)
    return list(session.scalars(query.order_by(HoldRow.id)))


def by_key(session: Session, key: int) -> HoldRow | None:
    """The plan of that number."""
    found: HoldRow | None = session.scalar(_plans().where(HoldRow.id == key))
    return found


def listed(session: Session, *, client_id: int | None = None, ended: bool = False) -> list[tuple[HoldRow, ClientRow]]:
    """Plans with their clients, newest first; `ended`: those that are over too."""
    query = select(HoldRow, ClientRow).join(ClientRow, ClientRow.id == HoldRow.client_id)
    query = query.where(HoldRow.id.in_(select(InstalmentRow.hold_id)))
    if client_id is not None:
        query = query.where(HoldRow.client_id == client_id)
    if not ended:
        query = query.where(HoldRow.ended_at.is_(None))
    return [(hold, client) for hold, client in session.execute(query.order_by(HoldRow.id.desc()))]


def covered(session: Session, plans: Sequence[HoldRow]) -> dict[int, frozenset[int]]:
    """Plan → the invoices it is about; none named: all of the client's."""
    found: dict[int, set[int]] = {row.id: {row.invoice_id} if row.invoice_id else set() for row in plans}
    for some in chunks(sorted(found)):
        more = select(HoldRow.plan_id, HoldRow.invoice_id).where(HoldRow.plan_id.in_(some))
        for plan_id, invoice_id in session.execute(more):
            if plan_id is not None and invoice_id is not None:
                found[plan_id].add(invoice_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def write_outcome(row: InstalmentRow, outcome: Outcome, now: datetime) -> None:
    """Write what became of an instalment; WAITED takes the judgement back."""
    row.outcome, row.judged_at = outcome, None if outcome is Outcome.WAITED else now


def _plans() -> Select[Any]:
    return select(HoldRow).where(HoldRow.kind == HoldKind.INSTALMENTS, HoldRow.id.in_(select(InstalmentRow.hold_id)))
