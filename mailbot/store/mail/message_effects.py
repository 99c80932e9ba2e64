"""What one message changed in the books: its holds and proposals, to be taken back and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.store.debts import interruptions
from mailbot.store.dunning import holds
from mailbot.store.pursuit_tables import InterruptionRow
from mailbot.store.tables import HoldRow, InboxRow


def running_holds(session: Session, inbox_id: int) -> list[HoldRow]:
    """The holds that this message set and that nobody ended."""
    query = select(HoldRow).where(HoldRow.inbox_id == inbox_id, HoldRow.ended_at.is_(None), HoldRow.plan_id.is_(None))
    return list(session.scalars(query.order_by(HoldRow.id)))


def replaced_by(session: Session, row: HoldRow) -> list[HoldRow]:
    """The holds whose place this one took when it was set."""
    query = select(HoldRow).where(
        HoldRow.client_id == row.client_id,
        HoldRow.kind == row.kind,
        HoldRow.invoice_id == row.invoice_id if row.invoice_id else HoldRow.invoice_id.is_(None),
        HoldRow.ended_at == row.created_at,
        HoldRow.outcome == holds.REPLACED,
        HoldRow.id < row.id,
    )
    return list(session.scalars(query.order_by(HoldRow.id)))


def bring_back(session: Session, keys: Iterable[int], today: date, now: datetime) -> list[HoldRow]:
    """Let ended holds run again: those whose time is not over, and whose place nobody took since."""
    back = []
    for key in sorted(set(keys)):
        row = session.get(HoldRow, key)
        if row is None or row.ended_at is None or (row.until is not None and row.until < today):
            continue
        running = holds.running_of_kinds(session, row.client_id, [HoldKind(row.kind)])
        if any(other.invoice_id == row.invoice_id for other in running):
            continue
        holds.reopen(session, row, now)
        back.append(row)
    return back


def end_holds(session: Session, rows: Iterable[HoldRow], who: str, now: datetime) -> list[int]:
    """End these before their time; returns the keys of those that ran."""
    ended = []
    for row in rows:
        if row.ended_at is None:
            holds.end(session, row, who, now)
            ended.append(row.id)
    return ended


def proposed_interruptions(session: Session, inbox_id: int) -> list[InterruptionRow]:
    """What the message was taken to acknowledge, as long as nobody confirmed it."""
    query = select(InterruptionRow).where(
        InterruptionRow.inbox_id == inbox_id,
        InterruptionRow.confirmed_at.is_(None),
        InterruptionRow.undone_at.is_(None),
    )
    return list(session.scalars(query.order_by(InterruptionRow.id)))


def propose_again(session: Session, keys: Iterable[int]) -> None:
    """Proposed acknowledgements that were taken back wait again."""
    for key in keys:
        row = interruptions.by_id(session, key)
        if row is not None and row.confirmed_at is None:
            row.undone_at, row.undone_by = None, ""


def client_of_thread(session: Session, message_ids: Iterable[str]) -> int | None:
    """The client who wrote one of these messages to us; None when nobody did, or two did."""
    wanted = sorted({ident for ident in message_ids if ident})[:50]
    if not wanted:
        return None
    query = select(InboxRow.client_id).where(
        InboxRow.message_id.in_(wanted), InboxRow.client_id.is_not(None), InboxRow.state != "duplicate"
    )
    found = set(session.scalars(query))
    return found.pop() if len(found) == 1 else None
