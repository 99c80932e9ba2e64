"""Holds: set, ended, read back; each change wakes the plan for that client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mailbot.core.hold import Hold, HoldKind
from mailbot.core.instalments import Instalment
from mailbot.store.chunks import insert_rows
from mailbot.store.debts import invoices
from mailbot.store.dunning import instalments
from mailbot.store.tables import HoldRow

# The outcome of a hold whose place a newer one took.
REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """A hold to set: what it is, for whom, until when, who says so and why. See `HoldRow` for the rest."""

    client_id: int
    kind: HoldKind
    reason: str
    author: str
    invoice_id: int | None = None
    until: date | None = None
    promised_on: date | None = None
    published_on: date | None = None
    amount_minor: int | None = None
    currency: str = ""
    sentence: str = ""
    inbox_id: int | None = None
    plan_id: int | None = None


def to_hold(row: HoldRow, following: Instalment | None = None) -> Hold:
    """The row as a frozen value; `following`: what comes next of an instalment plan."""
    return Hold(
        id=row.id,
        client_id=row.client_id,
        kind=HoldKind(row.kind),
        reason=row.reason,
        invoice_id=row.invoice_id,
        until=row.until,
        promised_on=row.promised_on,
        author=row.author,
        next=following,
    )


def add(session: Session, hold: NewHold, now: datetime) -> HoldRow:
    """Set a hold. One of the same kind and scope that still runs ends: the new one takes its place.

    A promise whose time is over is left to be judged: a new one does not make it good.
    """
    same = select(HoldRow).where(
        HoldRow.client_id == hold.client_id,
        HoldRow.kind == hold.kind,
        HoldRow.ended_at.is_(None),
        HoldRow.invoice_id == hold.invoice_id if hold.invoice_id else HoldRow.invoice_id.is_(None),
    )
    for old in session.scalars(same).all():
        if old.kind != HoldKind.PROMISE or old.until is None or old.until >= now.date():
            end(session, old, hold.author, now, REPLACED)
    row = HoldRow(
        client_id=hold.client_id,
        invoice_id=hold.invoice_id,
        kind=hold.kind,
        reason=hold.reason,
        sentence=hold.sentence,
        until=hold.until,
        promised_on=hold.promised_on,
        published_on=hold.published_on,
        amount_minor=hold.amount_minor,
        currency=hold.currency,
        plan_id=hold.plan_id,
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
    """End a hold before its time (or mark a promise kept / broken). An instalment plan ends for all its invoices."""
    for one in family(session, row):
        if one.ended_at is None:
            one.ended_at, one.ended_by, one.outcome = now, author, outcome
    session.flush()
    invoices.wake(session, row.client_id)


def reopen(session: Session, row: HoldRow, now: datetime) -> None:
    """It had not ended after all; what had ended with it runs again too."""
    ended_at = row.ended_at
    for one in family(session, row):
        if one.ended_at == ended_at:
            one.ended_at, one.ended_by, one.outcome, one.reopened_at = None, "", "", now
    session.flush()
    invoices.wake(session, row.client_id)


def ended_at(session: Session, client_id: int, invoice_id: int | None, now: datetime) -> list[HoldRow]:
    """What ended at this instant for the invoice (None: for the client as a whole)."""
    same = HoldRow.invoice_id == invoice_id if invoice_id else HoldRow.invoice_id.is_(None)
    query = select(HoldRow).where(HoldRow.client_id == client_id, same, HoldRow.ended_at == now)
    return list(session.scalars(query))


def family(session: Session, row: HoldRow) -> list[HoldRow]:
    """The hold itself; of an instalment plan every hold that belongs to it, the one with the dates first."""
    if row.kind != HoldKind.INSTALMENTS:
        return [row]
    plan = instalments.plan_key(row)
    query = select(HoldRow).where((HoldRow.id == plan) | (HoldRow.plan_id == plan))
    return list(session.scalars(query.order_by(HoldRow.id)))


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


def values_running(session: Session, client_ids: Iterable[int], today: date) -> list[Hold]:
    """The same as frozen values, instalment plans with what comes next."""
    rows = running(session, client_ids, today)
    plans = [instalments.plan_key(row) for row in rows if row.kind == HoldKind.INSTALMENTS]
    following = instalments.next_of(session, plans)
    return [to_hold(row, following.get(instalments.plan_key(row))) for row in rows]


def listed(session: Session, *, client_id: int | None = None, ended_too: bool = False) -> list[HoldRow]:
    """Holds (of one client, or of all), newest first; `ended_too`: those that a person or time has ended as well."""
    query = select(HoldRow)
    if client_id is not None:
        query = query.where(HoldRow.client_id == client_id)
    if not ended_too:
        query = query.where(HoldRow.ended_at.is_(None))
    return list(session.scalars(query.order_by(HoldRow.id.desc())))


def running_of_kinds(session: Session, client_id: int, kinds: Sequence[HoldKind]) -> list[HoldRow]:
    """A client's holds of these kinds that nobody ended."""
    query = select(HoldRow).where(HoldRow.client_id == client_id, HoldRow.kind.in_(kinds), HoldRow.ended_at.is_(None))
    return list(session.scalars(query.order_by(HoldRow.id)))


def of_client(session: Session, client_id: int) -> list[HoldRow]:
    """Every hold a client ever had, newest first."""
    return list(session.scalars(select(HoldRow).where(HoldRow.client_id == client_id).order_by(HoldRow.id.desc())))
