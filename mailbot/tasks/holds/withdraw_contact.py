"""A reminder made by hand was written down by mistake: its level does not count, and what came of it ends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import hand_made, levels, reminders
from mailbot.store.tables import HoldRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.calls import call_withdrawn
from mailbot.tasks.holds.manage_holds import end_hold, said
from mailbot.tasks.holds.relink import link_anew

_ON_FILE = (ReminderStatus.SENT, ReminderStatus.FAILED)


def withdraw_contact(session: Session, office: Office, key: int, by: Decider, why: str, now: datetime) -> ReminderRow:
    """Take it back. Raises Refused without a reason, and for what no person made, or was withdrawn before."""
    reason = said(why)
    row = session.get(ReminderRow, key)
    if row is None or not row.by_hand or row.status not in _ON_FILE:
        raise Refused(f"Aucune relance faite à la main n'a le numéro {key}, ou elle est déjà retirée.")
    client = clients.lock(session, row.client_id)
    touched = [line.invoice_id for line in reminders.lines(session, key) if line.advanced]
    levels.uncount_levels(session, row, new_cycle=False)
    reminders.move(session, row, ReminderStatus.WITHDRAWN, reason)
    link_anew(session, office, touched, row)
    if client is not None:
        client.last_contact_on = hand_made.last_contact(session, client.id, office.zone)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="reminder_withdrawn",
        client_id=row.client_id,
        reminder_id=key,
        text=f"relance notée par erreur, retirée - {reason}",
        data={"via": by.via, "level": row.level},
    )
    history.append(session, entry)
    for hold_id in _holds_of(session, key):
        end_hold(session, hold_id, by, reason, now)
    call_withdrawn(session, key, by, now)
    invoices.wake(session, row.client_id)
    return row


def _holds_of(session: Session, key: int) -> list[int]:
    """The holds that came of it and still run."""
    told = history.last_about(session, key, "reminder_by_hand")
    rows = [session.get(HoldRow, hold_id) for hold_id in (told.data.get("holds", []) if told else [])]
    return [row.id for row in rows if row is not None and row.ended_at is None]
