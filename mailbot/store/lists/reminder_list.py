"""Batches and reminders as lists, with what became of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.tables import AllocationRow, BatchRow, ClientRow, DeliveryRow, ReminderLineRow, ReminderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSummary:
    """A batch with how many of its reminders stand where, and what they ask for per currency (minor units; those about
    quotes ask for no money)."""

    batch: BatchRow
    statuses: Counter[str]
    totals: dict[str, int]

    @property
    def count(self) -> int:
        """How many reminders it has."""
        return self.statuses.total()

    @property
    def undecided(self) -> int:
        """How many of them wait for a decision."""
        return self.statuses[ReminderStatus.PROPOSED]


def summaries(session: Session, batches: Iterable[BatchRow]) -> list[BatchSummary]:
    """These batches, in their order, with their figures."""
    kept = list(batches)
    statuses: dict[int, Counter[str]] = defaultdict(Counter)
    totals: dict[int, dict[str, int]] = defaultdict(dict)
    parts = (ReminderRow.batch_id, ReminderRow.status, ReminderRow.currency)
    owed = case((ReminderRow.quotes, 0), else_=ReminderRow.total_minor)
    query = (
        select(*parts, func.count(), func.sum(owed))
        .where(ReminderRow.batch_id.in_([batch.id for batch in kept]))
        .group_by(*parts)
    )
    for batch_id, status, currency, count, minor in session.execute(query):
        if batch_id is not None:
            statuses[batch_id][status] += int(count)
            totals[batch_id][currency] = totals[batch_id].get(currency, 0) + int(minor)
    return [BatchSummary(batch=one, statuses=statuses[one.id], totals=totals[one.id]) for one in kept]


def undecided(session: Session) -> list[BatchRow]:
    """Batches in which something waits for a decision, oldest first."""
    waiting = select(ReminderRow.batch_id).where(
        ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.batch_id.is_not(None)
    )
    return list(session.scalars(select(BatchRow).where(BatchRow.id.in_(waiting)).order_by(BatchRow.id)))


BATCHES: Sequence[Key] = (Key(BatchRow.id, int),)
# By the instant at which it left; by that of its making where it never did.
_LEFT_AT = func.coalesce(ReminderRow.sent_at, ReminderRow.created_at)
SENT: Sequence[Key] = (Key(_LEFT_AT, keyset.instant), Key(ReminderRow.id, int))


def newest(session: Session, at: Place | None, size: int, matters_of: Sequence[str] = ()) -> Part[BatchRow]:
    """Batches, newest first; `matters_of`: of these partners only, or asked of them (lower case)."""
    query = select(BatchRow)
    if matters_of:
        query = query.where(
            or_(func.lower(BatchRow.partner).in_(matters_of), func.lower(BatchRow.asked).in_(matters_of))
        )
    found = keyset.part(session, query, BATCHES, at, size, down=True)
    return Part([row for (row,) in found.rows], found.before, found.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A reminder that left (or was to), its client, and what it brought: paid so much, so many days after."""

    reminder: ReminderRow
    client: ClientRow
    paid_minor: int
    days: int | None
    crossed: bool


# Reminders that left, or of which it is not certain that they did not.
_GONE = (
    ReminderStatus.RELEASED, ReminderStatus.SENT, ReminderStatus.UNKNOWN, ReminderStatus.FAILED, ReminderStatus.BOUNCED,
)  # fmt: skip


def sent(session: Session, at: Place | None = None, size: int = 100, matters_of: Sequence[str] = ()) -> Part[Sent]:
    """Reminders that left, newest first; `matters_of`: of these partners only (lower case)."""
    query = select(ReminderRow, ClientRow).join(ClientRow, ClientRow.id == ReminderRow.client_id)
    query = query.where(ReminderRow.status.in_(_GONE))
    if matters_of:
        query = query.where(func.lower(ReminderRow.partner).in_(matters_of))
    found = keyset.part(session, query, SENT, at, size, down=True)
    return Part(_outcomes(session, found.rows), found.before, found.after)


def approved(session: Session) -> list[Sent]:
    """Reminders that will leave when the window opens, oldest approval first."""
    rows = _with_outcome(session, (ReminderRow.status == ReminderStatus.APPROVED,), 500)
    return sorted(rows, key=lambda one: (one.reminder.not_before or date.min, one.reminder.id))


def about_invoice(session: Session, invoice_id: int) -> list[Sent]:
    """Every reminder that names this invoice and was not thrown away, newest first."""
    named = select(ReminderLineRow.reminder_id).where(ReminderLineRow.invoice_id == invoice_id)
    return _with_outcome(session, (ReminderRow.id.in_(named),), 100)


def of_client(session: Session, client_id: int) -> list[Sent]:
    """Every reminder to this client, newest first."""
    return _with_outcome(session, (ReminderRow.client_id == client_id,), 200)


def _with_outcome(session: Session, where: tuple[ColumnElement[bool], ...], limit: int) -> list[Sent]:
    query = (
        select(ReminderRow, ClientRow)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(*where)
        .order_by(_LEFT_AT.desc(), ReminderRow.id.desc())
        .limit(limit)
    )
    return _outcomes(session, [(reminder, client) for reminder, client in session.execute(query)])


def _outcomes(session: Session, rows: Sequence[tuple[Any, ...]]) -> list[Sent]:
    brought = _brought(session, [reminder.id for reminder, _ in rows])
    found = []
    for reminder, client in rows:
        paid, days, crossed = brought.get(reminder.id, (0, None, False))
        found.append(Sent(reminder=reminder, client=client, paid_minor=paid, days=days, crossed=crossed))
    return found


def _brought(session: Session, reminder_ids: list[int]) -> dict[int, tuple[int, int | None, bool]]:
    columns: tuple[Any, ...] = (
        AllocationRow.reminder_id,
        func.sum(AllocationRow.amount_minor),
        func.min(AllocationRow.days_after_reminder),
        func.max(case((AllocationRow.crossed, 1), else_=0)),
    )
    query = (
        select(*columns)
        .where(AllocationRow.reminder_id.in_(reminder_ids), AllocationRow.undone_at.is_(None))
        .group_by(AllocationRow.reminder_id)
    )
    return {key: (int(minor), days, bool(crossed)) for key, minor, days, crossed in session.execute(query)}


def unasked(session: Session) -> list[ReminderRow]:
    """Proposed reminders that no digest has shown yet."""
    query = select(ReminderRow).where(ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.batch_id.is_(None))
    return list(session.scalars(query.order_by(ReminderRow.partner, ReminderRow.id)))


def doubtful(session: Session) -> list[tuple[DeliveryRow, ClientRow | None]]:
    """Messages of which nobody knows whether they left, oldest first."""
    query = (
        select(DeliveryRow, ClientRow)
        .outerjoin(ClientRow, ClientRow.id == DeliveryRow.client_id)
        .where(DeliveryRow.status == "unknown")
        .order_by(DeliveryRow.id)
    )
    return [(delivery, client) for delivery, client in session.execute(query)]


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, ReminderRow]:
    """Several reminders by key."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(ReminderRow).where(ReminderRow.id.in_(wanted)))}


def deliveries_of(session: Session, reminder_id: int) -> list[DeliveryRow]:
    """The attempts to hand this reminder over."""
    query = select(DeliveryRow).where(DeliveryRow.reminder_id == reminder_id).order_by(DeliveryRow.id)
    return list(session.scalars(query))
