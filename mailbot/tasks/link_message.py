"""Find out whom a message is about: token, own Message-ID, numbers, address, domain - strongest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.core.tokens import read
from mailbot.core.understood import Clues
from mailbot.store import batches, clients, contacts, deliveries, invoices, reminders
from mailbot.store.tables import BatchRow, ClientRow, DeliveryRow, ReminderRow
from mailbot.tasks.office import Office

# Mailbox providers: sharing such a domain says nothing about being colleagues.
_PUBLIC_DOMAINS = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.fr", "live.com",
    "msn.com", "yahoo.fr", "yahoo.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "bbox.fr",
    "neuf.fr", "icloud.com", "me.com", "proton.me", "protonmail.com", "gmx.fr", "gmx.com", "gmx.de", "web.de",
    "aol.com", "numericable.fr",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a message is about and by which clue; `known_sender`: the writer is a contact of that client."""

    by: str = ""
    client: ClientRow | None = None
    reminder: ReminderRow | None = None
    batch: BatchRow | None = None
    delivery: DeliveryRow | None = None
    known_sender: bool = False


def link(session: Session, office: Office, clues: Clues) -> Linked:
    """Follow the clues in order; the first that leads somewhere decides."""
    found = (
        _by_token(session, office, clues)
        or _by_message_id(session, clues)
        or _by_numbers(session, clues.subject_numbers, "number in the subject")
        or _by_numbers(session, clues.text_numbers, "number in the text")
        or _by_address(session, clues.sender)
        or _by_domain(session, clues.sender)
        or Linked()
    )
    return _with_sender(session, found, clues.sender)


def _by_token(session: Session, office: Office, clues: Clues) -> Linked | None:
    for token in clues.tokens:
        if read(token, office.key) is None:
            continue
        reminder = reminders.by_token(session, token)
        if reminder is not None:
            return Linked(by="token", reminder=reminder, client=clients.by_id(session, reminder.client_id))
        batch = batches.by_token(session, token)
        if batch is not None:
            return Linked(by="token", batch=batch)
    return None


def _by_message_id(session: Session, clues: Clues) -> Linked | None:
    delivery = deliveries.by_message_ids(session, clues.message_ids)
    if delivery is None:
        return None
    reminder = session.get(ReminderRow, delivery.reminder_id) if delivery.reminder_id else None
    batch = session.get(BatchRow, delivery.batch_id) if delivery.batch_id else None
    client_id = reminder.client_id if reminder else delivery.client_id
    client = clients.by_id(session, client_id) if client_id else None
    return Linked(by="message-id", reminder=reminder, batch=batch, client=client, delivery=delivery)


def _by_numbers(session: Session, numbers: tuple[str, ...], how: str) -> Linked | None:
    owners = {row.client_id for row in invoices.by_numbers(session, numbers).values()} if numbers else set()
    if len(owners) != 1:
        return None  # numbers of two clients link to neither
    return Linked(by=how, client=clients.by_id(session, owners.pop()))


def _by_address(session: Session, sender: str) -> Linked | None:
    rows = clients.by_address(session, sender) if sender else []
    return Linked(by="sender", client=rows[0]) if len(rows) == 1 else None


def _by_domain(session: Session, sender: str) -> Linked | None:
    domain = sender.rpartition("@")[2]
    if not domain or domain in _PUBLIC_DOMAINS:
        return None
    rows = clients.by_domain(session, domain)
    return Linked(by="sender's domain", client=rows[0]) if len(rows) == 1 else None


def _with_sender(session: Session, found: Linked, sender: str) -> Linked:
    if found.client is None or not sender:
        return found
    known = contacts.of_clients(session, [found.client.id])[found.client.id]
    addresses = {found.client.email, *found.client.cc, *(contact.email for contact in known)}
    domain = sender.rpartition("@")[2]
    same_house = domain not in _PUBLIC_DOMAINS and any(a.rpartition("@")[2] == domain for a in addresses if a)
    return Linked(
        by=found.by,
        client=found.client,
        reminder=found.reminder,
        batch=found.batch,
        delivery=found.delivery,
        known_sender=sender in addresses or same_house,
    )
