"""Where a client stands, for the question what of them must be kept; and whose time is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.history import TELLS
from mailbot.core.retention import Depth
from mailbot.store.privacy.on_file import BY_NAME
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.settling_tables import EntryRow
from mailbot.store.tables import ClientRow, DeliveryRow, EventRow, InvoiceRow, PaymentRow, ReminderRow

# A reminder on its way, or of which nobody knows whether it left.
_ON_ITS_WAY = ("approved", "released", "unknown", "proposed")
_QUEUED = ("queued", "sending", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the books say of one client; see `core.retention.Standing`. `last_at`: of the last line about them."""

    owed: bool
    credit: bool
    unplaced: bool
    proceeding: bool
    leaving: bool
    accounted_on: date | None
    last_at: datetime


def of_client(session: Session, row: ClientRow) -> Found:
    """One client, in a few statements."""
    key = row.id

    def there(condition: ColumnElement[bool]) -> bool:
        return bool(session.scalar(select(exists().where(condition))))

    mine = InvoiceRow.client_id == key
    days = [
        session.scalar(select(func.max(InvoiceRow.issued_on)).where(mine, InvoiceRow.kind != "quote")),
        session.scalar(select(func.max(PaymentRow.received_on)).where(PaymentRow.client_id == key)),
        session.scalar(select(func.max(EntryRow.booked_on)).where(EntryRow.client_id == key)),
    ]
    last = session.scalar(select(func.max(EventRow.at)).where(EventRow.client_id == key))
    return Found(
        owed=there(and_(mine, InvoiceRow.open_minor > 0, InvoiceRow.kind != "quote")),
        credit=there(and_(mine, InvoiceRow.open_minor < 0)),
        unplaced=there(and_(PaymentRow.client_id == key, PaymentRow.unapplied_minor > 0)),
        proceeding=there(and_(ProceedingRow.client_id == key, ProceedingRow.closed_at.is_(None))),
        leaving=there(and_(BY_NAME["messages_sent"].of(key), DeliveryRow.status.in_(_QUEUED)))
        or there(and_(ReminderRow.client_id == key, ReminderRow.status.in_(_ON_ITS_WAY))),
        accounted_on=max((day for day in days if day), default=None),
        last_at=max(last, row.created_at) if last else row.created_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Whom to look for: clients of these kinds who have invoices or payments (`accounted`), or who have none."""

    kinds: Sequence[str]
    accounted: bool
    before: datetime


def quiet_since(session: Session, wanted: Quiet, today: date, limit: int, after: int = 0) -> list[int]:
    """The keys of clients with whom nothing has happened since then and who owe nothing, from `after` on. Of those
    whose file was erased: only where something happened since, or the accounts need be kept no longer."""
    busy = exists().where(EventRow.client_id == ClientRow.id, EventRow.at >= wanted.before)
    owing = exists().where(InvoiceRow.client_id == ClientRow.id, InvoiceRow.open_minor != 0)
    newer = exists().where(InvoiceRow.client_id == ClientRow.id, InvoiceRow.created_at >= wanted.before)
    since = exists().where(EventRow.client_id == ClientRow.id, EventRow.at > ClientRow.erased_at,
                           EventRow.kind != TELLS)  # fmt: skip
    again = and_(ClientRow.erased == Depth.FILE, or_(ClientRow.accounts_until < today, since))
    counted = or_(
        exists().where(InvoiceRow.client_id == ClientRow.id), exists().where(PaymentRow.client_id == ClientRow.id)
    )
    query = select(ClientRow.id).where(
        ClientRow.id > after, ClientRow.created_at < wanted.before, ClientRow.kind.in_(wanted.kinds),
        or_(ClientRow.erased == "", again), counted if wanted.accounted else ~counted, ~busy, ~owing, ~newer,
    )  # fmt: skip
    return list(session.scalars(query.order_by(ClientRow.id).limit(limit)))
