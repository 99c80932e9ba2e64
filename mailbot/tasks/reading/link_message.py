"""Find out whom a message is about: token, own Message-ID, numbers, address, domain - strongest first.

Addresses and domains are those in the clients' files and those that people's corrections taught. A clue that leads to
two clients leads to neither: a person says whose the message is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from mailbot.core.reading.mail_domains import domain_of, is_public
from mailbot.core.reading.understood import Clues
from mailbot.core.tokens import read
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import batches, deliveries, reminders
from mailbot.store.mail import aliases
from mailbot.store.tables import BatchRow, ClientRow, DeliveryRow, ReminderRow
from mailbot.tasks.desk.office import Office


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
    owners = _owners_of_address(session, sender)
    if len(owners) != 1:
        return None
    client = clients.by_id(session, next(iter(owners)))
    learned = not clients.by_address(session, sender)
    return Linked(by="learned address" if learned else "sender", client=client)


def _by_domain(session: Session, sender: str) -> Linked | None:
    owners = _owners_of_domain(session, sender)
    if len(owners) != 1:
        return None
    return Linked(by="sender's domain", client=clients.by_id(session, next(iter(owners))))


def _owners_of_address(session: Session, sender: str) -> frozenset[int]:
    if not sender:
        return frozenset()
    on_file = {row.id for row in clients.by_address(session, sender)}
    return frozenset(on_file | aliases.clients_of(session, aliases.ADDRESS, sender))


def _owners_of_domain(session: Session, sender: str) -> frozenset[int]:
    domain = domain_of(sender)
    return frozenset() if is_public(domain) else aliases.owners_of_domain(session, domain)


def clients_of_address(session: Session, address: str) -> list[ClientRow]:
    """The clients who are reached at this address, as their files say or people did."""
    return list(clients.by_ids(session, _owners_of_address(session, address)).values())


def candidates(session: Session, clues: Clues) -> list[ClientRow]:
    """The clients whom a message of nobody's may be about: those between whom its clues do not decide."""
    numbers = (*clues.subject_numbers, *clues.text_numbers)
    found = {row.client_id for row in invoices.by_numbers(session, numbers).values()} if numbers else set()
    found |= _owners_of_address(session, clues.sender) or _owners_of_domain(session, clues.sender)
    return sorted(clients.by_ids(session, found).values(), key=lambda row: row.name)


def speaks_for(session: Session, client: ClientRow, sender: str) -> bool:
    """Is this an address of the client: on file, learned, or of a domain that is theirs and not a provider's?"""
    known = contacts.of_clients(session, [client.id])[client.id]
    learned = aliases.addresses_of(session, client.id)
    addresses = {client.email, *client.cc, *(contact.email for contact in known), *learned} - {""}
    domain = domain_of(sender)
    same_house = not is_public(domain) and any(domain_of(address) == domain for address in addresses)
    return sender in addresses or same_house


def _with_sender(session: Session, found: Linked, sender: str) -> Linked:
    if found.client is None or not sender:
        return found
    return replace(found, known_sender=speaks_for(session, found.client, sender))
