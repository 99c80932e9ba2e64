"""Payments that came after a reminder made by hand are linked to it, and away from it when it is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from mailbot.core.figures.crossing import SentReminder, link
from mailbot.store.dunning import hand_made, levels
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office


def link_anew(session: Session, office: Office, invoice_ids: Sequence[int], made: ReminderRow) -> None:
    """Link the payments on these invoices that `made` has just become, or ceased to be, the last reminder before.

    Payments that other reminders brought keep their link.
    """
    if made.sent_at is None or not invoice_ids:
        return
    sent = {key: _sent(session, office, key) for key in invoice_ids}
    for allocation, value_date in hand_made.payments_on(session, invoice_ids, office.day(made.sent_at)):
        earlier = [one for one in sent[allocation.invoice_id] if one.sent_on <= value_date]
        bond = link(earlier, value_date)
        if allocation.reminder_id == made.id or (bond is not None and bond.reminder_id == made.id):
            allocation.reminder_id = bond.reminder_id if bond else None
            allocation.days_after_reminder = bond.days if bond else None
            allocation.crossed = bool(bond and bond.crossed)
    session.flush()


def _sent(session: Session, office: Office, invoice_id: int) -> list[SentReminder]:
    rows = levels.sent_for_invoice(session, invoice_id)
    return [SentReminder(row.id, office.day(row.sent_at)) for row in rows if row.sent_at]
