"""Whom a reminder is written to."""

import pytest

from mailbot.core.contacts import CAPACITIES, Capacity, Contact, ContactRole, addressed, capacity_of, said_capacity
from tests.factories import a_client

FIRM = "accueil@dupont.example"
CLIENT = a_client(email=FIRM, contact="Mme Accueil")


def a_contact(email: str, role: str = "contact", **more: object) -> Contact:
    return Contact(email=email, role=ContactRole(role), **more)


PAUL_1 = a_contact("paul@dupont.example", name="Paul", invoice_id=1)
PAUL_2 = a_contact("paul@dupont.example", name="Paul", invoice_id=2)
JEAN_2 = a_contact("jean@dupont.example", name="Jean", invoice_id=2)
BILLING = a_contact("compta@dupont.example", "billing", name="Claire")
OTHER = a_contact("siege@dupont.example", "firm")
SOMEBODY = a_contact("stagiaire@dupont.example")


@pytest.mark.parametrize(
    ("contacts", "invoices", "expected"),
    [
        ([], [1], FIRM),
        ([SOMEBODY], [1], FIRM),
        ([BILLING], [1], "compta@dupont.example"),
        ([BILLING, PAUL_1], [1], "paul@dupont.example"),
        ([BILLING, PAUL_1], [2], "compta@dupont.example"),
        ([BILLING, PAUL_1, PAUL_2], [1, 2], "paul@dupont.example"),
        ([BILLING, PAUL_1, JEAN_2], [1, 2], "compta@dupont.example"),
        ([PAUL_1, JEAN_2], [1, 2], FIRM),
        ([PAUL_1], [1, 2], FIRM),
        ([BILLING], [], "compta@dupont.example"),
        ([OTHER], [1], FIRM),
    ],
)
def test_the_contact_of_the_invoices_then_billing_then_the_firm(contacts, invoices, expected):
    assert addressed(CLIENT, contacts, invoices).email == expected


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([], ""),
        ([BILLING], "compta@dupont.example"),
        ([OTHER, SOMEBODY], "siege@dupont.example"),
        ([SOMEBODY], ""),
        ([a_contact("compta@dupont.example", "billing", bounced=True)], ""),
    ],
)
def test_an_address_that_refused_mail_is_passed_over(contacts, expected):
    assert addressed(CLIENT, contacts, [1], bounced=True).email == expected


def test_the_salutation_is_that_of_the_person_written_to():
    assert addressed(CLIENT, [BILLING], [1]).contact == "Claire"
    assert addressed(CLIENT, [a_contact("compta@dupont.example", "billing")], [1]).contact == ""
    assert addressed(CLIENT, [], [1]).contact == "Mme Accueil"


@pytest.mark.parametrize(
    ("contacts", "invoices", "address", "capacity", "french"),
    [
        ([BILLING, PAUL_1], [1], "paul@dupont.example", Capacity.INVOICE, "contact de la facture"),
        ([BILLING, PAUL_1], [2], "compta@dupont.example", Capacity.BILLING, "contact de facturation"),
        ([SOMEBODY], [1], FIRM, Capacity.FIRM, "adresse du client"),
        ([OTHER], [1], "siege@dupont.example", Capacity.FIRM, "adresse du client"),
        ([PAUL_1, JEAN_2], [1, 2], "paul@dupont.example", None, ""),
        ([SOMEBODY], [1], "stagiaire@dupont.example", None, ""),
        ([a_contact("compta@dupont.example", "billing", bounced=True)], [1], "compta@dupont.example",
         Capacity.BILLING, "contact de facturation"),
    ],
)  # fmt: skip
def test_why_this_address_is_said_beside_it(contacts, invoices, address, capacity, french):
    found = capacity_of(address, CLIENT, contacts, invoices)
    assert (found, said_capacity(found, "fr")) == (capacity, french)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_capacity_has_its_words_and_whoever_is_chosen_has_one(language):
    assert set(CAPACITIES[language]) == set(Capacity)
    for contacts in ([], [BILLING], [BILLING, PAUL_1], [OTHER]):
        chosen = addressed(CLIENT, contacts, [1]).email
        assert said_capacity(capacity_of(chosen, CLIENT, contacts, [1]), language)
