"""The invoices whose limitation is worth looking at: open ones, old enough by their own dates; cheap and streamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.client import ClientKind
from mailbot.core.invoice import InvoiceKind
from mailbot.store.tables import ClientRow, InvoiceRow

SIZE = 500
Row = tuple[InvoiceRow, ClientRow]


def old_enough(session: Session, oldest: Mapping[ClientKind, date] | None) -> Iterator[Sequence[Row]]:
    """Open invoices of each kind of client that began by `oldest` (None: all), some at a time, the oldest first.

    An invoice began on the earliest of its date, its due date and the end of its service: no reading of the law counts
    from before that.
    """
    query = (
        select(InvoiceRow, ClientRow)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(InvoiceRow.open_minor > 0, InvoiceRow.kind == InvoiceKind.INVOICE.value)
        .order_by(InvoiceRow.issued_on, InvoiceRow.id)
    )
    if oldest is not None:
        # The first condition alone can be looked up; the second says it for each kind.
        query = query.where(
            _began_by(max(oldest.values())),
            or_(*(and_(ClientRow.kind == kind.value, _began_by(day)) for kind, day in oldest.items())),
        )
    found = session.execute(query.execution_options(yield_per=SIZE))
    while some := [(invoice, client) for invoice, client in islice(found, SIZE)]:
        yield some


def _began_by(day: date) -> ColumnElement[bool]:
    ended = func.coalesce(InvoiceRow.mission_ended_on, InvoiceRow.issued_on)
    return or_(InvoiceRow.issued_on <= day, InvoiceRow.due_on <= day, ended <= day)


def of_matter(session: Session, matter: str) -> list[InvoiceRow]:
    """The invoices of one matter, settled or not."""
    query = select(InvoiceRow).where(InvoiceRow.matter == matter, InvoiceRow.kind == InvoiceKind.INVOICE.value)
    return list(session.scalars(query.order_by(InvoiceRow.issued_on, InvoiceRow.id)))
