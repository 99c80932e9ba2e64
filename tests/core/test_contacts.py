"""Whom a reminder is written to."""

import pytest

from mailbot.core.contacts import Contact, ContactRole, addressed
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
