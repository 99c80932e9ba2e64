"""The letter of one reminder as a file: the PDF that was approved, or the same letter as a Word document to work on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailbot.core.errors import Refused
from mailbot.core.reminder import Channel
from mailbot.outbound.letter_names import letter_name
from mailbot.outbound.word_letter import WORD_TYPE, word_letter
from mailbot.store import history
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.material import facts_of, gather


def letter_file(office: Office, reminder_id: int, now: datetime, *, word: bool) -> tuple[str, bytes]:
    """Its name and bytes. In Word the letter is dated and reckoned as on the day on which the reminder was written,
    with the client's address of today; it changes and approves nothing.

    Raises Refused for a reminder that is not there, made by hand, about quotes, or, for the PDF, that has none.
    """
    with office.books.read() as session:
        row = session.get(ReminderRow, reminder_id)
        if row is None or row.by_hand or row.quotes:
            raise Refused(f"La relance {reminder_id} n'existe pas, ou n'est pas de celles qui ont une lettre.")
        if not word:
            if not row.letter_sha:
                raise Refused(f"La relance {reminder_id} part sans lettre PDF ; --word en fait une en Word.")
            name = next((item["name"] for item in row.attachments if item["sha"] == row.letter_sha), "lettre.pdf")
            return name, office.blobs.get(row.letter_sha)
        kept = next((item for item in row.attachments if item["type"] == WORD_TYPE), None)
        if row.channel == Channel.MAIL_AND_WORD and kept is not None:
            return kept["name"], office.blobs.get(kept["sha"])
        told = history.last_about(session, row.id, "reminder_drafted")
        written_at = told.at if told else now
        material = gather(session, office, row, written_at)
    # Of the reminders before it, not itself nor what came after.
    before = tuple(one for one in material.earlier if one.sent_on < office.day(written_at))
    material = replace(material, earlier=before)
    facts = facts_of(office, material, written_at)
    return letter_name(facts, ".docx"), word_letter(office.texts, facts, material.own_words)
