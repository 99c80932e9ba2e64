"""Everything on file about a few invoices of one client: what was sent, received and settled, and what is others'.

Whoever asks gets rows of that client and of no other; `others_named` finds what a text may say of somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import chunks
from mailbot.store.tables import (
    AllocationRow,
    ClientRow,
    DeliveryRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderLineRow,
    ReminderRow,
)

# What left, or may have, or came back.
_GONE = (ReminderStatus.SENT, ReminderStatus.BOUNCED, ReminderStatus.UNKNOWN)
# What a client, or their server, writes; never the firm's own mail, nor the bank's.
_THEIRS = ("client_reply", "bounce", "auto_reply")


def reminders_about(session: Session, invoice_ids: Collection[int]) -> list[ReminderRow]:
    """Reminders that left and name one of these invoices, oldest first."""
    named = select(ReminderLineRow.reminder_id).where(ReminderLineRow.invoice_id.in_(sorted(invoice_ids)))
    query = select(ReminderRow).where(ReminderRow.id.in_(named), ReminderRow.status.in_(_GONE))
    return list(session.scalars(query.order_by(func.coalesce(ReminderRow.sent_at, ReminderRow.created_at))))


def deliveries_of(session: Session, reminder_ids: Iterable[int]) -> dict[int, list[DeliveryRow]]:
    """The messages handed over for these reminders."""
    found: dict[int, list[DeliveryRow]] = defaultdict(list)
    for some in chunks(sorted(set(reminder_ids))):
        query = select(DeliveryRow).where(DeliveryRow.reminder_id.in_(some)).order_by(DeliveryRow.id)
        for row in session.scalars(query):
            if row.reminder_id is not None:
                found[row.reminder_id].append(row)
    return found


def messages_of(session: Session, client_id: int) -> list[InboxRow]:
    """What this client and their mail servers wrote, oldest first."""
    query = select(InboxRow).where(
        InboxRow.client_id == client_id, InboxRow.kind.in_(_THEIRS), InboxRow.state.in_(("done", "review"))
    )
    return list(session.scalars(query.order_by(InboxRow.arrived_at, InboxRow.id)))


def settled(
    session: Session, invoice_ids: Collection[int]
) -> list[tuple[AllocationRow, PaymentRow | None, InvoiceRow | None]]:
    """What was put on these invoices, undone rows among it, with its payment or its credit note, oldest first."""
    note = aliased(InvoiceRow)
    query = (
        select(AllocationRow, PaymentRow, note)
        .outerjoin(PaymentRow, PaymentRow.id == AllocationRow.payment_id)
        .outerjoin(note, note.id == AllocationRow.credit_note_id)
        .where(AllocationRow.invoice_id.in_(sorted(invoice_ids)))
        .order_by(AllocationRow.created_at, AllocationRow.id)
    )
    return [(one, payment, credit) for one, payment, credit in session.execute(query)]


def bank_notices(session: Session, client_id: int, payment_ids: Collection[int]) -> dict[int, InboxRow]:
    """The notice of each of these payments, by the payment's key, where it tells of that one operation alone and the
    whole payment is this client's: a notice that tells of anybody else stays in the firm."""
    found: dict[int, InboxRow] = {}
    query = (
        select(PaymentRow, InboxRow)
        .join(InboxRow, InboxRow.id == PaymentRow.inbox_id)
        .where(PaymentRow.id.in_(sorted(payment_ids)))
    )
    for payment, message in session.execute(query).all():
        told = message.understood.get("payments") or []
        if len(told) == 1 and payment.id in theirs_alone(session, client_id, [payment.id]):
            found[payment.id] = message
    return found


def theirs_alone(session: Session, client_id: int, payment_ids: Collection[int]) -> set[int]:
    """Of these payments those that pay invoices of this client and of nobody else."""
    query = (
        select(AllocationRow.payment_id, InvoiceRow.client_id)
        .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
        .where(AllocationRow.payment_id.in_(sorted(payment_ids)))
    )
    owners: dict[int, set[int]] = defaultdict(set)
    for payment_id, owner in session.execute(query):
        if payment_id is not None:
            owners[payment_id].add(owner)
    return {key for key, found in owners.items() if found == {client_id}}


def shared_with_others(session: Session, client_id: int, payment_ids: Collection[int]) -> set[int]:
    """Of these payments those that pay, or paid, an invoice of somebody else too, or are somebody else's."""
    wanted = sorted(payment_ids)
    found: set[int] = set()
    for some in chunks(wanted):
        others = (
            select(AllocationRow.payment_id)
            .join(InvoiceRow, InvoiceRow.id == AllocationRow.invoice_id)
            .where(AllocationRow.payment_id.in_(some), InvoiceRow.client_id != client_id)
        )
        found.update(key for key in session.scalars(others) if key is not None)
        strangers = select(PaymentRow.id).where(PaymentRow.id.in_(some), PaymentRow.client_id != client_id)
        found.update(session.scalars(strangers))
    return found


def payments_of(session: Session, client_id: int) -> set[int]:
    """Keys of the payments that are this client's, or lie on one of their invoices."""
    mine = select(InvoiceRow.id).where(InvoiceRow.client_id == client_id)
    query = select(AllocationRow.payment_id).where(
        AllocationRow.invoice_id.in_(mine), AllocationRow.payment_id.is_not(None)
    )
    placed = {key for key in session.scalars(query.distinct()) if key is not None}
    return placed | set(session.scalars(select(PaymentRow.id).where(PaymentRow.client_id == client_id)))


def own_keys(session: Session, client_id: int) -> tuple[set[int], set[int]]:
    """Keys of the client's invoices, and of the messages that they or their mail servers wrote."""
    mine = set(session.scalars(select(InvoiceRow.id).where(InvoiceRow.client_id == client_id)))
    theirs = select(InboxRow.id).where(InboxRow.client_id == client_id, InboxRow.kind.in_(_THEIRS))
    return mine, set(session.scalars(theirs))


def matters_of(session: Session, client_id: int) -> set[str]:
    """The matters that this client's invoices name."""
    return set(session.scalars(select(InvoiceRow.matter).where(InvoiceRow.client_id == client_id).distinct())) - {""}


def numbers_of_others(session: Session, client_id: int, words: Sequence[str]) -> set[str]:
    """Which of these words are numbers of other clients' invoices."""
    found: set[str] = set()
    for some in chunks(words):
        query = select(InvoiceRow.number).where(InvoiceRow.number.in_(some), InvoiceRow.client_id != client_id)
        found.update(session.scalars(query))
    return found


def names_of_others(session: Session, client_id: int) -> Iterator[tuple[str, str, str]]:
    """Every other client's name, code and address, streamed."""
    query = select(ClientRow.name, ClientRow.code, ClientRow.email).where(ClientRow.id != client_id)
    for row in session.execute(query.execution_options(yield_per=1000)):
        yield row.name, row.code, row.email
