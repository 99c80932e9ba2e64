"""Everything that the books hold about one client, table by table: this list is exported, counted and erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from mailbot.store.base import Base
from mailbot.store.call_tables import CallRow
from mailbot.store.money_tables import PayerAliasRow, TellingRow
from mailbot.store.post_tables import PostingRow
from mailbot.store.pursuit_tables import InstalmentRow, InterruptionRow, ProceedingRow, RunOmissionRow
from mailbot.store.reading_tables import AliasRow, AnswerRow, CorrectionRow
from mailbot.store.settling_tables import EntryLineRow, EntryRow, PaymentUseRow, PenaltyRow
from mailbot.store.tables import (
    AlertRow,
    AllocationRow,
    ClientRow,
    ContactRow,
    DeliveryRow,
    EventRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderLineRow,
    ReminderRow,
)

# The kind of messages that belong to the accounts.
BANK = "bank_notification"

Condition = Callable[[int], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One table: under which name its rows are exported, and which rows are a client's."""

    name: str
    table: type[Base]
    of: Condition


def invoices_of(client_id: int) -> Select[Any]:
    """The keys of a client's invoices."""
    return select(InvoiceRow.id).where(InvoiceRow.client_id == client_id)


def payments_of(client_id: int) -> Select[Any]:
    """The keys of a client's payments."""
    return select(PaymentRow.id).where(PaymentRow.client_id == client_id)


def reminders_of(client_id: int) -> Select[Any]:
    """The keys of the reminders to a client."""
    return select(ReminderRow.id).where(ReminderRow.client_id == client_id)


def messages_of(client_id: int) -> Select[Any]:
    """The keys of the messages that are about this client."""
    return select(InboxRow.id).where(_messages(client_id))


def _messages(key: int) -> ColumnElement[bool]:
    """A bank's notice is not among them: it belongs to the accounts, and may tell of others."""
    return (InboxRow.client_id == key) & (InboxRow.kind != BANK)


def _deliveries(key: int) -> ColumnElement[bool]:
    return or_(DeliveryRow.client_id == key, DeliveryRow.reminder_id.in_(reminders_of(key)))


def _events(key: int) -> ColumnElement[bool]:
    return or_(
        EventRow.client_id == key,
        EventRow.invoice_id.in_(invoices_of(key)),
        EventRow.payment_id.in_(payments_of(key)),
        EventRow.inbox_id.in_(messages_of(key)),
    )


def _holds(key: int) -> Select[Any]:
    return select(HoldRow.id).where(HoldRow.client_id == key)


def _entries(key: int) -> Select[Any]:
    return select(EntryRow.id).where(EntryRow.client_id == key)


TABLES: tuple[Kept, ...] = (
    Kept("client", ClientRow, lambda key: ClientRow.id == key),
    Kept("contacts", ContactRow, lambda key: ContactRow.client_id == key),
    Kept("invoices", InvoiceRow, lambda key: InvoiceRow.client_id == key),
    Kept("payments", PaymentRow, lambda key: PaymentRow.client_id == key),
    Kept("payments_told", TellingRow, lambda key: TellingRow.payment_id.in_(payments_of(key))),
    Kept("allocations", AllocationRow, lambda key: AllocationRow.invoice_id.in_(invoices_of(key))),
    Kept("payment_uses", PaymentUseRow, lambda key: PaymentUseRow.payment_id.in_(payments_of(key))),
    Kept("entries", EntryRow, lambda key: EntryRow.client_id == key),
    Kept("entry_lines", EntryLineRow, lambda key: EntryLineRow.entry_id.in_(_entries(key))),
    Kept("penalties", PenaltyRow, lambda key: PenaltyRow.client_id == key),
    Kept("holds", HoldRow, lambda key: HoldRow.client_id == key),
    Kept("instalments", InstalmentRow, lambda key: InstalmentRow.hold_id.in_(_holds(key))),
    Kept("interruptions", InterruptionRow, lambda key: InterruptionRow.client_id == key),
    Kept("proceedings", ProceedingRow, lambda key: ProceedingRow.client_id == key),
    Kept("reminders", ReminderRow, lambda key: ReminderRow.client_id == key),
    Kept("reminder_lines", ReminderLineRow, lambda key: ReminderLineRow.client_id == key),
    Kept("letters_posted", PostingRow, lambda key: PostingRow.reminder_id.in_(reminders_of(key))),
    Kept("messages_sent", DeliveryRow, _deliveries),
    Kept("messages_received", InboxRow, _messages),
    Kept("corrections", CorrectionRow, lambda key: CorrectionRow.inbox_id.in_(messages_of(key))),
    Kept("answers", AnswerRow, lambda key: AnswerRow.client_id == key),
    Kept("addresses_learned", AliasRow, lambda key: AliasRow.client_id == key),
    Kept("payers_learned", PayerAliasRow, lambda key: PayerAliasRow.client_id == key),
    Kept("alerts", AlertRow, lambda key: AlertRow.client_id == key),
    Kept("calls", CallRow, lambda key: CallRow.client_id == key),
    Kept("left_out_of_runs", RunOmissionRow, lambda key: RunOmissionRow.client_id == key),
    Kept("history", EventRow, _events),
)
BY_NAME = {one.name: one for one in TABLES}


def rows(session: Session, kept: Kept, client_id: int) -> Iterator[dict[str, Any]]:
    """The client's rows of one table, column by column, in order; streamed."""
    columns = list(kept.table.__table__.columns)
    query = select(*columns).where(kept.of(client_id)).order_by(columns[0])
    for row in session.execute(query.execution_options(yield_per=500)):
        yield dict(zip((column.name for column in columns), row, strict=True))


def counts(session: Session, client_id: int) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        one.name: int(session.scalar(select(func.count()).select_from(one.table).where(one.of(client_id))) or 0)
        for one in TABLES
    }
