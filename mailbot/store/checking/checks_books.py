"""What `mailbot verify` asks about payments and entries: where every cent of them lies."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from mailbot.core.invoice import AllocationKind
from mailbot.core.payment import PaymentStatus
from mailbot.store.checking.checks import streamed
from mailbot.store.settling_tables import EntryLineRow, EntryRow, PaymentUseRow
from mailbot.store.tables import AllocationRow, PaymentRow


def payment_problems(session: Session) -> list[str]:
    """Payments that are not what lies on invoices, was used otherwise and is left (invariant 4), in words."""
    placed = _sums(AllocationRow.payment_id, AllocationRow.amount_minor, AllocationRow.undone_at.is_(None))
    used = _sums(PaymentUseRow.payment_id, PaymentUseRow.amount_minor, PaymentUseRow.undone_at.is_(None))
    expected = PaymentRow.amount_minor - func.coalesce(placed.c.amount, 0) - func.coalesce(used.c.amount, 0)
    query = (
        select(PaymentRow.id, PaymentRow.unapplied_minor, expected)
        .outerjoin(placed, placed.c.key == PaymentRow.id)
        .outerjoin(used, used.c.key == PaymentRow.id)
        .where((PaymentRow.unapplied_minor != expected) | (expected < 0))
    )
    return [
        f"payment {key}: unapplied is {stored}, its allocations and uses say {right}"
        for key, stored, right in session.execute(query)
    ]


def _sums(
    key: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    amount: InstrumentedAttribute[int],
    live: ColumnElement[bool],
) -> Subquery:
    query = select(key.label("key"), func.sum(amount).label("amount")).where(live, key.is_not(None)).group_by(key)
    return query.subquery()


def entry_problems(session: Session) -> Iterator[str]:
    """Entries that do not balance or are none, and accounting years whose numbers have gaps, in words."""
    sides = (
        select(EntryRow.closing_on, EntryRow.number, func.sum(EntryLineRow.debit_minor - EntryLineRow.credit_minor))
        .outerjoin(EntryLineRow, EntryLineRow.entry_id == EntryRow.id)
        .group_by(EntryRow.closing_on, EntryRow.number)
        .having(
            or_(
                func.coalesce(func.sum(EntryLineRow.debit_minor - EntryLineRow.credit_minor), 1) != 0,
                func.min(EntryLineRow.debit_minor + EntryLineRow.credit_minor) <= 0,
            )
        )
    )
    for closing, number, _ in streamed(session, sides.order_by(EntryRow.closing_on, EntryRow.number)):
        yield f"entry {number} of the year to {closing} does not balance"
    numbers = select(EntryRow.closing_on, func.count(), func.min(EntryRow.number), func.max(EntryRow.number))
    for closing, count, first, last in streamed(session, numbers.group_by(EntryRow.closing_on)):
        if (first, last) != (1, count):
            yield f"the entries of the year to {closing} are not numbered without a gap: {count} up to {last}"


def booking_problems(session: Session) -> Iterator[str]:
    """What has no entry, more than one, or one that stands although it was undone; and reversals that are none."""
    live, count = AllocationRow.undone_at.is_(None), _standing_entries(EntryRow.allocation_id)
    found = func.coalesce(count.c.found, 0)
    given_up = AllocationRow.kind == AllocationKind.WRITE_OFF
    query = (
        select(AllocationRow.id, AllocationRow.kind, found)
        .outerjoin(count, count.c.key == AllocationRow.id)
        .where(or_(and_(live, given_up, found != 1), and_(live, found > 1), and_(~live, found > 0)))
    )
    for key, kind, number in streamed(session, query.order_by(AllocationRow.id)):
        yield f"allocation {key} ({kind}) has {number} standing entries"
    count = _standing_entries(EntryRow.use_id)
    found = func.coalesce(count.c.found, 0)
    gained = and_(PaymentUseRow.undone_at.is_(None), PaymentUseRow.kind == "gain")
    uses = (
        select(PaymentUseRow.id, found)
        .outerjoin(count, count.c.key == PaymentUseRow.id)
        .where(or_(and_(gained, found != 1), and_(~gained, found > 0)))
    )
    for key, number in streamed(session, uses.order_by(PaymentUseRow.id)):
        yield f"use {key} of a payment has {number} standing entries"
    yield from _amounts_that_differ(session)
    yield from _false_reversals(session)


def _standing_entries(key: InstrumentedAttribute[int | None]) -> Subquery:
    """How many entries that nothing undid each allocation or use has."""
    undo = aliased(EntryRow)
    query = (
        select(key.label("key"), func.count().label("found"))
        .outerjoin(undo, undo.reverses_id == EntryRow.id)
        .where(EntryRow.reverses_id.is_(None), undo.id.is_(None), key.is_not(None))
        .group_by(key)
    )
    return query.subquery()


def _amounts_that_differ(session: Session) -> Iterator[str]:
    """Entries whose sum is not that of what they book; another currency is told by the customer's line."""
    line_sums = (
        select(
            EntryLineRow.entry_id,
            func.sum(EntryLineRow.debit_minor).label("booked"),
            func.max(EntryLineRow.foreign_minor).label("foreign"),
        )
        .group_by(EntryLineRow.entry_id)
        .subquery()
    )
    what = func.coalesce(AllocationRow.amount_minor, PaymentUseRow.amount_minor)
    query = (
        select(EntryRow.closing_on, EntryRow.number)
        .join(line_sums, line_sums.c.entry_id == EntryRow.id)
        .outerjoin(AllocationRow, AllocationRow.id == EntryRow.allocation_id)
        .outerjoin(PaymentUseRow, PaymentUseRow.id == EntryRow.use_id)
        .where(what.is_not(None), func.coalesce(line_sums.c.foreign, line_sums.c.booked) != what)
        .order_by(EntryRow.closing_on, EntryRow.number)
    )
    for closing, number in streamed(session, query):
        yield f"entry {number} of the year to {closing} has another amount than what it books"


def _false_reversals(session: Session) -> Iterator[str]:
    """Reversals that with the entry they undo do not come to nothing on every account."""
    side = EntryLineRow.debit_minor - EntryLineRow.credit_minor
    undone = func.coalesce(EntryRow.reverses_id, EntryRow.id)
    query = (
        select(undone, EntryLineRow.account)
        .join(EntryLineRow, EntryLineRow.entry_id == EntryRow.id)
        .where(undone.in_(select(EntryRow.reverses_id).where(EntryRow.reverses_id.is_not(None))))
        .group_by(undone, EntryLineRow.account)
        .having(func.sum(side) != 0)
    )
    named = query.subquery()
    numbers = select(EntryRow.closing_on, EntryRow.number).where(EntryRow.id.in_(select(named.c[0])))
    for closing, number in streamed(session, numbers.order_by(EntryRow.closing_on, EntryRow.number)):
        yield f"entry {number} of the year to {closing} is not undone by its reversal"


def uncounted_uses(session: Session) -> Iterator[tuple[int, str]]:
    """(payment, status) of payments that do not count and were used all the same."""
    query = (
        select(PaymentRow.id, PaymentRow.status)
        .join(PaymentUseRow, PaymentUseRow.payment_id == PaymentRow.id)
        .where(PaymentUseRow.undone_at.is_(None), PaymentRow.status != PaymentStatus.COUNTED)
        .distinct()
    )
    yield from streamed(session, query)
