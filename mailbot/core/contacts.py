"""Whom a reminder is written to: the contact that the invoice names, else the billing contact, else the firm.

An address that refused mail is passed over, so that the next one in this order gets the next reminder. A contact who
only is a contact gets none: they are known so that their mails are recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mailbot.core.client import Client


class ContactRole(StrEnum):
    """What somebody is for at a client's."""

    BILLING = "billing"
    CONTACT = "contact"
    FIRM = "firm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An address beside the client's own. `invoice_id`: it is the contact that this invoice names."""

    email: str
    role: ContactRole = ContactRole.CONTACT
    name: str = ""
    phone: str = ""
    invoice_id: int | None = None
    bounced: bool = False


class Capacity(StrEnum):
    """As what somebody is written to: the order of this list is the order in which they are chosen."""

    INVOICE = "invoice"
    BILLING = "billing"
    FIRM = "firm"


# How people read it, behind the address of a message that is shown before it leaves.
CAPACITIES: dict[str, dict[Capacity, str]] = {
    "fr": {
        Capacity.INVOICE: "contact de la facture",
        Capacity.BILLING: "contact de facturation",
        Capacity.FIRM: "adresse du client",
    },
    "en": {
        Capacity.INVOICE: "the invoice's contact",
        Capacity.BILLING: "billing contact",
        Capacity.FIRM: "client's address",
    },
}


def capacity_of(
    address: str, client: Client, contacts: Sequence[Contact], invoice_ids: Collection[int]
) -> Capacity | None:
    """As what this address is written to about these invoices; None when it is nobody's of theirs any more.

    A message that was written yesterday is explained by the contacts of today, refusals aside: an address that
    bounced since was chosen all the same.
    """
    known = [replace(contact, bounced=False) for contact in contacts]
    found = (one for one in _in_order(client.email, known, frozenset(invoice_ids)) if one.email == address)
    first = next(found, None)
    if first is None:
        return None
    if first.invoice_id is not None:
        return Capacity.INVOICE
    return Capacity.BILLING if first.role is ContactRole.BILLING else Capacity.FIRM


def said_capacity(capacity: Capacity | None, language: str) -> str:
    """The capacity in words, empty for None."""
    return CAPACITIES.get(language, CAPACITIES["en"])[capacity] if capacity else ""


def addressed(
    client: Client, contacts: Sequence[Contact], invoice_ids: Collection[int], *, bounced: bool = False
) -> Client:
    """The client as a reminder about these invoices addresses them: `email` and `contact` are those of the recipient.

    `email` is empty when nobody can be reached. `bounced`: the client's own address refused mail.
    """
    own = "" if bounced else client.email
    for contact in _in_order(own, contacts, frozenset(invoice_ids)):
        if contact.email == client.email:
            return replace(client, email=contact.email, contact=contact.name or client.contact)
        # Somebody else is written to: the name of the client's contact would be the wrong salutation.
        return replace(client, email=contact.email, contact=contact.name)
    return replace(client, email="")


def is_reached(client: Client, contacts: Sequence[Contact], *, bounced: bool = False) -> bool:
    """Is there anybody to write to, whatever it is about? Contacts that only one invoice names do not count."""
    return next(_in_order("" if bounced else client.email, contacts, frozenset()), None) is not None


def _in_order(own: str, contacts: Sequence[Contact], invoice_ids: frozenset[int]) -> Iterator[Contact]:
    usable = [contact for contact in contacts if contact.email and not contact.bounced]
    named = {contact.invoice_id: contact for contact in usable if contact.invoice_id in invoice_ids}
    if invoice_ids and named.keys() == invoice_ids and len({contact.email for contact in named.values()}) == 1:
        yield named[min(invoice_ids)]
    general = [contact for contact in usable if contact.invoice_id is None]
    yield from (contact for contact in general if contact.role is ContactRole.BILLING)
    if own:
        yield Contact(email=own, role=ContactRole.FIRM)
    yield from (contact for contact in general if contact.role is ContactRole.FIRM)
