"""How one reminder reads in a person's own words, before they are kept. Reads only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.outbound.templates import Draft
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.draft_reminders import wording
from mailbot.tasks.sending.material import facts_of, gather


def words_of(session: Session, office: Office, row: ReminderRow, now: datetime) -> str:
    """The words above its invoices: a person's own where there are some, else the template's."""
    return row.own_words or office.texts.opening(facts_of(office, gather(session, office, row, now), now))


def reworded(session: Session, office: Office, row: ReminderRow, words: str, now: datetime) -> Draft:
    """The mail with these words."""
    typed = words.replace("\r\n", "\n").strip()
    return wording(office, replace(gather(session, office, row, now), own_words=typed), now).mail
