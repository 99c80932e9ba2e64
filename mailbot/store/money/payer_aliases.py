"""Names and accounts under which clients were said to pay, and those that are no client's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.matching.normalise import compact
from mailbot.store.money_tables import PayerAliasRow
from mailbot.store.tables import ClientRow

NAME, ACCOUNT = "name", "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayer:
    """Who says that this name or account pays for the client (None: for nobody), by which payment, and why."""

    kind: str
    said: str
    client_id: int | None
    payment_id: int
    author: str
    why: str = ""


def learn(session: Session, new: NewPayer, now: datetime) -> PayerAliasRow | None:
    """Remember it; None when it is known, or says nothing."""
    value = compact(new.said)[:200]
    if not value or any(row.client_id == new.client_id for row in _known(session, new.kind, [value])):
        return None
    row = PayerAliasRow(
        kind=new.kind, value=value, said=new.said.strip(), client_id=new.client_id, payment_id=new.payment_id,
        why=new.why, author=new.author, created_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def for_matching(session: Session) -> list[tuple[str, str]]:
    """(name or account, client code) of all that holds."""
    query = (
        select(PayerAliasRow.value, ClientRow.code)
        .join(ClientRow, ClientRow.id == PayerAliasRow.client_id)
        .where(PayerAliasRow.undone_at.is_(None))
    )
    return [(value, code) for value, code in session.execute(query)]


def nobodys(session: Session) -> dict[str, PayerAliasRow]:
    """Names and accounts whose money is no client's, as they are compared."""
    query = select(PayerAliasRow).where(PayerAliasRow.client_id.is_(None), PayerAliasRow.undone_at.is_(None))
    return {row.value: row for row in session.scalars(query)}


def of_payment(session: Session, payment_id: int) -> list[PayerAliasRow]:
    """What this payment taught and is not forgotten."""
    query = select(PayerAliasRow).where(PayerAliasRow.payment_id == payment_id, PayerAliasRow.undone_at.is_(None))
    return list(session.scalars(query.order_by(PayerAliasRow.id)))


def listed(session: Session, *, forgotten_too: bool = False) -> list[tuple[PayerAliasRow, ClientRow | None]]:
    """What was learned, newest first, with its client (None: nobody's money)."""
    query = select(PayerAliasRow, ClientRow).outerjoin(ClientRow, ClientRow.id == PayerAliasRow.client_id)
    if not forgotten_too:
        query = query.where(PayerAliasRow.undone_at.is_(None))
    return [(alias, client) for alias, client in session.execute(query.order_by(PayerAliasRow.id.desc()))]


def forget(row: PayerAliasRow, who: str, now: datetime) -> None:
    """It does not hold any more."""
    row.undone_at, row.undone_by = now, who


def _known(session: Session, kind: str, values: Iterable[str]) -> list[PayerAliasRow]:
    query = select(PayerAliasRow).where(
        PayerAliasRow.kind == kind, PayerAliasRow.value.in_(list(values)), PayerAliasRow.undone_at.is_(None)
    )
    return list(session.scalars(query))
