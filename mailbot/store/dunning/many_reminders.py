"""Reminders by the hundred, for the plan: a few statements for all of a chunk of clients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderPlan
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.dunning import reminders
from mailbot.store.tables import ReminderLineRow

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
