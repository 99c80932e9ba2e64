"""A client names another address for invoices: proposed, applied when a person says OK, and undone like any change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reading.client_requests import change_sentence, new_addresses
from mailbot.core.reading.mail_domains import domain_of
from mailbot.core.reading.understood import Intent
from mailbot.store.debts import contact_changes, contacts
from mailbot.store.mail import answers
from mailbot.store.reading_tables import AnswerRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.client_said import ClientSaid
from mailbot.tasks.reading.prepared import Prepared


def propose_change(session: Session, office: Office, said: ClientSaid) -> Prepared | None:
    """Propose the one new address that the message names; None when it names none, or several: a person reads it."""
    if Intent.CONTACT_CHANGE not in said.understood.intents:
        return None
    usual = contacts.recipient(session, said.client, ()).email
    ours = office.settings.mailbox.domains
    found = [
        address
        for address in new_addresses(said.understood, {usual, office.settings.mailbox.address})
        if domain_of(address) not in ours
    ]
    # Somebody who writes from the new address and names it means it; who writes from the old one names the other.
    others = [address for address in found if address != said.row.sender] or found
    if len(others) != 1:
        return None
    new, sentence = others[0], change_sentence(said.understood)
    row = answers.propose(
        session,
        answers.NewAnswer(
            kind=answers.CONTACT,
            client_id=said.client.id,
            inbox_id=said.row.id,
            sentence=sentence,
            facts={"old": usual, "new": new, "asked_by": said.row.sender, "known": said.known},
            recipient=new,
        ),
        said.now,
    )
    stranger = "" if said.known else ", demandé depuis une adresse inconnue"
    words = f"nouvelle adresse {new} au lieu de {usual or 'rien'}{stranger}, en attente d'un OK"
    return Prepared(what="contact", words=words, facts={"sentence": sentence, "new": new, "answer": row.id})


def apply_change(session: Session, row: AnswerRow, now: datetime) -> str:
    """Write to the new address from now on; returns what was done. Raises Refused when that is so already."""
    old, new = str(row.facts.get("old", "")), str(row.facts["new"])
    undoing = contact_changes.apply(session, row.client_id, old, new, now)
    if not undoing["added"] and not undoing["before"]:
        raise Refused(f"{new} est déjà l'adresse de facturation de ce client.")
    row.facts = {**row.facts, "undoing": undoing}
    return f"adresse de facturation : {new} au lieu de {old or 'rien'}"


def undo_change(session: Session, row: AnswerRow) -> str:
    """Write to the old address again; returns what was done."""
    contact_changes.take_back(session, row.client_id, row.facts.get("undoing", {}))
    return f"adresse de facturation rétablie : {row.facts.get('old') or 'aucune'} au lieu de {row.facts['new']}"
