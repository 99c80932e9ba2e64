"""The side ledger of penalties: what was claimed, paid, waived, taken over by a later claim or withdrawn.

Nothing here touches an invoice's balance. Rows are never deleted: a claim's whole life stays readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.orm import Session

from mailbot.core.interest.claim import PenaltyKind, PenaltyStatus
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.settling_tables import PaymentUseRow, PenaltyRow
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderRow

_CLOSED = (PenaltyStatus.PAID.value, PenaltyStatus.WAIVED.value)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A row of the side ledger with whom and what it is about, and how much of it payments covered."""

    row: PenaltyRow
    client: ClientRow
    number: str
    covered: int

    @property
    def amount(self) -> Money:
        """What was claimed."""
        return Money.from_minor(self.row.amount_minor, self.row.currency)

    @property
    def left(self) -> Money:
        """What is still to be paid of it; zero once it is closed."""
        is_open = self.row.status == PenaltyStatus.OPEN
        return Money.from_minor(self.row.amount_minor - self.covered if is_open else 0, self.row.currency)


def settled(session: Session, invoice_ids: Iterable[int]) -> dict[tuple[int, PenaltyKind], int]:
    """(invoice, kind) → minor units paid or waived of all its claims: what a later claim leaves out."""
    done = case((PenaltyRow.status.in_(_CLOSED), PenaltyRow.amount_minor), else_=_covered())
    found: dict[tuple[int, PenaltyKind], int] = {}
    for some in chunks(sorted(set(invoice_ids))):
        each = select(PenaltyRow.invoice_id, PenaltyRow.kind, done.label("done")).where(PenaltyRow.invoice_id.in_(some))
        rows = each.subquery()
        query = select(rows.c.invoice_id, rows.c.kind, func.sum(rows.c.done)).group_by(rows.c.invoice_id, rows.c.kind)
        found.update(((key, PenaltyKind(kind)), int(amount)) for key, kind, amount in session.execute(query))
    return found


def _covered() -> Any:
    """What live uses of payments put on the penalty of the row."""
    uses = select(func.coalesce(func.sum(PaymentUseRow.amount_minor), 0))
    live = uses.where(PaymentUseRow.penalty_id == PenaltyRow.id, PaymentUseRow.undone_at.is_(None))
    return live.correlate(PenaltyRow).scalar_subquery()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPenalty:
    """One claim that was sent."""

    invoice_id: int
    kind: PenaltyKind
    amount: Money
    until: date
    annex: Mapping[str, Any]


def claimed_by(session: Session, reminder_id: int) -> list[PenaltyRow]:
    """The rows that a reminder wrote."""
    query = select(PenaltyRow).where(PenaltyRow.reminder_id == reminder_id).order_by(PenaltyRow.id)
    return list(session.scalars(query))


def open_of(session: Session, invoice_ids: Iterable[int]) -> list[PenaltyRow]:
    """Open claims on these invoices, oldest first."""
    found: list[PenaltyRow] = []
    for some in chunks(sorted(set(invoice_ids))):
        mine = (PenaltyRow.invoice_id.in_(some), PenaltyRow.status == PenaltyStatus.OPEN.value)
        found.extend(session.scalars(select(PenaltyRow).where(*mine).order_by(PenaltyRow.id)))
    return found


def open_here(session: Session, client_id: int, invoice_id: int | None) -> list[PenaltyRow]:
    """Open claims on one invoice, or (None) on all of the client, oldest first."""
    query = select(PenaltyRow).where(PenaltyRow.client_id == client_id, PenaltyRow.status == PenaltyStatus.OPEN.value)
    if invoice_id is not None:
        query = query.where(PenaltyRow.invoice_id == invoice_id)
    return list(session.scalars(query.order_by(PenaltyRow.id)))


def waiting_claims(session: Session, client_id: int) -> list[ReminderRow]:
    """Reminders of the client that are drafted and have not been released."""
    waits = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
    mine = (ReminderRow.client_id == client_id, ReminderRow.status.in_(waits), ReminderRow.content_hash != "")
    return list(session.scalars(select(ReminderRow).where(*mine).order_by(ReminderRow.id)))


