"""What programs read in parts, in the order in which it came into the books: clients, payments, the history."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.tables import ClientRow, EventRow, InvoiceRow, PaymentRow

CLIENTS: Sequence[Key] = (Key(ClientRow.id, int),)
PAYMENTS: Sequence[Key] = (Key(PaymentRow.id, int),)
EVENTS: Sequence[Key] = (Key(EventRow.id, int),)


def clients(session: Session, at: Place | None, size: int, matters_of: Sequence[str] = ()) -> Part[ClientRow]:
    """Clients; `matters_of`: of these partners only, wholly or in one invoice (lower case)."""
    query = select(ClientRow)
    if matters_of:
        named = exists().where(InvoiceRow.client_id == ClientRow.id, func.lower(InvoiceRow.partner).in_(matters_of))
        query = query.where(or_(func.lower(ClientRow.partner).in_(matters_of), named))
    found = keyset.part(session, query, CLIENTS, at, size, down=False)
    return Part([row for (row,) in found.rows], found.before, found.after)


def payments(session: Session, at: Place | None, size: int) -> Part[tuple[PaymentRow, str | None]]:
    """Payments with the code of their client."""
    query = select(PaymentRow, ClientRow.code).outerjoin(ClientRow, ClientRow.id == PaymentRow.client_id)
    found = keyset.part(session, query, PAYMENTS, at, size, down=False)
    return Part([(row, code) for row, code in found.rows], found.before, found.after)


def events(session: Session, kinds: Sequence[str], at: Place | None, size: int) -> Part[EventRow]:
    """Lines of the history of these kinds."""
    query = select(EventRow).where(EventRow.kind.in_(kinds))
    found = keyset.part(session, query, EVENTS, at, size, down=False)
    return Part([row for (row,) in found.rows], found.before, found.after)
