"""Proceedings: the ways chosen after the last notice; one of a kind at a time per client, a unique index says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.pursuing.proceeding import ProceedingStatus, check_move
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProceeding:
    """A way to record: for whom, which, about which invoices, until when it must be begun, who says so and why."""

    client_id: int
    kind: str
    invoice_ids: tuple[int, ...]
    author: str
    why: str = ""
    act_by: date | None = None


def add(session: Session, new: NewProceeding, now: datetime) -> ProceedingRow | None:
    """Record it as proposed; None when one of its kind is open for this client already."""
    row = ProceedingRow(
        client_id=new.client_id,
        kind=new.kind,
        status=ProceedingStatus.PROPOSED,
        invoices=list(new.invoice_ids),
        act_by=new.act_by,
        why=new.why,
        author=new.author,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return None
    return row


def move(session: Session, row: ProceedingRow, status: ProceedingStatus) -> None:
    """Take it on. Raises Refused when the table of moves does not allow it."""
    check_move(ProceedingStatus(row.status), status)
    row.status = status
    session.flush()


def close(session: Session, row: ProceedingRow, who: str, now: datetime) -> None:
    """End it: another one of its kind may be proposed then. Raises Refused when it is over already."""
    move(session, row, ProceedingStatus.CLOSED)
    row.closed_at, row.closed_by = now, who
    session.flush()


def open_one(session: Session, client_id: int, kind: str) -> ProceedingRow | None:
    """The client's open proceeding of that kind; locked, where rows can be."""
    query = select(ProceedingRow).where(
        ProceedingRow.client_id == client_id, ProceedingRow.kind == kind, ProceedingRow.closed_at.is_(None)
    )
    return session.scalar(query.with_for_update())


def open_of(session: Session, client_id: int) -> list[ProceedingRow]:
    """A client's open proceedings, oldest first."""
    query = select(ProceedingRow).where(ProceedingRow.client_id == client_id, ProceedingRow.closed_at.is_(None))
    return list(session.scalars(query.order_by(ProceedingRow.id)))


def listed(
    session: Session, *, client_id: int | None = None, closed: bool = False
) -> list[tuple[ProceedingRow, ClientRow]]:
    """Proceedings with their clients, those to begin first first; with `closed` also those that are over."""
    query = select(ProceedingRow, ClientRow).join(ClientRow, ClientRow.id == ProceedingRow.client_id)
    if client_id is not None:
        query = query.where(ProceedingRow.client_id == client_id)
    if not closed:
        query = query.where(ProceedingRow.closed_at.is_(None))
    order = (ProceedingRow.act_by.is_(None), ProceedingRow.act_by, ProceedingRow.id)
    return [(row, client) for row, client in session.execute(query.order_by(*order))]


def pursuable(session: Session, today: date) -> list[int]:
    """Clients for whom a way may be open: with an open invoice whose last printed deadline has passed, insolvent ones
    that owe, and those with an open proposal."""
    owed = InvoiceRow.open_minor > 0
    without = InvoiceRow.deadline_on.is_(None) & InvoiceRow.level_sent_on.is_not(None)
    passed = or_(InvoiceRow.deadline_on < today, without)
    insolvent = select(HoldRow.client_id).where(HoldRow.kind == HoldKind.INSOLVENT, HoldRow.ended_at.is_(None))
    proposed = select(ProceedingRow.client_id).where(
        ProceedingRow.closed_at.is_(None), ProceedingRow.status == ProceedingStatus.PROPOSED
    )
    query = select(InvoiceRow.client_id).where(
        InvoiceRow.kind == "invoice", owed & or_(passed, InvoiceRow.client_id.in_(insolvent))
    )
    return sorted({*session.scalars(query.distinct()), *session.scalars(proposed.distinct())})


def numbers(session: Session, rows: Sequence[ProceedingRow]) -> dict[int, list[str]]:
    """The invoices' numbers of these proceedings, by the proceeding's key."""
    wanted = sorted({int(key) for row in rows for key in row.invoices})
    known: dict[int, str] = {}
    for start in range(0, len(wanted), 500):
        query = select(InvoiceRow.id, InvoiceRow.number).where(InvoiceRow.id.in_(wanted[start : start + 500]))
        known.update((key, number) for key, number in session.execute(query))
    return {row.id: [known[int(key)] for key in row.invoices if int(key) in known] for row in rows}
