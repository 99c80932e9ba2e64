"""Undelivered mail: whom it did not reach, why, for good or not, and which message of ours it was."""

from __future__ import annotations

import pytest

from mailbot.inbound.bounces import read_bounce, read_bounces
from mailbot.inbound.parse import parse
from tests.inbound.letters import BOT, a_mail

RETURNED = f"From: {BOT}\nTo: compta@client.example\nMessage-ID: <rem-abcdefgh@etude.example>\nSubject: Rappel\n"


def a_report(*blocks: str, text: str = "Delivery failed.", **headers: str) -> bytes:
    parts = (
        f"--x\nContent-Type: text/plain\n\n{text}\n--x\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.client.example\n\n"
        + "\n\n".join(blocks)
        + f"\n\n--x\nContent-Type: text/rfc822-headers\n\n{RETURNED}\n--x--\n"
    )
    fields = {"From": "MAILER-DAEMON@mx.client.example", "Subject": "Undelivered Mail", "Return-Path": "<>", **headers}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"{head}Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n{parts}".encode()


def block(action: str = "failed", status: str = "5.1.1", **fields: str) -> str:
    values = {"Final-Recipient": "rfc822; compta@client.example", "Action": action, "Status": status, **fields}
    return "\n".join(f"{name}: {value}" for name, value in values.items())


def test_a_machine_readable_report_tells_all():
    found = read_bounce(parse(a_report(block())))
    assert found is not None
    assert (found.recipient, found.status, found.permanent) == ("compta@client.example", "5.1.1", True)
    assert found.original_message_id == "<rem-abcdefgh@etude.example>"


@pytest.mark.parametrize(
    ("report", "status", "permanent"),
    [
        (block("delayed", "4.4.1"), "4.4.1", False),
        (block("failed", "4.4.7"), "4.4.7", True),
        (block("failed", "5.0.0", **{"Diagnostic-Code": "smtp; 550 5.2.2 mailbox full"}), "5.2.2", True),
        (block("failed", "5.0.0"), "5.0.0", True),
    ],
)
def test_the_code_that_says_most_is_kept_and_only_a_delay_may_pass(report, status, permanent):
    found = read_bounce(parse(a_report(report)))
    assert found is not None
    assert (found.status, found.permanent) == (status, permanent)


def test_the_address_that_we_wrote_to_goes_before_the_one_it_was_passed_on_to():
    alias = block(**{"Final-Recipient": "rfc822; jean@elsewhere.example"})
    found = read_bounce(parse(a_report(alias)))
    assert found is not None
    assert found.recipient == "compta@client.example"


def test_of_several_recipients_the_failed_stands_first_and_the_reached_is_left_out():
    late = block("delayed", "4.4.1", **{"Final-Recipient": "rfc822; a@client.example"})
    there = block("relayed", "2.0.0", **{"Final-Recipient": "rfc822; b@client.example"})
    found = read_bounces(parse(a_report(late, there, block())))
    assert [one.recipient for one in found] == ["compta@client.example", "a@client.example"]


TEXTS = {
    "Exim": "The following address(es) failed:\n\n  compta@client.example\n    Unrouteable address\n",
    "qmail": "Hi. This is the qmail-send program.\n<compta@client.example>:\nSorry, no mailbox here by that name.\n",
    "French Exchange": "Le(s) destinataire(s) suivant(s) ne peuvent être joints :\n\n  compta@client.example\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_reports_in_plain_text_are_read_too(text):
    mail = a_mail(
        text + "\n" + RETURNED, From=("Mail Delivery System <postmaster@mx.example>"), Subject="Undeliverable: x"
    )
    found = read_bounce(mail, (BOT,))
    assert found is not None
    assert found.recipient == "compta@client.example"


@pytest.mark.parametrize(
    "mail",
    [
        a_mail("Votre mail m'est revenu :\n> <compta@client.example>: user unknown", Subject="Re: Undelivered Mail"),
        a_mail(
            "Je suis absent.", Subject="Réponse automatique : Rappel", Return_Path="<>", Auto_Submitted="auto-replied"
        ),
        a_mail("Le facteur n'est pas passé.", Subject="Courrier non distribué"),
        parse(a_report(block("delivered", "2.0.0"))),
    ],
)
def test_people_absences_and_deliveries_are_no_bounces(mail):
    assert read_bounce(mail) is None
