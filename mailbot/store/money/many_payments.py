"""Payments by the thousand, for imports and long statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.payment import PaymentStatus
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.tables import PaymentRow


class Counted(NamedTuple):
    """A payment that counts: whose it is (None: nobody knows yet), how much, when, and by which account it came."""

    client_id: int | None
    currency: str
    amount_minor: int
    received_on: date
    account: str


def by_keys(session: Session, entry_keys: Iterable[str]) -> dict[str, PaymentRow]:
    """The payments that entered under these keys."""
    found: dict[str, PaymentRow] = {}
    for some in chunks(list(dict.fromkeys(entry_keys))):
        rows = session.scalars(select(PaymentRow).where(PaymentRow.entry_key.in_(some)))
        found.update((row.entry_key, row) for row in rows)
    return found


def add(session: Session, rows: Sequence[Mapping[str, Any]]) -> dict[str, PaymentRow]:
    """Insert payments; returns them by the keys under which they entered, in that order."""
    insert_rows(session, PaymentRow, rows)
    found = by_keys(session, [row["entry_key"] for row in rows])
    return {row["entry_key"]: found[row["entry_key"]] for row in rows}


def counted(session: Session, client_ids: Collection[int]) -> list[Counted]:
    """The payments of these clients, and those that nobody could give to a client yet, oldest first."""
    columns = tuple(getattr(PaymentRow, name) for name in Counted._fields)
    query = select(*columns).where(PaymentRow.status == PaymentStatus.COUNTED).order_by(PaymentRow.received_on)
    rows = list(session.execute(query.where(PaymentRow.client_id.is_(None))))
    for some in chunks(sorted(client_ids)):
        rows.extend(session.execute(query.where(PaymentRow.client_id.in_(some))))
    return [Counted._make(row) for row in rows]
