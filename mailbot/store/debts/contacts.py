"""Contacts: the addresses of a client beside its own, and whom a reminder is written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.contacts import Contact, ContactRole, addressed
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.debts import clients, invoices
from mailbot.store.tables import ClientRow, ContactRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A contact as a file tells it; with `invoice_id` the one that this invoice names."""

    client_id: int
    role: str
    email: str
    name: str = ""
    phone: str = ""
    invoice_id: int | None = None


def to_contact(row: ContactRow) -> Contact:
    """The row as a frozen value."""
    return Contact(
        email=row.email,
        role=ContactRole(row.role),
        name=row.name,
        phone=row.phone,
        invoice_id=row.invoice_id,
        bounced=row.bounced,
    )


def of_clients(session: Session, client_ids: Iterable[int]) -> dict[int, list[Contact]]:
    """Every contact of these clients, oldest first."""
    found: dict[int, list[Contact]] = defaultdict(list)
    for some in chunks(sorted(set(client_ids))):
        query = select(ContactRow).where(ContactRow.client_id.in_(some)).order_by(ContactRow.id)
        for row in session.scalars(query):
            found[row.client_id].append(to_contact(row))
    return found


def recipient(session: Session, row: ClientRow, invoice_ids: Collection[int]) -> Client:
    """The client as a reminder about these invoices addresses them; see `core.contacts.addressed`."""
    known = of_clients(session, [row.id])[row.id]
    return addressed(clients.to_client(row), known, invoice_ids, bounced=row.email_bounced)


def refused(session: Session, row: ClientRow, address: str) -> bool:
    """An address refused mail: wherever this client has it, it is not written to again. Was it one of theirs?"""
    theirs = bool(address) and row.email == address
    if theirs:
        row.email_bounced = True
    wanted = select(ContactRow).where(ContactRow.client_id == row.id, ContactRow.email == address)
    for contact in session.scalars(wanted):
        contact.bounced, theirs = True, True
    if theirs:
        session.flush()
        invoices.wake(session, row.id)
    return theirs


def works_again(session: Session, row: ClientRow, address: str) -> None:
    """An address that refused mail takes it after all: wherever this client has it, it may be written to."""
    if row.email == address:
        row.email_bounced = False
    wanted = select(ContactRow).where(ContactRow.client_id == row.id, ContactRow.email == address)
    for contact in session.scalars(wanted):
        contact.bounced = False
    session.flush()
    invoices.wake(session, row.id)


def put(session: Session, new: Sequence[NewContact], now: datetime) -> tuple[int, int]:
    """Add contacts and update known ones: (how many are new, how many changed). Set-based; their clients are woken."""
    known = _known(session, [contact.client_id for contact in new])
    added: dict[tuple[int, str], NewContact] = {}
    changes: list[dict[str, object]] = []
    for contact in new:
        old = known.get(_key(contact))
        if old is None:
            added[_key(contact)] = contact
        elif (old.name, old.phone, old.email) != (contact.name, contact.phone, contact.email):
            changes.append(
                {
                    "id": old.id,
                    "name": contact.name,
                    "phone": contact.phone,
                    "email": contact.email,
                    # Another address of the same invoice has not refused anything yet.
                    "bounced": old.bounced and old.email == contact.email,
                }
            )
    rows = [_columns(contact) | {"bounced": False, "created_at": now} for contact in added.values()]
    insert_rows(session, ContactRow, rows)
    if changes:
        session.execute(update(ContactRow), changes)
    if added or changes:
        invoices.wake_all(session, [contact.client_id for contact in new])
    return len(added), len(changes)


def _known(session: Session, client_ids: Iterable[int]) -> dict[tuple[int, str], Any]:
    """Columns and not objects: the changes are written in one statement, past the session's objects."""
    columns = select(
        ContactRow.id, ContactRow.client_id, ContactRow.invoice_id, ContactRow.role, ContactRow.name, ContactRow.email,
        ContactRow.phone, ContactRow.bounced,
    )  # fmt: skip
    found = {}
    for some in chunks(sorted(set(client_ids))):
        for row in session.execute(columns.where(ContactRow.client_id.in_(some))):
            found[_key(row)] = row
    return found


def _key(contact: Any) -> tuple[int, str]:
    """What makes a contact the same one: its invoice, or its role and address at the client."""
    if contact.invoice_id is not None:
        return contact.invoice_id, ""
    return contact.client_id, f"{contact.role}:{contact.email}"


def _columns(contact: NewContact) -> dict[str, object]:
    return {name: getattr(contact, name) for name in ("client_id", "invoice_id", "role", "name", "email", "phone")}
