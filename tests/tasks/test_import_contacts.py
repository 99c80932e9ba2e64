"""Contacts from a file, and whom reminders are written to."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.firm import BOT, PARTNER, Firm, body_of
from tests.tasks.importing import counts

HEAD = "client,role,name,email,phone\n"
BILLING = "C1,billing,Claire Durand,compta@dupont.example,0472000000\n"


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    made.has_client(email="accueil@dupont.example")
    made.has_invoice()
    return made


def test_contacts_enter_once_and_change_by_address(firm: Firm) -> None:
    text = HEAD + BILLING + "C1,firm,,siege@dupont.example,\nC9,billing,X,x@y.example,\n"
    report = firm.takes_in("contacts.csv", text)
    assert counts(report) == (2, 0, 0, 1) and "no client 'C9'" in report.errors[0].message
    assert counts(firm.takes_in("contacts.csv", text)) == (0, 0, 2, 1)
    assert counts(firm.takes_in("contacts.csv", text.replace("Claire", "Anne"))) == (0, 1, 1, 1)


def planned(firm: Firm) -> str:
    firm.at("2026-11-16T08:00").tick()
    (reminder,) = firm.reminders()
    return reminder.recipient


def test_a_reminder_goes_to_the_clients_own_address_by_itself(firm: Firm) -> None:
    assert planned(firm) == "accueil@dupont.example"


def test_the_billing_contact_comes_first(firm: Firm) -> None:
    firm.takes_in("contacts.csv", HEAD + BILLING)
    assert planned(firm) == "compta@dupont.example"


def test_the_contact_of_the_invoice_comes_before_it(firm: Firm) -> None:
    firm.takes_in("contacts.csv", HEAD + BILLING)
    firm.has_invoice(contact="paul@dupont.example")
    assert planned(firm) == "paul@dupont.example"


def test_a_client_who_only_has_a_billing_contact_is_reached(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    firm.has_client(email="")
    firm.has_invoice()
    firm.takes_in("contacts.csv", HEAD + BILLING)
    assert planned(firm) == "compta@dupont.example"


def approve(firm: Firm) -> EmailMessage:
    digest = firm.inbox_of(PARTNER)[-1]
    firm.answers(PARTNER, digest, "OK")
    firm.at("2026-11-16T10:00").tick()
    return digest


def test_what_is_sent_goes_where_it_was_approved(firm: Firm) -> None:
    firm.takes_in("contacts.csv", HEAD + BILLING)
    planned(firm)
    approve(firm)
    (mail,) = firm.inbox_of("compta@dupont.example")
    assert "F-2026-0042" in body_of(mail) and firm.inbox_of("accueil@dupont.example") == []


def test_a_recipient_that_changed_since_falls_out_of_the_approval(firm: Firm) -> None:
    planned(firm)
    firm.takes_in("contacts.csv", HEAD + BILLING)
    approve(firm)
    assert firm.inbox_of("accueil@dupont.example") == []
    assert [row.status for row in firm.reminders()][0] == "fell_out"


def test_an_address_that_bounces_gives_way_to_the_next(firm: Firm) -> None:
    firm.takes_in("contacts.csv", HEAD + BILLING)
    planned(firm)
    approve(firm)
    (mail,) = firm.inbox_of("compta@dupont.example")
    bounce = (
        f"From: MAILER-DAEMON@mx.etude.example\nTo: {mail['Reply-To'] or BOT}\nSubject: Undelivered Mail\n"
        f"In-Reply-To: {mail['Message-ID']}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nunknown user\n\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.etude.example\n\nFinal-Recipient: rfc822; compta@dupont.example\nAction: failed\n"
        "Status: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n"
        f"Message-ID: {mail['Message-ID']}\nSubject: x\n\nx\n--b--\n"
    )
    firm.drops(bounce.encode())
    firm.at("2026-11-30T08:00").tick()
    assert [row.recipient for row in firm.reminders()] == ["compta@dupont.example", "accueil@dupont.example"]


def test_a_mail_from_any_contact_is_that_clients_mail(firm: Firm) -> None:
    firm.takes_in("contacts.csv", HEAD + "C1,contact,Stagiaire,stagiaire@ailleurs.example,\n")
    firm.tick()
    firm.writes("stagiaire@ailleurs.example", "Question", "Bonjour, pouvez-vous nous appeler ?")
    firm.tick()
    (message,) = firm.messages()
    assert message.client_id == firm.client().id and message.linked_by == "sender"
