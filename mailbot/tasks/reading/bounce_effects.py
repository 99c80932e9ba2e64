"""What a permanent bounce changes: the level, the address, the claims of penalties; and how a person takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.reading.understood import Kind
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import clients, contacts
from mailbot.store.dunning import levels, reminders
from mailbot.store.tables import InboxRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.law.claim_penalties import claim_again, withdraw_claims


def count_bounce(session: Session, message: InboxRow, reminder: ReminderRow, by: Decider, now: datetime) -> None:
    """The reminder came back: its level is taken back, the address is not written to again."""
    told = (message.understood or {}).get("bounce") or {}
    failed = _address(message, reminder)
    taken = levels.uncount_levels(session, reminder)
    withdraw_claims(session, reminder, now)
    reminders.move(session, reminder, ReminderStatus.BOUNCED, str(told.get("status") or ""))
    client = clients.by_id(session, reminder.client_id)
    if client is not None:
        contacts.refused(session, client, failed or client.email)
    numbers = ", ".join(row.number for row in taken)
    text = f"non remis à {failed} : niveau {reminder.level} décompté ({numbers})"
    _tell(session, _About(message, reminder, "reminder_bounced", text), by, now)


def arrived_after_all(session: Session, message: InboxRow, by: Decider, now: datetime) -> int | None:
    """A person says that the bounce was none: the level counts again, the address may be written to.

    Returns the reminder's key; None for a message that took no level back.
    """
    reminder = session.get(ReminderRow, message.reminder_id) if message.reminder_id else None
    if message.kind != Kind.BOUNCE or reminder is None or reminder.status != ReminderStatus.BOUNCED:
        return None
    cause = history.last_about(session, reminder.id, "reminder_bounced")
    if cause is None or cause.inbox_id != message.id:
        return None
    reminders.move(session, reminder, ReminderStatus.SENT)
    counted = levels.recount_levels(session, reminder)
    claim_again(session, reminder, now)
    address, client = _address(message, reminder), clients.by_id(session, reminder.client_id)
    if client is not None:
        contacts.works_again(session, client, address)
    numbers = f" ({', '.join(row.number for row in counted)})" if counted else ""
    text = f"arrivé malgré l'avis de non-remise : {address} reçoit de nouveau, niveau {reminder.level} compté{numbers}"
    _tell(session, _About(message, reminder, "reminder_arrived", text), by, now)
    return reminder.id


def bounced_again(session: Session, message: InboxRow, reminder_id: int, by: Decider, now: datetime) -> None:
    """It had bounced, as the program had understood: the person takes their word back."""
    reminder = session.get_one(ReminderRow, reminder_id)
    if reminder.status == ReminderStatus.SENT:
        count_bounce(session, message, reminder, by, now)


def _address(message: InboxRow, reminder: ReminderRow) -> str:
    """The address that is said to have refused."""
    told = (message.understood or {}).get("bounce") or {}
    return str(told.get("recipient") or "").lower() or reminder.recipient


@dataclass(frozen=True, slots=True)
class _About:
    message: InboxRow
    reminder: ReminderRow
    kind: str
    text: str


def _tell(session: Session, about: _About, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=about.kind,
        client_id=about.reminder.client_id,
        reminder_id=about.reminder.id,
        inbox_id=about.message.id,
        text=about.text,
        data={"via": by.via},
    )
    history.append(session, entry)
