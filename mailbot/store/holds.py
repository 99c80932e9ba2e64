"""Holds: set, ended, read back; each change wakes the plan for that client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mailbot.core.hold import Hold, HoldKind
from mailbot.store import invoices
from mailbot.store.chunks import insert_rows
from mailbot.store.tables import HoldRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """A hold to set: what it is, for whom, until when, who says so and why."""

    client_id: int
    kind: HoldKind
    reason: str
    author: str
    invoice_id: int | None = None
    until: date | None = None
    promised_on: date | None = None
    amount_minor: int | None = None
    sentence: str = ""
    inbox_id: int | None = None


def to_hold(row: HoldRow) -> Hold:
    """The row as a frozen value."""
    return Hold(
        id=row.id,
        client_id=row.client_id,
        kind=HoldKind(row.kind),
        reason=row.reason,
        invoice_id=row.invoice_id,
        until=row.until,
        promised_on=row.promised_on,
        author=row.author,
    )


def add(session: Session, hold: NewHold, now: datetime) -> HoldRow:
    """Set a hold. One of the same kind and scope that still runs ends: the new one takes its place."""
    same = select(HoldRow).where(
        HoldRow.client_id == hold.client_id,
        HoldRow.kind == hold.kind,
        HoldRow.ended_at.is_(None),
        HoldRow.invoice_id == hold.invoice_id if hold.invoice_id else HoldRow.invoice_id.is_(None),
    )
    for old in session.scalars(same):
        old.ended_at, old.ended_by, old.outcome = now, hold.author, "replaced"
    row = HoldRow(
        client_id=hold.client_id,
        invoice_id=hold.invoice_id,
        kind=hold.kind,
        reason=hold.reason,
        sentence=hold.sentence,
        until=hold.until,
        promised_on=hold.promised_on,
        amount_minor=hold.amount_minor,
        author=hold.author,
        inbox_id=hold.inbox_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    invoices.wake(session, hold.client_id)
    return row


def add_to_new(session: Session, new: Sequence[NewHold], now: datetime) -> None:
    """Set holds on invoices that are new in this transaction: none of them can have one yet. Set-based."""
    rows = [
        {
            "client_id": hold.client_id,
            "invoice_id": hold.invoice_id,
            "kind": hold.kind.value,
            "reason": hold.reason,
            "until": hold.until,
            "author": hold.author,
            "created_at": now,
        }
        for hold in new
    ]
    insert_rows(session, HoldRow, rows)


def end(session: Session, row: HoldRow, author: str, now: datetime, outcome: str = "") -> None:
    """End a hold before its time (or mark a promise kept / broken)."""
    row.ended_at, row.ended_by, row.outcome = now, author, outcome
    session.flush()
    invoices.wake(session, row.client_id)


def running(session: Session, client_ids: Iterable[int], today: date) -> list[HoldRow]:
    """Holds of these clients that keep reminders back today.

    Absences stay a little longer: the next step waits two working days after the return.
    """
    wanted = sorted(set(client_ids))
    found: list[HoldRow] = []
    lately_absent = (HoldRow.kind == HoldKind.ABSENT) & (HoldRow.until >= today - timedelta(days=10))
    for start in range(0, len(wanted), 500):
        query = select(HoldRow).where(
            HoldRow.client_id.in_(wanted[start : start + 500]),
            HoldRow.ended_at.is_(None),
            or_(HoldRow.until.is_(None), HoldRow.until >= today, lately_absent),
        )
        found.extend(session.scalars(query.order_by(HoldRow.id)))
    return found


def promises_due(session: Session, today: date) -> list[HoldRow]:
    """Promises whose time is over and whose outcome nobody wrote down yet."""
    query = select(HoldRow).where(
        HoldRow.kind == HoldKind.PROMISE, HoldRow.ended_at.is_(None), HoldRow.until.is_not(None), HoldRow.until < today
    )
    return list(session.scalars(query.order_by(HoldRow.id)))


def running_of_kinds(session: Session, client_id: int, kinds: Sequence[HoldKind]) -> list[HoldRow]:
    """A client's holds of these kinds that nobody ended."""
    query = select(HoldRow).where(HoldRow.client_id == client_id, HoldRow.kind.in_(kinds), HoldRow.ended_at.is_(None))
    return list(session.scalars(query.order_by(HoldRow.id)))


def of_client(session: Session, client_id: int) -> list[HoldRow]:
    """Every hold a client ever had, newest first."""
    return list(session.scalars(select(HoldRow).where(HoldRow.client_id == client_id).order_by(HoldRow.id.desc())))
