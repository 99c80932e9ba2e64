"""What stands on the doubtful customers' account, invoice by invoice, as the entries say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from mailbot.store.chunks import chunks
from mailbot.store.settling_tables import EntryLineRow, EntryRow
from mailbot.store.tables import InvoiceRow


class Standing(NamedTuple):
    """What the doubtful account holds of an invoice: in its own currency, and what that is worth in the firm's."""

    invoice_id: int
    minor: int
    worth_minor: int


def flagged(session: Session, invoice_ids: Iterable[int]) -> list[InvoiceRow]:
    """Those of these invoices that were moved to the doubtful customers."""
    found: list[InvoiceRow] = []
    for some in chunks(sorted(set(invoice_ids))):
        query = select(InvoiceRow).where(InvoiceRow.id.in_(some), InvoiceRow.doubtful_on.is_not(None))
        found.extend(session.scalars(query.order_by(InvoiceRow.id)))
    return found


def balances(session: Session, invoice_ids: Iterable[int]) -> dict[int, Standing]:
    """What the doubtful account holds of these invoices; those it never held are left out."""
    found: dict[int, Standing] = {}
    for some in chunks(sorted(set(invoice_ids))):
        rows = session.execute(_balances(EntryRow.invoice_id.in_(some)))
        found.update((row[0], Standing(row[0], int(row[1]), int(row[2]))) for row in rows)
    return found


def disagreements(session: Session) -> Iterator[tuple[str, int, int, bool]]:
    """(invoice number, held by the doubtful account, open, flagged) where the account does not hold exactly what is
    open of a flagged invoice, and nothing of any other."""
    held = _balances().subquery()
    flag = InvoiceRow.doubtful_on.is_not(None)
    balance = func.coalesce(held.c.minor, 0)
    right = case((flag, InvoiceRow.open_minor), else_=0)
    query = (
        select(InvoiceRow.number, balance, InvoiceRow.open_minor, flag)
        .outerjoin(held, held.c.invoice_id == InvoiceRow.id)
        .where(or_(flag & held.c.invoice_id.is_(None), balance != right))
        .order_by(InvoiceRow.id)
    )
    for number, minor, still_open, is_flagged in session.execute(query):
        yield number, int(minor), still_open, bool(is_flagged)


def _balances(*wanted: ColumnElement[bool]) -> Select[Any]:
    accounts = _doubtful_accounts()
    side = EntryLineRow.debit_minor - EntryLineRow.credit_minor
    foreign = case((EntryLineRow.debit_minor > 0, EntryLineRow.foreign_minor), else_=-EntryLineRow.foreign_minor)
    return (
        select(
            EntryRow.invoice_id.label("invoice_id"),
            func.sum(func.coalesce(foreign, side)).label("minor"),
            func.sum(side).label("worth"),
        )
        .join(EntryLineRow, EntryLineRow.entry_id == EntryRow.id)
        .join(accounts, and_(accounts.c.invoice_id == EntryRow.invoice_id, accounts.c.account == EntryLineRow.account))
        .where(*wanted)
        .group_by(EntryRow.invoice_id)
    )


def _doubtful_accounts() -> Subquery:
    """(invoice, account) that its doubtful transfers were debited to: a firm may have renamed its accounts since."""
    query = (
        select(EntryRow.invoice_id, EntryLineRow.account)
        .join(EntryLineRow, EntryLineRow.entry_id == EntryRow.id)
        .where(EntryRow.kind == "doubtful", EntryLineRow.debit_minor > 0)
        .distinct()
    )
    return query.subquery()
