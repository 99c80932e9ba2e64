"""The journal as it is handed out: lines for people, entries for the file of accounting entries. Streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mailbot.core.accounts.fec import Numbered
from mailbot.core.money import Money
from mailbot.store.money import entries
from mailbot.store.settling_tables import EntryLineRow, EntryRow
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow

COLUMNS: tuple[str, ...] = (
    "number", "closing_on", "journal", "booked_on", "validated_on", "kind", "account", "account_name", "auxiliary",
    "auxiliary_name", "piece", "piece_on", "text", "debit", "credit", "currency", "foreign_amount", "foreign_currency",
    "paid_on", "paid_by", "invoice", "payment", "reverses", "author",
)  # fmt: skip
_CHUNK = 1000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Span:
    """Days of booking, both included (None: without a limit), and the client of that code (empty: all)."""

    since: date | None = None
    until: date | None = None
    client: str = ""


def rows(session: Session, span: Span) -> Iterator[dict[str, object]]:
    """A row per line, in the order of the numbers. Amounts are decimals."""
    undone = select(EntryRow.id, EntryRow.number).subquery()
    query = (
        select(EntryRow, EntryLineRow, InvoiceRow.number, undone.c.number)
        .join(EntryLineRow, EntryLineRow.entry_id == EntryRow.id)
        .outerjoin(InvoiceRow, InvoiceRow.id == EntryRow.invoice_id)
        .outerjoin(undone, undone.c.id == EntryRow.reverses_id)
        .where(*_within(span))
        .order_by(EntryRow.closing_on, EntryRow.number, EntryLineRow.id)
    )
    for entry, line, invoice, reverses in session.execute(query.execution_options(yield_per=_CHUNK)):
        yield _row(entry, line) | {"invoice": invoice, "reverses": reverses}


def _row(entry: EntryRow, line: EntryLineRow) -> dict[str, object]:
    told = {name: getattr(entry, name) for name in COLUMNS if hasattr(entry, name)}
    told |= {name: getattr(line, name) for name in COLUMNS if hasattr(line, name)}
    foreign = line.foreign_minor
    return told | {
        "debit": Money.from_minor(line.debit_minor, entry.currency).amount,
        "credit": Money.from_minor(line.credit_minor, entry.currency).amount,
        "foreign_amount": None if foreign is None else Money.from_minor(foreign, entry.foreign_currency).amount,
        "payment": entry.payment_id,
    }


def numbered(session: Session, closing_on: date) -> Iterator[Numbered]:
    """The entries of one accounting year, in the order of their numbers."""
    query = select(EntryRow).where(EntryRow.closing_on == closing_on).order_by(EntryRow.number)
    found = session.scalars(query.execution_options(yield_per=_AT_ONCE))
    while some := list(islice(found, _AT_ONCE)):
        values = entries.values_of(session, some)
        for row in some:
            yield Numbered(row.number, values[row.id], row.validated_on)
            session.expunge(row)


def newest_closing(session: Session) -> date | None:
    """The last accounting year that has entries; None when there are none."""
    return session.scalar(select(func.max(EntryRow.closing_on)))


def unbooked_receipts(session: Session, own: str) -> int:
    """Amounts of payments in another currency that lie on invoices without an entry."""
    query = (
        select(func.count(AllocationRow.id))
        .join(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .outerjoin(EntryRow, EntryRow.allocation_id == AllocationRow.id)
        .where(AllocationRow.undone_at.is_(None), PaymentRow.currency != own, EntryRow.id.is_(None))
    )
    return session.scalar(query) or 0


def _within(span: Span) -> list[ColumnElement[bool]]:
    wanted = [EntryRow.client_code == span.client] if span.client else []
    if span.since is not None:
        wanted.append(EntryRow.booked_on >= span.since)
    if span.until is not None:
        wanted.append(EntryRow.booked_on <= span.until)
    return wanted
