"""Undelivered mail that servers report in words only: whom it did not reach, for good or not, what of ours it was."""

from __future__ import annotations

import pytest

from mailbot.core.reading.understood import Kind
from mailbot.inbound.bounces import read_bounces
from mailbot.inbound.explain import understand
from tests.inbound.letters import BOT, a_firm, a_mail
from tests.inbound.written.reports import REPORTS, WHO


@pytest.mark.parametrize(("key", "report"), REPORTS.items(), ids=[" ".join(key) for key in REPORTS])
def test_a_report_in_words_is_read(key, report):
    sender, subject, text, status, permanent = report
    mail = a_mail(text, From=sender, Subject=subject, Return_Path="<>")
    understood = understand(mail, a_firm())
    assert understood.kind is Kind.BOUNCE
    assert understood.bounce is not None
    assert (understood.bounce.recipient, understood.bounce.permanent) == (WHO, permanent)
    assert understood.bounce.status == status
    assert understood.bounce.original_message_id == "<rem-abcdefgh@etude.example>"
    assert understood.intents == ()


@pytest.mark.parametrize(("key", "report"), REPORTS.items(), ids=[" ".join(key) for key in REPORTS])
def test_the_same_report_passed_on_by_a_person_is_none(key, report):
    _, subject, text, _, _ = report
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    said = "Votre mail m'est revenu, voici mon adresse : jean@client.example"
    mail = a_mail(f"{said}\n\n{quoted}", Subject=f"Re: {subject}")
    assert read_bounces(mail, (BOT,)) == ()


def test_several_recipients_are_all_told():
    text = (
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  compta@client.example\n"
        "    Unrouteable address\n  direction@client.example\n    Unrouteable address\n\n"
        "------ This is a copy of the message ------\n\n"
        "To: compta@client.example, direction@client.example\nMessage-ID: <rem-abcdefgh@etude.example>\n"
    )
    mail = a_mail(text, From="Mailer-Daemon@mx.example", Subject="Mail delivery failed: returning message to sender")
    assert [one.recipient for one in read_bounces(mail, (BOT,))] == [WHO, "direction@client.example"]


def test_a_report_without_identifiers_is_tied_by_the_token_it_was_sent_to():
    mail = a_mail(
        "<compta@client.example>: 550 5.1.1 User unknown", From="MAILER-DAEMON@mx.example",
        Subject="Undelivered Mail Returned to Sender", To="relances+rabcdefgh2345@etude.example",
    )  # fmt: skip
    understood = understand(mail, a_firm())
    assert understood.kind is Kind.BOUNCE
    assert understood.clues.tokens == ("rabcdefgh2345",)
