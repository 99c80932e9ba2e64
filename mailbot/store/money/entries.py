"""Accounting entries: written once, numbered without a gap, never changed; their undo is a reversal.

A number is taken under the lock that also orders the history, as the next one of its accounting year; a transaction
that is rolled back takes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from mailbot.core.accounts.journal import Entry, reversal
from mailbot.store import history
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.money.entry_rows import NewEntry, columns, line_columns, to_entry
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import EntryLineRow, EntryRow
from mailbot.store.tables import AllocationRow


def add(session: Session, new: Sequence[NewEntry], validated_on: date, word: Word) -> list[int]:
    """Write entries in this order, in a few statements however many they are; returns their numbers.

    An entry is never validated before the one above it, even if the clock was set back.
    """
    if not new:
        return []
    history.lock(session)
    tails = _tails(session, {one.closing_on for one in new})
    rows, numbers = [], []
    for one in new:
        number, last = tails.get(one.closing_on, (0, date.min))
        tails[one.closing_on] = number + 1, max(last, validated_on)
        numbers.append(number + 1)
        rows.append(columns(one, number + 1, tails[one.closing_on][1], word))
    insert_rows(session, EntryRow, rows)
    keys = _keys(session, [(one.closing_on, number) for one, number in zip(new, numbers, strict=True)])
    lines = [
        line_columns(keys[one.closing_on, number], line)
        for one, number in zip(new, numbers, strict=True)
        for line in one.entry.lines
    ]
    insert_rows(session, EntryLineRow, lines)
    return numbers


@dataclass(frozen=True, slots=True)
class Undoing:
    """When a reversal is booked, and in which accounting year; `paid_on`: when money went back, where it did."""

    on: date
    closing_on: date
    paid_on: date | None = None


def reverse(session: Session, rows: Sequence[EntryRow], undoing: Undoing, validated_on: date, word: Word) -> list[int]:
    """Undo entries by their reversals; returns the numbers of these."""
    values = values_of(session, rows)
    new = [
        NewEntry(
            entry=_back(values[row.id], row, undoing),
            kind="reversal",
            closing_on=undoing.closing_on,
            client_id=row.client_id,
            invoice_id=row.invoice_id,
            payment_id=row.payment_id,
            allocation_id=row.allocation_id,
            use_id=row.use_id,
            reverses_id=row.id,
        )
        for row in rows
    ]
    return add(session, new, validated_on, word)


def _back(entry: Entry, row: EntryRow, undoing: Undoing) -> Entry:
    back = reversal(entry, undoing.on, f"Annulation : {row.text}")
    return replace(back, paid_on=undoing.paid_on) if back.paid_on and undoing.paid_on else back


def standing(session: Session, *wanted: ColumnElement[bool]) -> list[EntryRow]:
    """Entries, reversals aside, that nothing has undone."""
    undo = aliased(EntryRow)
    query = (
        select(EntryRow)
        .outerjoin(undo, undo.reverses_id == EntryRow.id)
        .where(EntryRow.reverses_id.is_(None), undo.id.is_(None), *wanted)
        .order_by(EntryRow.id)
    )
    return list(session.scalars(query))


def of_payments(session: Session, keys: Iterable[int]) -> frozenset[int]:
    """Those of these payments that have entries: their day is written there."""
    found: set[int] = set()
    for some in chunks(sorted(set(keys))):
        query = select(AllocationRow.payment_id).join(EntryRow, EntryRow.allocation_id == AllocationRow.id)
        found.update(key for key in session.scalars(query.where(AllocationRow.payment_id.in_(some))) if key is not None)
    return frozenset(found)


def values_of(session: Session, rows: Iterable[EntryRow]) -> dict[int, Entry]:
    """Entries as frozen values, by key."""
    held = {row.id: row for row in rows}
    lines: dict[int, list[EntryLineRow]] = {key: [] for key in held}
    for some in chunks(sorted(held)):
        query = select(EntryLineRow).where(EntryLineRow.entry_id.in_(some)).order_by(EntryLineRow.id)
        for line in session.scalars(query):
            lines[line.entry_id].append(line)
    return {key: to_entry(held[key], sides) for key, sides in lines.items()}


def _tails(session: Session, closings: Iterable[date]) -> dict[date, tuple[int, date]]:
    """The last number of each accounting year and the day on which it was validated."""
    query = (
        select(EntryRow.closing_on, func.max(EntryRow.number), func.max(EntryRow.validated_on))
        .where(EntryRow.closing_on.in_(closings))
        .group_by(EntryRow.closing_on)
    )
    return {closing: (number, day) for closing, number, day in session.execute(query)}


def _keys(session: Session, numbered: Sequence[tuple[date, int]]) -> dict[tuple[date, int], int]:
    by_year: dict[date, list[int]] = {}
    for closing, number in numbered:
        by_year.setdefault(closing, []).append(number)
    found: dict[tuple[date, int], int] = {}
    for closing, numbers in by_year.items():
        within = EntryRow.number.between(min(numbers), max(numbers))
        query = select(EntryRow.number, EntryRow.id).where(EntryRow.closing_on == closing, within)
        found.update(((closing, number), key) for number, key in session.execute(query))
    return found
