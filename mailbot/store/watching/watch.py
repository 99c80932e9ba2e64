"""What alerts look at in the ledger: levels proposed, climbed ladders, returned reminders, unplaced money, broken runs.

Each look leaves out what was told before, by the key under which it was raised: after the first day it costs what is
new. Rows are streamed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, String, and_, cast, exists, func, literal, or_, select, text
from sqlalchemy.orm import Session, aliased

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.pursuit_tables import RunRow
from mailbot.store.tables import AlertRow, ClientRow, HoldRow, InvoiceRow, PaymentRow, ReminderLineRow, ReminderRow

SIZE = 500
# What takes the place of a last notice's hand-over while it lasts.
_OTHERWISE = (
    HoldKind.HOLD, HoldKind.DISPUTE, HoldKind.PROMISE, HoldKind.INSTALMENTS, HoldKind.INSOLVENT, HoldKind.DECEASED,
    HoldKind.EXCLUDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Climbed:
    """When the ladder of that name is climbed: from which level on, with a deadline of that day at the latest."""

    ladder: str
    level: int
    deadline_by: date


def untold(kind: str, *parts: Any) -> ColumnElement[bool]:
    """No alert of this kind was raised under the key made of these parts (as `core.alerting.escalation` makes it)."""
    key: ColumnElement[str] = literal(f"{kind}:")
    for rank, part in enumerate(parts):
        key = key.concat(literal(":")).concat(cast(part, String)) if rank else key.concat(cast(part, String))
    return ~exists(select(AlertRow.id).where(AlertRow.once_key == key))


def climbed(session: Session, ladders: Sequence[Climbed], today: date) -> Iterator[tuple[InvoiceRow, ClientRow]]:
    """Open invoices whose last printed deadline has passed and that no hold explains, not told yet."""
    if not ladders:
        return
    name = func.coalesce(func.nullif(InvoiceRow.ladder, ""), func.nullif(ClientRow.ladder, ""), ClientRow.kind)
    query = (
        select(InvoiceRow, ClientRow)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(
            text("invoices.open_minor > 0"),  # as the index has it
            InvoiceRow.level >= min(one.level for one in ladders),
            InvoiceRow.deadline_on <= max(one.deadline_by for one in ladders),
            InvoiceRow.kind == InvoiceKind.INVOICE,
            InvoiceRow.doubtful_on.is_(None),
            or_(*(_is_climbed(name, one) for one in ladders)),
            untold("handover", InvoiceRow.id, InvoiceRow.cycle, InvoiceRow.deadline_on),
            ~_held(today),
        )
        .order_by(InvoiceRow.deadline_on, InvoiceRow.id)
    )
    yield from streamed(session, query)


def _is_climbed(name: ColumnElement[str], one: Climbed) -> ColumnElement[bool]:
    return and_(name == one.ladder, InvoiceRow.level >= one.level, InvoiceRow.deadline_on <= one.deadline_by)


def _held(today: date) -> ColumnElement[bool]:
    return exists(
        select(HoldRow.id).where(
            HoldRow.client_id == InvoiceRow.client_id,
            HoldRow.kind.in_(_OTHERWISE),
            HoldRow.ended_at.is_(None),
            or_(HoldRow.until.is_(None), HoldRow.until >= today),
            or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == InvoiceRow.id),
        )
    )


def levels_due(session: Session, *, formal_only: bool) -> Iterator[tuple[ReminderRow, ClientRow, ReminderLineRow]]:
    """Reminders that wait for a decision, with the first line that they raise, not told yet."""
    line, other = ReminderLineRow, aliased(ReminderLineRow)
    raised = (other.reminder_id == ReminderRow.id, other.advanced.is_(True), other.live.is_(True))
    first = select(func.min(other.invoice_id)).where(*raised)
    first_line = and_(line.reminder_id == ReminderRow.id, line.invoice_id == first.scalar_subquery())
    query = (
        select(ReminderRow, ClientRow, line)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .join(line, first_line)
        .where(
            ReminderRow.status == ReminderStatus.PROPOSED,
            ReminderRow.automatic.is_(False),
            *((ReminderRow.formal.is_(True),) if formal_only else ()),
            untold("next_level", ReminderRow.level, line.invoice_id, line.cycle),
        )
        .order_by(ReminderRow.id)
    )
    yield from streamed(session, query)


def numbers_raised(session: Session, reminder_ids: Sequence[int]) -> dict[int, list[str]]:
    """By reminder, the numbers of the invoices that it raises."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in chunks(reminder_ids):
        query = select(ReminderLineRow.reminder_id, ReminderLineRow.number).where(
            ReminderLineRow.reminder_id.in_(some), ReminderLineRow.advanced.is_(True), ReminderLineRow.live.is_(True)
        )
        for reminder_id, number in session.execute(query.order_by(ReminderLineRow.id)):
            found[reminder_id].append(number)
    return found


def returned(session: Session, since: datetime) -> Iterator[tuple[ReminderRow, ClientRow]]:
    """Reminders that came back, proposed since then, not told yet."""
    query = (
        select(ReminderRow, ClientRow)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(
            ReminderRow.status == ReminderStatus.BOUNCED,
            ReminderRow.created_at >= since,
            untold("bounce", ReminderRow.id, ReminderRow.recipient),
        )
        .order_by(ReminderRow.id)
    )
    yield from streamed(session, query)


def unplaced(session: Session) -> Iterator[PaymentRow]:
    """Counted payments that found no invoice by themselves and have money left, not told yet."""
    query = select(PaymentRow).where(
        PaymentRow.status == "counted",
        PaymentRow.decision.in_(("review", "none")),
        PaymentRow.unapplied_minor > 0,
        untold("payment_unmatched", PaymentRow.id),
    )
    for (row,) in streamed(session, query.order_by(PaymentRow.id)):
        yield row


def broken_runs(session: Session) -> list[RunRow]:
    """Mass runs that failed, not told yet."""
    query = select(RunRow).where(RunRow.status == "failed", untold("run_failed", RunRow.id))
    return list(session.scalars(query.order_by(RunRow.id)))


def partners_of(session: Session, client_ids: Iterable[int]) -> dict[int, str]:
    """By client, the partner of most of what they owe; for clients whose own partner nobody wrote down."""
    best: dict[int, tuple[int, str]] = {}
    for some in chunks(sorted(set(client_ids))):
        owed = func.sum(InvoiceRow.open_minor)
        query = (
            select(InvoiceRow.client_id, InvoiceRow.partner, owed)
            .where(InvoiceRow.client_id.in_(some), InvoiceRow.open_minor != 0, InvoiceRow.partner != "")
            .group_by(InvoiceRow.client_id, InvoiceRow.partner)
        )
        for client_id, partner, minor in session.execute(query):
            best[client_id] = max(best.get(client_id, (0, "")), (int(minor), partner))
    return {client_id: partner for client_id, (_, partner) in best.items()}


def streamed(session: Session, query: Executable) -> Iterator[Any]:
    """The rows of a query, some at a time."""
    yield from session.execute(query.execution_options(yield_per=SIZE))
