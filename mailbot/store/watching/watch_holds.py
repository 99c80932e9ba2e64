"""What alerts look at among holds: promises and instalments that were not kept, and stops that need a person.

As in `watch`, what was told before is left out and rows are streamed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import String as Text
from sqlalchemy import case, cast, exists, or_, select
from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.store.chunks import chunks
from mailbot.store.pursuit_tables import InstalmentRow
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.store.watching.watch import streamed, untold


def promises_broken(session: Session, since: date) -> Iterator[tuple[HoldRow, ClientRow]]:
    """Promises waited for until that day or later and judged broken since, of which something is due, not told yet."""
    due = select(InvoiceRow.id).where(
        InvoiceRow.client_id == HoldRow.client_id,
        InvoiceRow.open_minor > 0,
        or_(InvoiceRow.id == HoldRow.invoice_id, InvoiceRow.due_on <= HoldRow.promised_on),
    )
    query = (
        select(HoldRow, ClientRow)
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .where(
            HoldRow.kind == HoldKind.PROMISE,
            HoldRow.until >= since,
            HoldRow.outcome == "broken",
            exists(due),
            untold("promise_broken", HoldRow.id),
        )
        .order_by(HoldRow.id)
    )
    yield from streamed(session, query)


def missed(session: Session) -> Iterator[tuple[InstalmentRow, HoldRow, ClientRow]]:
    """Instalments that were not paid in time, not told yet; one that missed another day too is told anew."""
    query = (
        select(InstalmentRow, HoldRow, ClientRow)
        .join(HoldRow, HoldRow.id == InstalmentRow.hold_id)
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .where(InstalmentRow.outcome == "missed", untold("instalment_missed", InstalmentRow.id, InstalmentRow.due_on))
        .order_by(InstalmentRow.id)
    )
    yield from streamed(session, query)


def stopped(session: Session, hold_kind: HoldKind, alert_kind: str, today: date) -> list[tuple[HoldRow, ClientRow]]:
    """Running holds of this kind, not told yet: as they are, or with the day of publication that is known now."""
    key = case(
        (HoldRow.published_on.is_(None), cast(HoldRow.id, Text)),
        else_=cast(HoldRow.id, Text).concat(":").concat(cast(HoldRow.published_on, Text)),
    )
    query = (
        select(HoldRow, ClientRow)
        .join(ClientRow, ClientRow.id == HoldRow.client_id)
        .where(
            HoldRow.kind == hold_kind,
            HoldRow.ended_at.is_(None),
            or_(HoldRow.until.is_(None), HoldRow.until >= today),
            untold(alert_kind, key),
        )
        .order_by(HoldRow.id)
    )
    return [(hold, client) for hold, client in session.execute(query)]


def first_of(session: Session, rows: Sequence[HoldRow]) -> dict[int, HoldRow]:
    """For each hold the first one of its line: a hold that was set again takes the place of the one before, and tells
    no news."""
    found = {row.id: row for row in rows}
    before: dict[tuple[int, str, int | None], list[HoldRow]] = defaultdict(list)
    for some in chunks(sorted({row.client_id for row in rows})):
        query = select(HoldRow).where(HoldRow.client_id.in_(some), HoldRow.outcome == "replaced")
        for old in session.scalars(query.order_by(HoldRow.id.desc())):
            before[old.client_id, old.kind, old.invoice_id].append(old)
    for row in rows:
        for old in before[row.client_id, row.kind, row.invoice_id]:
            if old.ended_at == found[row.id].created_at:
                found[row.id] = old
    return found


def owed(session: Session, client_ids: Iterable[int]) -> dict[int, list[InvoiceRow]]:
    """By client, the invoices that are not settled."""
    found: dict[int, list[InvoiceRow]] = defaultdict(list)
    for some in chunks(sorted(set(client_ids))):
        query = select(InvoiceRow).where(
            InvoiceRow.client_id.in_(some), InvoiceRow.open_minor > 0, InvoiceRow.kind == InvoiceKind.INVOICE
        )
        for row in session.scalars(query.order_by(InvoiceRow.due_on, InvoiceRow.id)):
            found[row.client_id].append(row)
    return found
