"""Mails a text that is being written to its writer: filled in with a real reminder, marked as a trial, not counted."""

from __future__ import annotations

from datetime import datetime

from mailbot.core.errors import Refused
from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.outbound.letter_names import letter_name
from mailbot.store.dunning import deliveries
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.wording.try_text import Tried, letter_of, mail_of, shown_facts


def mail_text(office: Office, tried: Tried, to: Decider, now: datetime) -> None:
    """Queue it for this member of the firm, with the letter where the text's level has one.

    Raises Refused for anybody else's address, InputError when the text is at fault.
    """
    if office.person(to.email) is None:
        raise Refused(f"{to.email} n'est pas de la maison : un essai ne part qu'à une adresse de `people`.")
    draft, facts = mail_of(office, tried, now), shown_facts(office, tried, now)
    files: tuple[tuple[str, str, bytes], ...] = ()
    if facts.text_level >= 2 and not facts.quotes:
        files = ((letter_name(facts), "application/pdf", letter_of(office, tried, now)),)
    nonce = office.nonce()
    mid = message_id("test", 0, nonce, office.domain)
    word = "Essai" if office.settings.firm.language == "fr" else "Trial"
    raw = compose(
        Outgoing(
            message_id=mid, date=office.local(now), sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(to.email.lower(),), subject=f"[{word}] {draft.subject}", text=draft.text, html=draft.html,
            attachments=files,
        )
    )  # fmt: skip
    new = deliveries.NewDelivery(
        kind="test", once_key=f"test:text:{nonce}", message_id=mid, sender=office.settings.mailbox.address,
        recipients=(to.email.lower(),), raw_sha=office.blobs.put(raw),
    )  # fmt: skip
    with office.books.write() as session:
        deliveries.add(session, new, now)
