"""Invoices: rows to values, and the one place that writes what is open of them and wakes them for the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.util import identity_key

from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.money import Money
from mailbot.store.chunks import chunks
from mailbot.store.tables import AllocationRow, InvoiceRow

# What a value is made of; queries for many rows ask for these columns.
COLUMNS = (
    "id", "client_id", "number", "kind", "issued_on", "due_on", "currency", "total_minor", "open_minor", "level",
    "cycle", "level_sent_on", "deadline_on", "ladder", "partner", "matter", "payment_mode", "file_sha", "file_name",
    "thread_message_id", "vat_minor", "sent_on", "mission_ended_on", "doubtful_on",
)  # fmt: skip
_of_row = attrgetter(*COLUMNS)
_KINDS: dict[str, InvoiceKind] = {kind.value: kind for kind in InvoiceKind}


def to_invoice(row: InvoiceRow) -> Invoice:
    """The row as a frozen value."""
    return from_columns(_of_row(row))


def from_columns(columns: Sequence[Any]) -> Invoice:
    """COLUMNS as a frozen value: by place and not by name, for a million of them."""
    (
        key, client_id, number, kind, issued_on, due_on, currency, total, left, level,
        cycle, level_sent_on, deadline_on, ladder, partner, matter, payment_mode, file_sha, file_name,
        thread_message_id, vat, sent_on, mission_ended_on, doubtful_on,
    ) = columns  # fmt: skip
    return Invoice(
        id=key,
        client_id=client_id,
        number=number,
        kind=_KINDS[kind],
        issued_on=issued_on,
        due_on=due_on,
        total=Money.from_minor(total, currency),
        open=Money.from_minor(left, currency),
        level=level,
        cycle=cycle,
        level_sent_on=level_sent_on,
        deadline_on=deadline_on,
        ladder=ladder,
        partner=partner,
        matter=matter,
        payment_mode=payment_mode,
        file=file_sha,
        file_name=file_name,
        thread_message_id=thread_message_id,
        vat=None if vat is None else Money.from_minor(vat, currency),
        sent_on=sent_on,
        mission_ended_on=mission_ended_on,
        doubtful_on=doubtful_on,
    )


def by_number(session: Session, number: str) -> InvoiceRow | None:
    """The invoice of that number."""
    return session.scalar(select(InvoiceRow).where(InvoiceRow.number == number))


def by_numbers(session: Session, numbers: Iterable[str]) -> dict[str, InvoiceRow]:
    """Several invoices by number."""
    wanted = list(dict.fromkeys(numbers))
    found: dict[str, InvoiceRow] = {}
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        found.update(
            (row.number, row) for row in session.scalars(select(InvoiceRow).where(InvoiceRow.number.in_(chunk)))
        )
    return found


def all_numbers(session: Session) -> list[str]:
    """Every invoice number of the ledger."""
    return list(session.scalars(select(InvoiceRow.number)))


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, InvoiceRow]:
    """Several invoices by key."""
    wanted = sorted(set(ids))
    found: dict[int, InvoiceRow] = {}
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        found.update((row.id, row) for row in session.scalars(select(InvoiceRow).where(InvoiceRow.id.in_(chunk))))
    return found


def open_of_client(session: Session, client_id: int) -> list[InvoiceRow]:
    """The client's invoices and credit notes that are not settled, oldest due first."""
    query = select(InvoiceRow).where(InvoiceRow.client_id == client_id, InvoiceRow.open_minor != 0)
    return list(session.scalars(query.order_by(InvoiceRow.due_on, InvoiceRow.id)))


def clients_with_debt(session: Session) -> list[int]:
    """Every client with an open invoice."""
    query = select(InvoiceRow.client_id).where(InvoiceRow.open_minor != 0).distinct().order_by(InvoiceRow.client_id)
    return list(session.scalars(query))


