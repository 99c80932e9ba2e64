"""Calls to make: put down, listed while there is something to call about, closed with their outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.invoice import InvoiceKind
from mailbot.store.call_tables import CallRow
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow

OPEN, DONE, DROPPED = "open", "done", "dropped"


@dataclass(frozen=True, slots=True)
class Owed:
    """What a client to be called owes that is overdue and not held: per currency, and since when the oldest is due."""

    totals: dict[str, int]
    oldest: date


def add(session: Session, row: CallRow) -> CallRow:
    """Put it on the list."""
    session.add(row)
    session.flush()
    return row


def get(session: Session, key: int) -> CallRow | None:
    """The call of this number."""
    return session.get(CallRow, key)


def open_of(session: Session, client_id: int) -> CallRow | None:
    """The call that this client waits for; there is one at most."""
    mine = select(CallRow).where(CallRow.client_id == client_id, CallRow.status == OPEN)
    return session.scalar(mine.order_by(CallRow.id).limit(1))


def of_reminder(session: Session, reminder_ids: Sequence[int]) -> CallRow | None:
    """The call that became one of these reminders."""
    return session.scalar(select(CallRow).where(CallRow.reminder_id.in_(reminder_ids)).limit(1))


def following(session: Session, key: int) -> CallRow | None:
    """The call that was put down because this one reached nobody."""
    return session.scalar(select(CallRow).where(CallRow.follows_id == key).order_by(CallRow.id.desc()).limit(1))


def in_a_row(session: Session, row: CallRow | None) -> int:
    """How many calls reached nobody up to and with this one."""
    count = 0
    while row is not None:
        count += 1
        row = session.get(CallRow, row.follows_id) if row.follows_id else None
    return count


def to_make(session: Session, today: date, *, later_too: bool = False) -> list[tuple[CallRow, ClientRow, Owed]]:
    """Open calls, the oldest first; only of clients who owe something overdue that nothing holds back: what was paid,
    disputed or promised since is not called about."""
    query = (
        select(CallRow, ClientRow).join(ClientRow, ClientRow.id == CallRow.client_id).where(CallRow.status == OPEN)
    )  # fmt: skip
    if not later_too:
        query = query.where(CallRow.due_on <= today)
    found = [(call, client) for call, client in session.execute(query.order_by(CallRow.due_on, CallRow.id))]
    owed = overdue(session, {client.id for _, client in found}, today)
    return [(call, client, owed[client.id]) for call, client in found if client.id in owed]


def overdue(session: Session, client_ids: set[int], today: date) -> dict[int, Owed]:
    """What these clients owe that is overdue and not held."""
    held = select(HoldRow.id).where(
        HoldRow.client_id == InvoiceRow.client_id,
        or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == InvoiceRow.id),
        HoldRow.ended_at.is_(None),
        or_(HoldRow.until.is_(None), HoldRow.until >= today),
    )
    query = (
        select(
            InvoiceRow.client_id, InvoiceRow.currency, func.sum(InvoiceRow.open_minor), func.min(InvoiceRow.due_on)
        )
        .where(
            InvoiceRow.client_id.in_(client_ids), InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.open_minor > 0,
            InvoiceRow.due_on < today, ~held.exists(),
        )
        .group_by(InvoiceRow.client_id, InvoiceRow.currency)
    )  # fmt: skip
    found: dict[int, Owed] = {}
    for client_id, currency, minor, oldest in session.execute(query):
        before = found.get(client_id)
        totals = {**(before.totals if before else {}), currency: int(minor)}
        found[client_id] = Owed(totals, min(oldest, before.oldest) if before else oldest)
    return found


def close(row: CallRow, status: str, outcome: str, by: str, now: datetime) -> None:
    """It was made, or is not to be made."""
    row.status, row.outcome, row.closed_by, row.closed_at = status, outcome, by, now


def reopen(row: CallRow) -> None:
    """It is to be made after all."""
    row.status, row.outcome, row.closed_by, row.closed_at, row.reminder_id = OPEN, "", "", None, None
