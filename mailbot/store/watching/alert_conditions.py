"""What makes an alert untrue: conditions on its row, for `alert_ends`."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.tables import (
    AlertRow,
    ClientRow,
    ContactRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderLineRow,
    ReminderRow,
)

_AGREEMENTS = (HoldKind.PROMISE, HoldKind.INSTALMENTS)


def about(key: InstrumentedAttribute[int], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The row that the alert is about is there, and this holds of it."""
    return exists(select(key).where(key == AlertRow.about_id, condition))


def no_more(key: InstrumentedAttribute[int], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The alert is about a row, of which this holds no more."""
    return and_(AlertRow.about_id.is_not(None), ~about(key, condition))


def invoice(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The invoice that the alert is about is there, and this holds of it."""
    return exists(select(InvoiceRow.id).where(InvoiceRow.id == AlertRow.invoice_id, condition))


def settled() -> ColumnElement[bool]:
    """That invoice is paid."""
    return invoice(InvoiceRow.open_minor <= 0)


def nothing_owed() -> ColumnElement[bool]:
    """A client who owes nothing; what is about one invoice, or about nobody's debt, is not theirs."""
    owed = select(InvoiceRow.id).where(
        InvoiceRow.client_id == AlertRow.client_id, InvoiceRow.open_minor > 0, InvoiceRow.kind == InvoiceKind.INVOICE
    )
    return and_(AlertRow.client_id.is_not(None), ~exists(owed))


def promise_met() -> ColumnElement[bool]:
    """Nothing is left of what was due on the promised day."""
    due_by_then = InvoiceRow.due_on <= HoldRow.promised_on
    due = select(InvoiceRow.id).where(
        InvoiceRow.client_id == HoldRow.client_id,
        InvoiceRow.open_minor > 0,
        InvoiceRow.kind == InvoiceKind.INVOICE,
        or_(InvoiceRow.id == HoldRow.invoice_id, and_(HoldRow.invoice_id.is_(None), due_by_then)),
    )
    return exists(select(HoldRow.id).where(HoldRow.id == AlertRow.about_id, ~exists(due)))


def not_expired(today: date) -> ColumnElement[bool]:
    """The level was taken back, or another deadline runs."""
    return or_(InvoiceRow.deadline_on.is_(None), InvoiceRow.deadline_on >= today)


def proposed() -> ColumnElement[bool]:
    """A reminder that waits for a decision still raises this invoice, be it another one than on the first day."""
    return exists(
        select(ReminderLineRow.id)
        .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        .where(
            ReminderLineRow.invoice_id == AlertRow.invoice_id,
            ReminderLineRow.advanced.is_(True),
            ReminderLineRow.live.is_(True),
            ReminderRow.status == ReminderStatus.PROPOSED,
        )
    )


def running(today: date) -> ColumnElement[bool]:
    """Holds of the client that run today."""
    ends = or_(HoldRow.until.is_(None), HoldRow.until >= today)
    return and_(HoldRow.client_id == AlertRow.client_id, HoldRow.ended_at.is_(None), ends)


def stopped(today: date) -> ColumnElement[bool]:
    """The whole client, or one invoice, is stopped by an insolvency or a death."""
    kinds = (HoldKind.INSOLVENT, HoldKind.DECEASED)
    return exists(select(HoldRow.id).where(running(today), HoldRow.kind.in_(kinds)))


def held(today: date, *kinds: HoldKind) -> ColumnElement[bool]:
    """Does a hold of these kinds still run, on what the alert is about?"""
    same = or_(
        and_(HoldRow.invoice_id.is_(None), AlertRow.invoice_id.is_(None)), HoldRow.invoice_id == AlertRow.invoice_id
    )
    return exists(select(HoldRow.id).where(running(today), HoldRow.kind.in_(kinds), same))


def agreed_again(today: date) -> ColumnElement[bool]:
    """A promise or plan was made since the alert was raised."""
    same = or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == AlertRow.invoice_id, AlertRow.invoice_id.is_(None))
    newer = HoldRow.created_at > AlertRow.raised_at
    return exists(select(HoldRow.id).where(running(today), HoldRow.kind.in_(_AGREEMENTS), same, newer))


def address_refused() -> ColumnElement[bool]:
    """Some address of the client still refuses mail."""
    mine = select(ClientRow.id).where(ClientRow.id == AlertRow.client_id, ClientRow.email_bounced.is_(True))
    others = select(ContactRow.id).where(ContactRow.client_id == AlertRow.client_id, ContactRow.bounced.is_(True))
    return or_(exists(mine), exists(others))


def reminded_since() -> ColumnElement[bool]:
    """A reminder to the client left since the alert was raised."""
    left = (ReminderRow.status == ReminderStatus.SENT, ReminderRow.sent_at > AlertRow.raised_at)
    return exists(select(ReminderRow.id).where(ReminderRow.client_id == AlertRow.client_id, *left))


def declared() -> ColumnElement[bool]:
    """The claim was declared in the insolvency."""
    return exists(
        select(ProceedingRow.id).where(
            ProceedingRow.client_id == AlertRow.client_id,
            ProceedingRow.kind == "claim_declaration",
            ProceedingRow.status.in_(("filed", "closed")),
        )
    )


def told_again() -> ColumnElement[bool]:
    """A newer alert of the same kind about the same took its place."""
    newer = aliased(AlertRow)
    same = or_(and_(newer.invoice_id.is_(None), AlertRow.invoice_id.is_(None)), newer.invoice_id == AlertRow.invoice_id)
    return exists(
        select(newer.id).where(
            newer.kind == AlertRow.kind, newer.client_id == AlertRow.client_id, same, newer.id > AlertRow.id
        )
    )


def to_place() -> ColumnElement[bool]:
    """Of a payment: it waits for a person, or for the matching."""
    waits = and_(PaymentRow.status == "counted", PaymentRow.unapplied_minor > 0)
    return and_(waits, PaymentRow.decision.in_(("review", "none", "")))


def read() -> ColumnElement[bool]:
    """Somebody dealt with the message."""
    return about(InboxRow.id, InboxRow.resolved_at.is_not(None))


def all_placed() -> ColumnElement[bool]:
    """Every payment of the message was counted or set aside."""
    mine = select(PaymentRow.id).where(PaymentRow.inbox_id == AlertRow.about_id)
    waits = mine.where(PaymentRow.status == "unverified", PaymentRow.decision != "aside")
    return and_(exists(mine), ~exists(waits))


def batch_decided() -> ColumnElement[bool]:
    """Nothing of the batch that the message answers waits for a decision."""
    message = and_(InboxRow.id == AlertRow.about_id, InboxRow.batch_id.is_not(None))
    waits = select(ReminderRow.id).where(
        ReminderRow.batch_id == InboxRow.batch_id, ReminderRow.status == ReminderStatus.PROPOSED
    )
    return exists(select(InboxRow.id).where(message, ~exists(waits)))