def open_of_clients(session: Session, client_ids: Iterable[int]) -> list[InvoiceRow]:
    """Open invoices and credit notes of these clients."""
    wanted = sorted(set(client_ids))
    found: list[InvoiceRow] = []
    for start in range(0, len(wanted), 500):
        query = select(InvoiceRow).where(
            InvoiceRow.client_id.in_(wanted[start : start + 500]), InvoiceRow.open_minor != 0
        )
        found.extend(session.scalars(query.order_by(InvoiceRow.client_id, InvoiceRow.due_on, InvoiceRow.id)))
    return found


def refresh(session: Session, invoice_ids: Iterable[int]) -> None:
    """Write `open_minor` anew from total and live allocations, and let the plan look at the clients again.

    An invoice: open = total - allocated. A credit note (negative total): open = total + what of it was used.
    One statement for many invoices; rows that this session holds are read again.
    """
    session.flush()
    ids = sorted(set(invoice_ids))
    open_now = InvoiceRow.total_minor - _sum_of(AllocationRow.invoice_id) + _sum_of(AllocationRow.credit_note_id)
    owners: set[int] = set()
    for some in chunks(ids):
        mine = InvoiceRow.id.in_(some)
        session.execute(
            update(InvoiceRow).where(mine).values(open_minor=open_now), execution_options={"synchronize_session": False}
        )
        owners.update(session.scalars(select(InvoiceRow.client_id).where(mine).distinct()))
        held = [key for key in some if identity_key(InvoiceRow, key) in session.identity_map]
        again = select(InvoiceRow).where(InvoiceRow.id.in_(held)).execution_options(populate_existing=True)
        if held:
            session.scalars(again).all()
    wake_all(session, owners)


def _sum_of(column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None]) -> ColumnElement[int]:
    """What live allocations put on the invoice (or took from the credit note) of the row being updated."""
    total = select(func.coalesce(func.sum(AllocationRow.amount_minor), 0))
    live = total.where(column == InvoiceRow.id, AllocationRow.undone_at.is_(None))
    return live.correlate(InvoiceRow).scalar_subquery()


def wake(session: Session, client_id: int) -> None:
    """Something about this client changed: the next plan looks at all their open invoices."""
    wake_all(session, [client_id])


def wake_all(session: Session, client_ids: Iterable[int]) -> None:
    """Something about these clients changed: the next plan looks at all their open invoices."""
    for some in chunks(sorted(set(client_ids))):
        # Those that are awake already need not be written.
        asleep = (InvoiceRow.open_minor != 0, InvoiceRow.next_step_on.is_not(None))
        query = update(InvoiceRow).where(InvoiceRow.client_id.in_(some), *asleep)
        session.execute(query.values(next_step_on=None), execution_options={"synchronize_session": "fetch"})


def balance_problems(session: Session) -> list[str]:
    """Invoices whose stored open amount is not total minus allocations (invariant 4), in words."""
    settled = (
        select(AllocationRow.invoice_id, func.sum(AllocationRow.amount_minor).label("amount"))
        .where(AllocationRow.undone_at.is_(None))
        .group_by(AllocationRow.invoice_id)
        .subquery()
    )
    used = (
        select(AllocationRow.credit_note_id, func.sum(AllocationRow.amount_minor).label("amount"))
        .where(AllocationRow.undone_at.is_(None), AllocationRow.credit_note_id.is_not(None))
        .group_by(AllocationRow.credit_note_id)
        .subquery()
    )
    expected = InvoiceRow.total_minor - func.coalesce(settled.c.amount, 0) + func.coalesce(used.c.amount, 0)
    query = (
        select(InvoiceRow.number, InvoiceRow.open_minor, expected)
        .outerjoin(settled, settled.c.invoice_id == InvoiceRow.id)
        .outerjoin(used, used.c.credit_note_id == InvoiceRow.id)
        .where(InvoiceRow.open_minor != expected)
    )
    return [
        f"{number}: open is {stored}, the allocations say {right}" for number, stored, right in session.execute(query)
    ]
