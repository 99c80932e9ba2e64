"""What is too little to ask for: rests of invoices and of payments, found and settled by the hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.debts import invoices
from mailbot.store.locks import lock_invoices, lock_payments
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import PaymentUseRow
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow, PaymentRow

GIVEN_UP = (AllocationKind.WRITE_OFF, AllocationKind.WAIVED)
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest that may be settled: of an invoice that is owed it, or of a payment that brought too much."""

    kind: str
    client: str
    document: str
    amount: Money
    since: date


def rests(session: Session, tolerance: Money) -> Iterator[Rest]:
    """Every rest under the tolerance in its currency, streamed: losses first, then gains."""
    owed = _owed(tolerance, InvoiceRow.number, InvoiceRow.open_minor, InvoiceRow.due_on)
    kept = _kept(tolerance, PaymentRow.id, PaymentRow.unapplied_minor, PaymentRow.received_on)
    for kind, query, owner in (("loss", owed, InvoiceRow.client_id), ("gain", kept, PaymentRow.client_id)):
        named = query.add_columns(ClientRow.code).join(ClientRow, ClientRow.id == owner)
        for document, minor, on, code in session.execute(named.execution_options(yield_per=_CHUNK)):
            said = f"payment {document}" if kind == "gain" else document
            yield Rest(kind, code, said, Money.from_minor(minor, tolerance.currency), on)


def count(session: Session, tolerance: Money) -> tuple[int, int]:
    """How many invoices and how many payments have such a rest."""
    owed = session.scalar(select(func.count()).select_from(_owed(tolerance, InvoiceRow.id).subquery()))
    kept = session.scalar(select(func.count()).select_from(_kept(tolerance, PaymentRow.id).subquery()))
    return owed or 0, kept or 0


def some_owed(session: Session, tolerance: Money, after: int, limit: int) -> list[InvoiceRow]:
    """The next invoices with such a rest, in the order of their keys, held for this transaction."""
    query = _owed(tolerance, InvoiceRow.id).where(InvoiceRow.id > after).order_by(InvoiceRow.id).limit(limit)
    rows = lock_invoices(session, session.scalars(query)).values()
    # Between the look and the hold somebody may have settled it.
    return [row for row in rows if 0 < row.open_minor < tolerance.minor]


def some_kept(session: Session, tolerance: Money, after: int, limit: int) -> list[PaymentRow]:
    """The next payments with such a rest, in the order of their keys, held for this transaction."""
    query = _kept(tolerance, PaymentRow.id).where(PaymentRow.id > after).order_by(PaymentRow.id).limit(limit)
    rows = lock_payments(session, session.scalars(query)).values()
    return [row for row in rows if 0 < row.unapplied_minor < tolerance.minor and row.status == PaymentStatus.COUNTED]


def give_up(session: Session, rows: Sequence[InvoiceRow], kind: AllocationKind, word: Word) -> dict[int, int]:
    """Settle all that is open of these invoices; returns the allocations' keys by invoice."""
    new: list[dict[str, Any]] = [
        {
            "invoice_id": row.id, "kind": kind.value, "amount_minor": row.open_minor, "author": word.author,
            "why": word.why, "created_at": word.at,
        }
        for row in rows
    ]  # fmt: skip
    insert_rows(session, AllocationRow, new)
    keys = [row.id for row in rows]
    newest = _newest(session, AllocationRow.invoice_id, AllocationRow.id, AllocationRow.kind == kind, keys)
    invoices.refresh(session, keys)
    return newest


def keep(session: Session, rows: Sequence[PaymentRow], on: date, word: Word) -> dict[int, int]:
    """Keep all that is left of these payments as a gain; returns the uses' keys by payment."""
    new: list[dict[str, Any]] = [
        {
            "payment_id": row.id, "kind": "gain", "amount_minor": row.unapplied_minor, "on": on,
            "author": word.author, "why": word.why, "created_at": word.at,
        }
        for row in rows
    ]  # fmt: skip
    insert_rows(session, PaymentUseRow, new)
    keys = [row.id for row in rows]
    newest = _newest(session, PaymentUseRow.payment_id, PaymentUseRow.id, PaymentUseRow.kind == "gain", keys)
    for some in chunks(keys):
        session.execute(update(PaymentRow).where(PaymentRow.id.in_(some)).values(unapplied_minor=0))
    return newest


def given_up(session: Session, invoice_id: int) -> list[AllocationRow]:
    """What of an invoice was given up and not taken back."""
    query = select(AllocationRow).where(
        AllocationRow.invoice_id == invoice_id, AllocationRow.kind.in_(GIVEN_UP), AllocationRow.undone_at.is_(None)
    )
    return list(session.scalars(query.order_by(AllocationRow.id)))


def _newest(session: Session, owner: Any, key: Any, wanted: ColumnElement[bool], keys: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(keys):
        query = select(owner, func.max(key)).where(owner.in_(some), wanted).group_by(owner)
        found.update((one, newest) for one, newest in session.execute(query))
    return found


def _owed(tolerance: Money, *what: Any) -> Select[Any]:
    """Invoices of which a little is left, where no other money of the client could settle it."""
    in_hand, note = aliased(PaymentRow), aliased(InvoiceRow)
    money = exists().where(
        in_hand.client_id == InvoiceRow.client_id, in_hand.currency == InvoiceRow.currency,
        in_hand.status == PaymentStatus.COUNTED, in_hand.unapplied_minor > 0,
    )  # fmt: skip
    credit = exists().where(
        note.client_id == InvoiceRow.client_id, note.currency == InvoiceRow.currency, note.open_minor < 0
    )
    return select(*what).where(
        InvoiceRow.kind == InvoiceKind.INVOICE,
        InvoiceRow.currency == tolerance.currency,
        InvoiceRow.open_minor > 0,
        InvoiceRow.open_minor < tolerance.minor,
        InvoiceRow.open_minor < InvoiceRow.total_minor,
        ~money,
        ~credit,
    )


def _kept(tolerance: Money, *what: Any) -> Select[Any]:
    """Payments that brought a little too much, of clients who owe nothing that it could pay."""
    debt, placed = aliased(InvoiceRow), aliased(AllocationRow)
    owes = exists().where(
        debt.client_id == PaymentRow.client_id, debt.currency == PaymentRow.currency, debt.open_minor > 0,
        debt.kind == InvoiceKind.INVOICE,
    )  # fmt: skip
    pays = exists().where(placed.payment_id == PaymentRow.id, placed.undone_at.is_(None))
    return select(*what).where(
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.currency == tolerance.currency,
        PaymentRow.unapplied_minor > 0,
        PaymentRow.unapplied_minor < tolerance.minor,
        PaymentRow.client_id.is_not(None),
        ~owes,
        pays,
    )
