"""What `mailbot verify` asks the books about messages: did each end, was none obeyed unproved, no robot answered?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from mailbot.core.payment import PaymentStatus
from mailbot.store.checking.checks import streamed
from mailbot.store.money_tables import TellingRow
from mailbot.store.tables import DeliveryRow, EventRow, HoldRow, InboxRow, PaymentRow, ReminderRow

_STATES = ("new", "done", "review", "quarantined", "duplicate")


def unended_messages(session: Session, max_attempts: int) -> Iterator[tuple[int, str]]:
    """(message, state) of messages in a state that does not exist, ended without an instant, or tried in vain and
    never put aside."""
    unknown = InboxRow.state.not_in(_STATES)
    endless = and_(InboxRow.state == "new", InboxRow.attempts >= max_attempts)
    timeless = and_(InboxRow.state.in_(("done", "quarantined")), InboxRow.handled_at.is_(None))
    query = select(InboxRow.id, InboxRow.state).where(or_(unknown, endless, timeless))
    yield from streamed(session, query)


def unproved_payments(session: Session) -> Iterator[int]:
    """Payments that count, came by a mail that is not proved, and that neither a person nor a proved teller (a
    statement, a file, another mail) has vouched for."""
    vouched = select(EventRow.payment_id).where(
        EventRow.payment_id.is_not(None), EventRow.kind == "payment_entered", EventRow.actor != "mailbot"
    )
    told = exists().where(
        TellingRow.payment_id == PaymentRow.id,
        TellingRow.told_by != "unverified",
        or_(TellingRow.inbox_id.is_(None), TellingRow.inbox_id != PaymentRow.inbox_id),
    )
    query = (
        select(PaymentRow.id, InboxRow.understood)
        .join(InboxRow, InboxRow.id == PaymentRow.inbox_id)
        .where(PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.id.not_in(vouched), ~told)
    )
    for key, understood in streamed(session, query):
        if understood.get("authentic") is not True:
            yield key


def approvals_by_mail(session: Session) -> Iterator[tuple[int, bool]]:
    """(reminder, is there a proved answer of that person about its batch) of reminders approved by mail."""
    proved = {
        (batch_id, sender)
        for batch_id, sender, understood in streamed(
            session, select(InboxRow.batch_id, InboxRow.sender, InboxRow.understood).where(InboxRow.kind == "approval")
        )
        if understood.get("authentic") is True
    }
    query = select(ReminderRow.id, ReminderRow.batch_id, ReminderRow.approved_by).where(
        ReminderRow.approved_via == "mail"
    )
    for key, batch_id, person in streamed(session, query):
        yield key, (batch_id, person) in proved


def commands_by_mail(session: Session) -> Iterator[int]:
    """Holds set by an order in a mail that is not proved."""
    query = (
        select(HoldRow.id, InboxRow.understood)
        .join(InboxRow, InboxRow.id == HoldRow.inbox_id)
        .where(InboxRow.kind == "command", HoldRow.author != "mailbot")
    )
    for key, understood in streamed(session, query):
        if understood.get("authentic") is not True:
            yield key


def answers_to_robots(session: Session) -> Iterator[tuple[int, str]]:
    """(message, its sender) of machines that were answered."""
    number = func.replace(DeliveryRow.once_key, "answer:", "")
    query = select(InboxRow.id, InboxRow.sender, InboxRow.understood).join(
        DeliveryRow, and_(DeliveryRow.kind == "answer", number == cast(InboxRow.id, String))
    )
    for key, sender, understood in streamed(session, query):
        if understood.get("robot"):
            yield key, sender
