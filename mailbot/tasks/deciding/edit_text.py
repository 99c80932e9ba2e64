"""A person writes one reminder's words themselves, before it leaves; and sends one to themselves to look at.

The words take the place of those above the invoices; table, means of payment and what follows stay. What was shown or
approved is no longer what would leave: the reminder falls out, another one takes its place, and is asked about anew.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store.debts import clients
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import may_decide_one
from mailbot.tasks.deciding.rewrite import OwnWords, queue_test, rewrite
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.draft_reminders import draft_some


def edit_text(office: Office, order: OwnWords, by: Decider, now: datetime) -> ReminderRow:
    """Write it anew with these words; the reminder that takes its place, to be approved.

    Raises Refused as `rewrite` does, and for a reminder that is not this person's to decide on.
    """
    with office.books.write() as session:
        key = rewrite(session, office, _mine(session, office, order.reminder_id, by), order.text, by, now).id
    draft_some(office, [key], now)
    with office.books.read() as session:
        return session.get_one(ReminderRow, key)


def send_test(office: Office, reminder_id: int, to: str, by: Decider, now: datetime) -> bool:
    """Queue this very message for a member of the firm, marked as a trial; nothing is counted. False when it was queued
    already. Raises Refused for anybody else's address, and for a reminder without texts."""
    if office.person(to) is None:
        raise Refused(f"{to} n'est pas de la maison : un essai ne part qu'à une adresse de `people`.")
    with office.books.write() as session:
        row = session.get(ReminderRow, reminder_id)
        if row is None:
            raise Refused(f"La relance {reminder_id} n'existe pas ou n'est pas encore rédigée.")
        return queue_test(session, office, row, to, now)


def _mine(session: Session, office: Office, key: int, by: Decider) -> ReminderRow:
    row = session.get(ReminderRow, key)
    if row is None:
        raise Refused(f"Il n'y a pas de relance {key}.")
    clients.lock(session, row.client_id)
    if not may_decide_one(session, office, row, by.email):
        raise Refused("Cette relance est celle d'un autre associé.")
    return row
