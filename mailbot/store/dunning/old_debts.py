"""Debts that were old when they were imported, and wait for a person to say how they are reminded; by the thousand."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from mailbot.core.client import Client, ClientKind
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import Invoice
from mailbot.core.reminder import LIVE, ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.debts import invoices
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow, ReminderLineRow, ReminderRow

# Holds of this author were set because the invoice was overdue when it came in.
IMPORT = "import"

_INVOICE = tuple(getattr(InvoiceRow, name) for name in invoices.COLUMNS)


class OldDebt(NamedTuple):
    """One invoice that waits, with as much of its client as chooses the ladder."""

    hold_id: int
    invoice: Invoice
    client: Client


def count(session: Session, client_id: int | None = None) -> int:
    """How many wait, of one client or of all."""
    return session.scalar(_waiting(select(func.count()), client_id)) or 0


def some(session: Session, after: int, limit: int, client_id: int | None = None) -> list[OldDebt]:
    """The next ones that wait, in the order of their holds, after that hold."""
    columns = select(HoldRow.id, ClientRow.code, ClientRow.name, ClientRow.kind, ClientRow.ladder, *_INVOICE)
    query = _waiting(columns, client_id).where(HoldRow.id > after).order_by(HoldRow.id).limit(limit)
    found = []
    for hold_id, code, name, kind, ladder, *columns_of in session.execute(query):
        invoice = invoices.from_columns(columns_of)
        client = Client(id=invoice.client_id, code=code, name=name, kind=ClientKind(kind), ladder=ladder)
        found.append(OldDebt(hold_id, invoice, client))
    return found


def release(session: Session, holds: Sequence[int], who: str, now: datetime) -> None:
    """Their wait ends."""
    for keys in chunks(holds):
        ended = update(HoldRow).where(HoldRow.id.in_(keys)).values(ended_at=now, ended_by=who)
        session.execute(ended, execution_options={"synchronize_session": False})


def count_level(session: Session, invoice_ids: Sequence[int], level: int | None) -> None:
    """That level counts as the last one of these invoices, a new cycle begins, and the plan looks at them."""
    for keys in chunks(invoice_ids):
        values = {"level": level, "cycle": InvoiceRow.cycle + 1, "next_step_on": None}
        moved = update(InvoiceRow).where(InvoiceRow.id.in_(keys)).values(values)
        session.execute(moved, execution_options={"synchronize_session": False})


def moved_at(session: Session, moment: datetime, client_id: int | None = None) -> list[tuple[int, int, int, str]]:
    """(hold, invoice, client, number) of what stopped waiting at that moment and has not been reminded since."""
    query = select(HoldRow.id, InvoiceRow.id, InvoiceRow.client_id, InvoiceRow.number)
    found = query.join(InvoiceRow, InvoiceRow.id == HoldRow.invoice_id).where(
        HoldRow.author == IMPORT,
        HoldRow.ended_at == moment,
        InvoiceRow.level_sent_on.is_(None),
        ~_in_a_reminder(LIVE),
        *_of(client_id),
    )
    return [(hold, invoice, client, number) for hold, invoice, client, number in session.execute(found)]


def wait_again(session: Session, holds: Sequence[int]) -> None:
    """They wait as before."""
    for keys in chunks(holds):
        again = update(HoldRow).where(HoldRow.id.in_(keys)).values(ended_at=None, ended_by="")
        session.execute(again, execution_options={"synchronize_session": False})


def _waiting(query: Select[Any], client_id: int | None) -> Select[Any]:
    return (
        query.select_from(HoldRow)
        .join(InvoiceRow, InvoiceRow.id == HoldRow.invoice_id)
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(
            HoldRow.kind == HoldKind.HOLD,
            HoldRow.author == IMPORT,
            HoldRow.ended_at.is_(None),
            InvoiceRow.open_minor > 0,
            ~_in_a_reminder(LIVE - {ReminderStatus.SENT}),
            *_of(client_id),
        )
    )


def _of(client_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return () if client_id is None else (InvoiceRow.client_id == client_id,)


def _in_a_reminder(states: Set[ReminderStatus]) -> ColumnElement[bool]:
    """Is the invoice in a reminder that stands there?"""
    lines = select(ReminderLineRow.id).join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
    of_it = lines.where(ReminderLineRow.invoice_id == InvoiceRow.id, ReminderRow.status.in_(states))
    return of_it.exists()
