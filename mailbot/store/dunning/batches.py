"""Batches: the reminders one digest asks one partner about, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store.tables import BatchRow, ReminderRow


def open_batch(session: Session, partner: str, on: date, now: datetime) -> BatchRow:
    """A new batch for this partner; its token is set by the caller once its key is known."""
    rank = session.scalar(
        select(func.count()).select_from(BatchRow).where(BatchRow.partner == partner, BatchRow.proposed_on == on)
    )
    row = BatchRow(
        partner=partner, proposed_on=on, rank=rank or 0, token=f"new-{partner}-{on}-{rank or 0}", created_at=now
    )
    session.add(row)
    session.flush()
    return row


def number(session: Session, batch: BatchRow, reminders: Sequence[ReminderRow]) -> None:
    """Give the reminders their numbers 1..N in this batch."""
    for position, reminder in enumerate(reminders, start=1):
        reminder.batch_id, reminder.number = batch.id, position
    session.flush()


def reminders(session: Session, batch_id: int) -> list[ReminderRow]:
    """The reminders of a batch, in order of their numbers."""
    return list(
        session.scalars(select(ReminderRow).where(ReminderRow.batch_id == batch_id).order_by(ReminderRow.number))
    )


def by_token(session: Session, token: str) -> BatchRow | None:
    """The batch whose digest carries this token."""
    return session.scalar(select(BatchRow).where(BatchRow.token == token.lower()))


def silent(session: Session, before: datetime) -> list[BatchRow]:
    """Batches asked before that instant, not yet handed to a deputy, with something still undecided."""
    undecided = select(ReminderRow.batch_id).where(
        ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.batch_id.is_not(None)
    )
    query = select(BatchRow).where(
        BatchRow.asked_at < before, BatchRow.deputised_at.is_(None), BatchRow.id.in_(undecided)
    )
    return list(session.scalars(query.order_by(BatchRow.id)))


def undecided_of(session: Session, partner: str) -> list[BatchRow]:
    """Batches asked of this person in which something is still undecided."""
    undecided = select(ReminderRow.batch_id).where(
        ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.batch_id.is_not(None)
    )
    return list(session.scalars(select(BatchRow).where(BatchRow.asked == partner, BatchRow.id.in_(undecided))))


def recent(session: Session, limit: int = 50) -> list[BatchRow]:
    """The newest batches first."""
    return list(session.scalars(select(BatchRow).order_by(BatchRow.id.desc()).limit(limit)))
