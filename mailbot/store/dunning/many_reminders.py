"""Reminders by the hundred, for the plan and for the sending: a few statements for all of a chunk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, defer

from mailbot.core.reminder import ReminderPlan, ReminderStatus, check_move
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.debts import invoices
from mailbot.store.dunning import reminders
from mailbot.store.tables import ReminderLineRow, ReminderRow

_Once = tuple[int, int, int]


def add_all(session: Session, plans: Sequence[ReminderPlan], now: datetime) -> list[tuple[ReminderPlan, int]]:
    """Propose these reminders, of one client at most one each; those that are new, with their keys. One of whose
    levels is proposed or sent already is left out, as `reminders.add` does."""
    taken = _taken(session, {line.invoice_id for plan in plans for line in plan.lines if line.advanced})
    new = [plan for plan in plans if taken.isdisjoint(_levels(plan))]
    try:
        with session.begin_nested():
            return _insert(session, new, now)
    except IntegrityError:  # somebody else proposed one of them meanwhile: that one stays out, the others go in
        rows = [(plan, reminders.add(session, plan, now)) for plan in new]
        return [(plan, row.id) for plan, row in rows if row is not None]


def by_ids(session: Session, keys: Sequence[int]) -> list[ReminderRow]:
    """These reminders, in this order."""
    found: dict[int, ReminderRow] = {}
    for some in chunks(sorted(set(keys))):
        found.update((row.id, row) for row in session.scalars(select(ReminderRow).where(ReminderRow.id.in_(some))))
    return [found[key] for key in keys]


def earlier_sent(session: Session, invoice_ids: Iterable[int]) -> dict[int, list[ReminderRow]]:
    """By invoice, the reminders already sent about it, oldest first; of their texts nothing is read."""
    found: dict[int, list[ReminderRow]] = defaultdict(list)
    without = (defer(ReminderRow.body_text), defer(ReminderRow.body_html))
    for some in chunks(sorted(set(invoice_ids))):
        query = (
            select(ReminderLineRow.invoice_id, ReminderRow)
            .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
            .where(ReminderLineRow.invoice_id.in_(some), ReminderRow.status == ReminderStatus.SENT)
            .order_by(ReminderRow.sent_at, ReminderRow.id)
        )
        for invoice, row in session.execute(query.options(*without)):
            found[invoice].append(row)
    return found


def move_all(session: Session, rows: Sequence[ReminderRow], status: ReminderStatus) -> None:
    """Change the status of these reminders as `reminders.move` does, to one in which they keep their levels."""
    for row in rows:
        check_move(ReminderStatus(row.status), status)
        row.status, row.status_why = status, ""
    session.flush()
    if status not in reminders.WAITING:
        invoices.wake_all(session, [row.client_id for row in rows])


def _insert(session: Session, plans: Sequence[ReminderPlan], now: datetime) -> list[tuple[ReminderPlan, int]]:
    rows = [reminders.to_row(plan, now) for plan in plans]
    session.add_all(rows)
    session.flush()
    lines = [
        reminders.line_columns(row.id, plan.client_id, line)
        for row, plan in zip(rows, plans, strict=True)
        for line in plan.lines
    ]
    insert_rows(session, ReminderLineRow, lines)
    return [(plan, row.id) for row, plan in zip(rows, plans, strict=True)]


def _taken(session: Session, invoice_ids: Iterable[int]) -> set[_Once]:
    """(invoice, level, cycle) that a reminder holds already."""
    found: set[_Once] = set()
    columns = select(ReminderLineRow.invoice_id, ReminderLineRow.level, ReminderLineRow.cycle)
    live = columns.where(ReminderLineRow.advanced, ReminderLineRow.live)
    for some in chunks(sorted(invoice_ids)):
        rows = session.execute(live.where(ReminderLineRow.invoice_id.in_(some)))
        found.update((invoice, level, cycle) for invoice, level, cycle in rows)
    return found


def _levels(plan: ReminderPlan) -> set[_Once]:
    return {(line.invoice_id, line.level, line.cycle) for line in plan.lines if line.advanced}
