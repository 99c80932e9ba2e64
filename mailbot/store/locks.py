"""Rows that money is moved on, held for this transaction: two people cannot place the same euro.

Always in this order, so that two transactions never wait for each other: the client, as the release of reminders does,
then invoices, then payments, each in the order of their keys. SQLite has one writer anyway.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.chunks import chunks
from mailbot.store.tables import ClientRow, InvoiceRow, PaymentRow


def lock_invoices(session: Session, ids: Iterable[int]) -> dict[int, InvoiceRow]:
    """These invoices as they stand now, by key, with their clients."""
    session.flush()
    wanted = sorted(set(ids))
    owners: set[int] = set()
    for some in chunks(wanted):
        owners.update(session.scalars(select(InvoiceRow.client_id).where(InvoiceRow.id.in_(some)).distinct()))
    lock_clients(session, owners)
    found: dict[int, InvoiceRow] = {}
    for some in chunks(wanted):
        query = select(InvoiceRow).where(InvoiceRow.id.in_(some)).order_by(InvoiceRow.id).with_for_update()
        found.update((row.id, row) for row in session.scalars(query.execution_options(populate_existing=True)))
    return found


def lock_payments(session: Session, ids: Iterable[int]) -> dict[int, PaymentRow]:
    """These payments as they stand now, by key, with their clients."""
    session.flush()
    wanted = sorted(set(ids))
    owners: set[int | None] = set()
    for some in chunks(wanted):
        owners.update(session.scalars(select(PaymentRow.client_id).where(PaymentRow.id.in_(some)).distinct()))
    lock_clients(session, (owner for owner in owners if owner is not None))
    found: dict[int, PaymentRow] = {}
    for some in chunks(wanted):
        query = select(PaymentRow).where(PaymentRow.id.in_(some)).order_by(PaymentRow.id).with_for_update()
        found.update((row.id, row) for row in session.scalars(query.execution_options(populate_existing=True)))
    return found


def lock_payment(session: Session, payment_id: int) -> PaymentRow | None:
    """This payment as it stands now; None when there is none."""
    return lock_payments(session, [payment_id]).get(payment_id)


def lock_clients(session: Session, ids: Iterable[int]) -> None:
    """From here to the end of this transaction nobody else moves money of these clients or releases their reminders."""
    for some in chunks(sorted(set(ids))):
        session.execute(select(ClientRow.id).where(ClientRow.id.in_(some)).order_by(ClientRow.id).with_for_update())
