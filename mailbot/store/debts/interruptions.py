"""What makes the limitation clock start again: recorded by a person, proposed from a reply, or a notice sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mailbot.core.client import ClientKind
from mailbot.core.limitation import Interruption, InterruptionKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.pursuit_tables import InterruptionRow
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderLineRow, ReminderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInterruption:
    """What happened, to one invoice or (`invoice_id` None) to all that the client owed then."""

    client_id: int
    kind: InterruptionKind
    on: date
    author: str
    invoice_id: int | None = None
    ended_on: date | None = None
    note: str = ""
    inbox_id: int | None = None


def add(session: Session, new: NewInterruption, now: datetime, confirmed_by: str = "") -> InterruptionRow:
    """Write it down; it counts when somebody confirmed it, and is only proposed otherwise."""
    row = InterruptionRow(
        client_id=new.client_id,
        invoice_id=new.invoice_id,
        kind=new.kind.value,
        on=new.on,
        ended_on=new.ended_on,
        note=new.note,
        author=new.author,
        inbox_id=new.inbox_id,
        created_at=now,
        confirmed_at=now if confirmed_by else None,
        confirmed_by=confirmed_by,
    )
    session.add(row)
    session.flush()
    return row


def by_id(session: Session, key: int) -> InterruptionRow | None:
    """The interruption of that number."""
    return session.get(InterruptionRow, key)


def same(session: Session, new: NewInterruption) -> InterruptionRow | None:
    """One that says the same and stands, recorded or proposed."""
    query = select(InterruptionRow).where(
        InterruptionRow.client_id == new.client_id,
        InterruptionRow.invoice_id.is_not_distinct_from(new.invoice_id),
        InterruptionRow.kind == new.kind.value,
        InterruptionRow.on == new.on,
        InterruptionRow.undone_at.is_(None),
    )
    return session.scalar(query.limit(1))


def listed(session: Session, client_ids: Sequence[int] = ()) -> Iterator[tuple[InterruptionRow, ClientRow, str | None]]:
    """Every one that stands with its client and invoice's number, proposals about what is still owed first; of these
    clients when any is named."""
    about = or_(InvoiceRow.id.is_(None), InvoiceRow.open_minor > 0)
    query = (
        select(InterruptionRow, ClientRow, InvoiceRow.number)
        .join(ClientRow, ClientRow.id == InterruptionRow.client_id)
        .outerjoin(InvoiceRow, InvoiceRow.id == InterruptionRow.invoice_id)
        .where(InterruptionRow.undone_at.is_(None), or_(InterruptionRow.confirmed_at.is_not(None), about))
        .order_by(InterruptionRow.confirmed_at.is_not(None), InterruptionRow.on, InterruptionRow.id)
    )
    if client_ids:
        query = query.where(InterruptionRow.client_id.in_(client_ids))
    for found in session.execute(query.execution_options(yield_per=1000)):
        yield found[0], found[1], found[2]


def of_invoices(session: Session, owners: dict[int, int], zone: ZoneInfo) -> dict[int, tuple[Interruption, ...]]:
    """Invoice → what interrupted its limitation, for these invoices (key → client), in two statements.

    For public bodies a formal notice that was sent counts by itself: any written request interrupts (loi du 31 décembre
    1968, art. 2). One that came back, or a proposal that nobody confirmed, counts for nothing.
    """
    found: dict[int, list[Interruption]] = defaultdict(list)
    mine: dict[int, list[int]] = defaultdict(list)
    for invoice_id, client_id in owners.items():
        mine[client_id].append(invoice_id)
    for row in _rows(session, owners):
        happened = Interruption(row.on, InterruptionKind(row.kind), row.ended_on)
        for invoice_id in mine[row.client_id] if row.invoice_id is None else [row.invoice_id]:
            found[invoice_id].append(happened)
    for some in chunks(list(owners)):
        for key, sent_at in _notices(session, some):
            found[key].append(Interruption(sent_at.astimezone(zone).date(), InterruptionKind.WRITTEN_REQUEST))
    return {key: tuple(happened) for key, happened in found.items()}


def _rows(session: Session, owners: dict[int, int]) -> Iterator[InterruptionRow]:
    """Confirmed ones that stand, of these invoices or of their clients as a whole."""
    stands = (InterruptionRow.undone_at.is_(None), InterruptionRow.confirmed_at.is_not(None))
    for some in chunks(sorted(set(owners.values()))):
        whole = select(InterruptionRow).where(InterruptionRow.client_id.in_(some), *stands)
        yield from (row for row in session.scalars(whole) if row.invoice_id is None or row.invoice_id in owners)


def _notices(session: Session, invoice_ids: Iterable[int]) -> Iterator[tuple[int, datetime]]:
    """Formal notices that reached a public body, by invoice."""
    query = (
        select(ReminderLineRow.invoice_id, ReminderRow.sent_at)
        .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        .join(ClientRow, ClientRow.id == ReminderRow.client_id)
        .where(
            ReminderLineRow.invoice_id.in_(invoice_ids),
            ReminderLineRow.live,
            ReminderRow.formal,
            ReminderRow.status == ReminderStatus.SENT,
            ClientRow.kind == ClientKind.PUBLIC.value,
        )
    )
    for key, sent_at in session.execute(query):
        if sent_at is not None:
            yield key, sent_at


def proposed(session: Session, owners: dict[int, int]) -> frozenset[int]:
    """Which of these invoices (key → client) have a proposal that nobody decided on."""
    found: set[int] = set()
    for some in chunks(sorted(set(owners.values()))):
        query = select(InterruptionRow.client_id, InterruptionRow.invoice_id).where(
            InterruptionRow.client_id.in_(some),
            InterruptionRow.undone_at.is_(None),
            InterruptionRow.confirmed_at.is_(None),
        )
        for client_id, invoice_id in session.execute(query):
            found |= {invoice_id} if invoice_id else {key for key, owner in owners.items() if owner == client_id}
    return frozenset(found)
