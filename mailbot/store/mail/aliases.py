"""Addresses and domains that people said belong to a client, beside those in the client's own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from mailbot.store.reading_tables import AliasRow
from mailbot.store.tables import ClientRow, ContactRow

ADDRESS, DOMAIN = "address", "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlias:
    """Who says that mails from there are about this client, and by which message."""

    kind: str
    value: str
    client_id: int
    author: str
    inbox_id: int | None = None


def learn(session: Session, new: NewAlias, now: datetime) -> AliasRow | None:
    """Remember it; None when it is known."""
    if session.scalar(_known(new.kind, new.value).where(AliasRow.client_id == new.client_id)) is not None:
        return None
    row = AliasRow(
        kind=new.kind,
        value=new.value,
        client_id=new.client_id,
        inbox_id=new.inbox_id,
        author=new.author,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def clients_of(session: Session, kind: str, value: str) -> frozenset[int]:
    """Whose mails come from there, as far as people said."""
    return frozenset(row.client_id for row in session.scalars(_known(kind, value)))


def addresses_of(session: Session, client_id: int) -> frozenset[str]:
    """The addresses and (after an @) the domains that this client was said to write from."""
    query = select(AliasRow).where(AliasRow.client_id == client_id, AliasRow.undone_at.is_(None))
    return frozenset(row.value if row.kind == ADDRESS else f"@{row.value}" for row in session.scalars(query))


def owners_of_domain(session: Session, domain: str) -> frozenset[int]:
    """The clients with an address in this domain, their own, a contact's or a learned one (three at most are looked
    for: more than one links nothing)."""
    pattern = f"%@{domain.lower()}"
    own = select(ClientRow.id).where(ClientRow.email.like(pattern)).limit(3)
    of_contacts = select(ContactRow.client_id).where(ContactRow.email.like(pattern)).distinct().limit(3)
    found = {*session.scalars(own), *session.scalars(of_contacts)}
    learned = select(AliasRow.client_id).where(
        AliasRow.undone_at.is_(None),
        or_(AliasRow.value.like(pattern), (AliasRow.kind == DOMAIN) & (AliasRow.value == domain.lower())),
    )
    return frozenset(found | set(session.scalars(learned.distinct().limit(3))))


def listed(session: Session, *, forgotten_too: bool = False) -> list[tuple[AliasRow, ClientRow]]:
    """What was learned, newest first, with its client."""
    query = select(AliasRow, ClientRow).join(ClientRow, ClientRow.id == AliasRow.client_id)
    if not forgotten_too:
        query = query.where(AliasRow.undone_at.is_(None))
    return [(alias, client) for alias, client in session.execute(query.order_by(AliasRow.id.desc()))]


def of_message(session: Session, inbox_id: int) -> list[AliasRow]:
    """What this message taught and is not forgotten."""
    query = select(AliasRow).where(AliasRow.inbox_id == inbox_id, AliasRow.undone_at.is_(None))
    return list(session.scalars(query.order_by(AliasRow.id)))


def forget(row: AliasRow, who: str, now: datetime) -> None:
    """It does not hold any more."""
    row.undone_at, row.undone_by = now, who


def _known(kind: str, value: str) -> Select[AliasRow]:
    return select(AliasRow).where(AliasRow.value == value, AliasRow.kind == kind, AliasRow.undone_at.is_(None))