def claim(
    session: Session, reminder_id: int, client_id: int, new: Sequence[NewPenalty], now: datetime
) -> list[PenaltyRow]:
    """Write the claims of a reminder that left; each takes over from the open one of the same invoice and kind."""
    before = open_of(session, {one.invoice_id for one in new})
    rows = []
    for one in new:
        row = PenaltyRow(
            client_id=client_id,
            invoice_id=one.invoice_id,
            kind=one.kind.value,
            until=one.until,
            currency=one.amount.currency,
            amount_minor=one.amount.minor,
            status=PenaltyStatus.OPEN.value,
            reminder_id=reminder_id,
            annex=dict(one.annex),
            author="mailbot",
            created_at=now,
        )
        session.add(row)
        session.flush()
        rows.append(row)
        for old in before:
            if (old.invoice_id, old.kind) == (row.invoice_id, row.kind):
                close(old, PenaltyStatus.SUPERSEDED, "mailbot", now)
                old.replaced_by_id = row.id
    session.flush()
    return rows


def withdraw(session: Session, reminder_id: int, now: datetime) -> list[PenaltyRow]:
    """The reminder did not reach anybody: its open claims fall, and those that they took over stand again."""
    fallen = [row for row in claimed_by(session, reminder_id) if row.status == PenaltyStatus.OPEN]
    for row in fallen:
        close(row, PenaltyStatus.WITHDRAWN, "mailbot", now)
    session.flush()
    again = update(PenaltyRow).where(
        PenaltyRow.replaced_by_id.in_([row.id for row in fallen]), PenaltyRow.status == PenaltyStatus.SUPERSEDED.value
    )
    opened = again.values(status=PenaltyStatus.OPEN.value, replaced_by_id=None, closed_at=None, closed_by="")
    session.execute(opened, execution_options={"synchronize_session": "fetch"})
    return fallen


def close(row: PenaltyRow, status: PenaltyStatus, who: str, now: datetime, why: str = "") -> None:
    """Paid, waived, superseded or withdrawn."""
    row.status, row.closed_at, row.closed_by, row.why = status.value, now, who, why


def reopen(row: PenaltyRow) -> None:
    """It is to be paid again."""
    row.status, row.closed_at, row.closed_by, row.why = PenaltyStatus.OPEN.value, None, "", ""


def covered(session: Session, row: PenaltyRow) -> int:
    """Minor units that payments put on it."""
    return int(session.scalar(select(_covered()).where(PenaltyRow.id == row.id)) or 0)


def recount(session: Session, penalty_id: int, who: str, now: datetime) -> None:
    """What payments put on it changed: it is paid when they cover it, and open again when they do no more."""
    row = session.get_one(PenaltyRow, penalty_id)
    full = covered(session, row) >= row.amount_minor
    if full and row.status == PenaltyStatus.OPEN:
        close(row, PenaltyStatus.PAID, who, now)
    elif not full and row.status == PenaltyStatus.PAID:
        reopen(row)
    session.flush()


def lines(
    session: Session, statuses: Sequence[PenaltyStatus] = (), client_id: int | None = None
) -> Iterator[LedgerLine]:
    """The side ledger, streamed, oldest first; only these statuses and this client when given."""
    query: Select[Any] = (
        select(PenaltyRow, ClientRow, InvoiceRow.number, _covered())
        .join(ClientRow, ClientRow.id == PenaltyRow.client_id)
        .join(InvoiceRow, InvoiceRow.id == PenaltyRow.invoice_id)
        .order_by(PenaltyRow.id)
    )
    if statuses:
        query = query.where(PenaltyRow.status.in_([status.value for status in statuses]))
    if client_id is not None:
        query = query.where(PenaltyRow.client_id == client_id)
    for row, client, number, done in session.execute(query.execution_options(yield_per=1000)):
        yield LedgerLine(row, client, number, int(done))
