"""The open invoices that a mass filter selects: one statement each, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.deciding.mass import Approach, MassFilter
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money, of_digits
from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderLineRow, ReminderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A filter with all that SQL needs to know of its day.

    `since`: the first instant of `wanted.last_before`. `approaches`: the ways to `wanted.next_level`. `ladders`: the
    names under which invoices climb `wanted.ladder`. `without`: numbers that are taken out.
    """

    wanted: MassFilter
    today: date
    since: datetime | None = None
    approaches: tuple[Approach, ...] = ()
    ladders: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selected:
    """How much is selected in one currency: invoices, and what is open on them in minor units."""

    currency: str
    invoices: int
    open_minor: int


def sums(session: Session, selection: Selection) -> list[Selected]:
    """What the selection adds up to, a line per currency."""
    columns = select(InvoiceRow.currency, func.count(), func.sum(InvoiceRow.open_minor))
    query = _selected(columns, selection).group_by(InvoiceRow.currency).order_by(InvoiceRow.currency)
    return [Selected(currency, int(count), int(minor)) for currency, count, minor in session.execute(query)]


def count_clients(session: Session, selection: Selection) -> int:
    """How many clients have a selected invoice."""
    query = _selected(select(func.count(InvoiceRow.client_id.distinct())), selection)
    return int(session.scalar(query) or 0)


def client_ids(session: Session, selection: Selection, after: int, limit: int) -> list[int]:
    """The next clients with a selected invoice, by key: at most `limit` of those whose key is above `after`."""
    query = _selected(select(InvoiceRow.client_id), selection).where(InvoiceRow.client_id > after)
    return list(session.scalars(query.distinct().order_by(InvoiceRow.client_id).limit(limit)))


def client_page(session: Session, selection: Selection, start: int, limit: int) -> list[int]:
    """Clients with a selected invoice, by name: `limit` of them after the first `start`."""
    query = _selected(select(InvoiceRow.client_id, ClientRow.name), selection).distinct()
    query = query.order_by(ClientRow.name, InvoiceRow.client_id).offset(start).limit(limit)
    return [key for key, _ in session.execute(query)]


def invoice_ids(session: Session, selection: Selection, clients: Sequence[int]) -> dict[int, frozenset[int]]:
    """The selected invoices of these clients, by client; a client without any is not in it."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in chunks(clients):
        query = _selected(select(InvoiceRow.client_id, InvoiceRow.id), selection)
        for client_id, key in session.execute(query.where(InvoiceRow.client_id.in_(some))):
            found[client_id].append(key)
    return {client_id: frozenset(keys) for client_id, keys in found.items()}


def times_reminded(session: Session, invoices: Sequence[int]) -> dict[int, int]:
    """How many sent reminders counted for each of these invoices."""
    found: dict[int, int] = {}
    for some in chunks(invoices):
        query = (
            select(ReminderLineRow.invoice_id, func.count())
            .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
            .where(ReminderLineRow.invoice_id.in_(some), *_COUNTED)
            .group_by(ReminderLineRow.invoice_id)
        )
        found.update((key, int(count)) for key, count in session.execute(query))
    return found


_COUNTED: tuple[ColumnElement[bool], ...] = (
    ReminderLineRow.advanced.is_(True), ReminderRow.status == ReminderStatus.SENT,
)  # fmt: skip


def _selected(query: Select[*tuple[Any, ...]], selection: Selection) -> Select[*tuple[Any, ...]]:
    joined = query.select_from(InvoiceRow).join(ClientRow, ClientRow.id == InvoiceRow.client_id)
    owed = and_(InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.open_minor > 0)
    return joined.where(owed, *conditions(selection))


def conditions(selection: Selection) -> tuple[ColumnElement[bool], ...]:
    """What the filter asks of an invoice and its client, joined; other lists of invoices ask the same."""
    return (*_due(selection), *_reminded(selection), *_about(selection), *_levels(selection))


def _due(selection: Selection) -> Iterator[ColumnElement[bool]]:
    wanted, today = selection.wanted, selection.today
    if wanted.overdue_min is not None:
        yield InvoiceRow.due_on <= today - timedelta(days=wanted.overdue_min)
    if wanted.overdue_max is not None:
        yield InvoiceRow.due_on >= today - timedelta(days=wanted.overdue_max)
    if wanted.minimum is not None:
        yield InvoiceRow.open_minor >= _minor(wanted.minimum)
    if selection.without:
        yield InvoiceRow.number.not_in(selection.without)


def _minor(amount: Decimal) -> ColumnElement[int]:
    """The amount in minor units of the invoice's own currency."""
    unusual = [(InvoiceRow.currency.in_(of_digits(count)), int(amount.scaleb(count))) for count in (0, 3)]
    return case(*unusual, else_=Money.of(amount).minor)


