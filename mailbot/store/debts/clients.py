"""Clients: rows to values and the look-ups that link a message or a payment to a client."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.client import Client, ClientKind
from mailbot.store.tables import ClientRow, ContactRow


def to_client(row: ClientRow | Row[Any]) -> Client:
    """The row as a frozen value."""
    return Client(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=ClientKind(row.kind),
        email=row.email,
        cc=tuple(row.cc),
        contact=row.contact,
        language=row.language,
        phone=row.phone,
        address=row.address,
        postcode=row.postcode,
        city=row.city,
        country=row.country,
        siren=row.siren,
        vat_number=row.vat_number,
        iban=row.iban,
        payment_mode=row.payment_mode,
        ladder=row.ladder,
        partner=row.partner,
        waives_penalties=row.waives_penalties,
    )


def by_id(session: Session, client_id: int) -> ClientRow | None:
    """The client of that key."""
    return session.get(ClientRow, client_id)


def by_code(session: Session, code: str) -> ClientRow | None:
    """The client of that code."""
    return session.scalar(select(ClientRow).where(ClientRow.code == code))


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, ClientRow]:
    """Several clients by key."""
    wanted = sorted(set(ids))
    found: dict[int, ClientRow] = {}
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        found.update((row.id, row) for row in session.scalars(select(ClientRow).where(ClientRow.id.in_(chunk))))
    return found


def by_address(session: Session, address: str) -> list[ClientRow]:
    """Clients that are reached at this address, their own or a contact's."""
    contact_of = select(ContactRow.client_id).where(ContactRow.email == address.lower())
    mine = or_(ClientRow.email == address.lower(), ClientRow.id.in_(contact_of))
    return list(session.scalars(select(ClientRow).where(mine).order_by(ClientRow.id)))


def by_domain(session: Session, domain: str) -> list[ClientRow]:
    """Clients with an address in this domain (at most two are looked for: more than one links nothing)."""
    query = select(ClientRow).where(ClientRow.email.like(f"%@{domain.lower()}")).limit(2)
    return list(session.scalars(query))


def find(session: Session, words: str, limit: int = 10) -> list[ClientRow]:
    """Clients whose code or name contains the words."""
    pattern = f"%{words.lower()}%"
    query = select(ClientRow).where(func.lower(ClientRow.name).like(pattern) | func.lower(ClientRow.code).like(pattern))
    return list(session.scalars(query.order_by(ClientRow.name).limit(limit)))


def lock(session: Session, client_id: int) -> ClientRow | None:
    """The client's row, locked until the transaction ends (on SQLite the transaction already is the lock)."""
    return session.scalar(select(ClientRow).where(ClientRow.id == client_id).with_for_update())


def contacted(row: ClientRow, on: date) -> None:
    """A message left for this client on that day, for whatever reason."""
    if row.last_contact_on is None or row.last_contact_on < on:
        row.last_contact_on = on
