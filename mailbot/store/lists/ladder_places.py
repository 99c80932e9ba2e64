"""Where the invoices of a ladder stand, in groups that stand alike: as few rows as there are days that still matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, and_, case, func, literal, select
from sqlalchemy.orm import Session

from mailbot.core.deciding.ladder_shift import Horizon, Place
from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store.debts.sleep import ladder_name
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderRow


def places(session: Session, names: Sequence[str], seen: Horizon) -> Iterator[Place]:
    """The open invoices that climb a ladder of one of these names."""
    named = [column.label(f"part_{rank}") for rank, column in enumerate(_alike(seen))]
    # Grouped outside: PostgreSQL takes an expression with days in it for another one in each of its places.
    inner = _standing(select(*named, InvoiceRow.open_minor.label("minor")), names).subquery()
    alike = [inner.c[one.name] for one in named]
    query = select(*alike, func.count(), func.sum(inner.c.minor)).group_by(*alike)
    for row in session.execute(query.execution_options(yield_per=2_000)):
        kind, due_on, issued_on, sent_on, level, level_sent_on, deadline_on, contact, currency, count, minor = row
        yield Place(
            quote=kind == InvoiceKind.QUOTE, due_on=due_on, issued_on=issued_on, sent_on=sent_on, level=level,
            level_sent_on=level_sent_on, deadline_on=deadline_on, last_contact_on=contact, currency=currency,
            count=int(count), minor=int(minor or 0),
        )  # fmt: skip


def standing_there(
    session: Session, names: Sequence[str], seen: Horizon, place: Place, limit: int
) -> list[tuple[InvoiceRow, ClientRow]]:
    """Some invoices of a group, the largest first."""
    values = (
        InvoiceKind.QUOTE if place.quote else InvoiceKind.INVOICE, place.due_on, place.issued_on, place.sent_on,
        place.level, place.level_sent_on, place.deadline_on, place.last_contact_on, place.currency,
    )  # fmt: skip
    same = and_(*(_same(column, value) for column, value in zip(_alike(seen), values, strict=True)))
    query = _standing(select(InvoiceRow, ClientRow), names).where(same)
    found = session.execute(query.order_by(InvoiceRow.open_minor.desc(), InvoiceRow.id).limit(limit))
    return [(invoice, client) for invoice, client in found]


def waiting(session: Session, names: Sequence[str]) -> int:
    """Reminders of these ladders that are proposed or approved: a change does not touch them."""
    open_ones = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
    query = select(func.count()).select_from(ReminderRow)
    return session.scalar(query.where(ReminderRow.status.in_(open_ones), ReminderRow.ladder.in_(names))) or 0


def _alike(seen: Horizon) -> tuple[ColumnElement[Any], ...]:
    """What a ladder looks at. A day that holds nothing back any more is none, or the last one that mattered: so an old
    debt stands with all other old debts."""
    issued: Any = InvoiceRow.issued_on
    due: Any = InvoiceRow.due_on
    sent: Any = InvoiceRow.sent_on
    if seen.due is not None:
        due = case((due < seen.due, literal(seen.due, Date())), else_=due)
        issued = case((InvoiceRow.kind == InvoiceKind.QUOTE, issued), else_=due)
        sent = case((InvoiceRow.kind == InvoiceKind.QUOTE, sent), else_=None)
    return (
        cast(Any, InvoiceRow.kind), due, issued, sent, cast(Any, InvoiceRow.level),
        _since(InvoiceRow.level_sent_on, seen.sent), _since(InvoiceRow.deadline_on, seen.deadline),
        _since(ClientRow.last_contact_on, seen.contact), cast(Any, InvoiceRow.currency),
    )  # fmt: skip


def _since(column: Any, first: date) -> Any:
    return case((column >= first, column), else_=None)


def _standing(query: Any, names: Sequence[str]) -> Any:
    return (
        query.join_from(InvoiceRow, ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(InvoiceRow.open_minor > 0, InvoiceRow.kind != InvoiceKind.CREDIT_NOTE)
        .where(ladder_name().in_(names))
    )


def _same(column: Any, value: object) -> ColumnElement[bool]:
    return cast(ColumnElement[bool], column.is_(None) if value is None else column == value)