def _reminded(selection: Selection) -> Iterator[ColumnElement[bool]]:
    wanted = selection.wanted
    if wanted.sent_at_least or wanted.sent_at_most:
        times = (
            select(func.count())
            .select_from(ReminderLineRow)
            .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
            .where(ReminderLineRow.invoice_id == InvoiceRow.id, *_COUNTED)
            .correlate(InvoiceRow)
            .scalar_subquery()
        )
        if wanted.sent_at_least:
            yield times >= wanted.sent_at_least
        if wanted.sent_at_most:
            yield times <= wanted.sent_at_most
    if wanted.sent_at_most == 0:
        yield ~_reminder_sent()
    if selection.since is not None:
        yield ~_reminder_sent(ReminderRow.sent_at >= selection.since)


def _reminder_sent(*more: ColumnElement[bool]) -> Exists:
    return exists().where(
        ReminderLineRow.invoice_id == InvoiceRow.id, ReminderRow.id == ReminderLineRow.reminder_id, *_COUNTED, *more
    )


def _about(selection: Selection) -> Iterator[ColumnElement[bool]]:
    wanted = selection.wanted
    own: tuple[tuple[str, ColumnElement[str] | InstrumentedAttribute[str]], ...] = (
        (wanted.payment_mode, func.lower(_else_clients(InvoiceRow.payment_mode, ClientRow.payment_mode))),
        (wanted.partner, func.lower(_else_clients(InvoiceRow.partner, ClientRow.partner))),
        (wanted.matter, func.lower(InvoiceRow.matter)),
        (wanted.client, func.lower(ClientRow.code)),
        (wanted.client_kind, ClientRow.kind),
    )
    for text, column in own:
        if text:
            yield column == text.lower()
    if wanted.currency:
        yield InvoiceRow.currency == wanted.currency.upper()
    if wanted.ladder:
        yield _ladder().in_(selection.ladders)


def _else_clients(own: InstrumentedAttribute[str], clients: InstrumentedAttribute[str]) -> ColumnElement[str]:
    return func.coalesce(func.nullif(own, ""), clients)


def _ladder() -> ColumnElement[str]:
    """The name of the ladder that an invoice climbs; as `core.deciding.policy.ladder_of` finds it."""
    named = (func.nullif(InvoiceRow.ladder, ""), func.nullif(ClientRow.ladder, ""))
    return func.coalesce(*named, ClientRow.kind)


def _levels(selection: Selection) -> Iterator[ColumnElement[bool]]:
    wanted = selection.wanted
    if wanted.last_level is not None:
        yield InvoiceRow.level == wanted.last_level
    if wanted.next_level is not None:
        yield or_(False, *(_stands(one, selection.today) for one in selection.approaches))


def _stands(approach: Approach, today: date) -> ColumnElement[bool]:
    overdue = InvoiceRow.due_on <= today if approach.overdue else InvoiceRow.due_on > today
    below = InvoiceRow.level < approach.below
    if approach.above is None:
        counted = or_(InvoiceRow.level.is_(None), below)
    else:
        counted = and_(InvoiceRow.level >= approach.above, below)
    return and_(_ladder() == approach.ladder, overdue, counted)
