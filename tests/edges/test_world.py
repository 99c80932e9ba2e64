"""The way of a reminder through a real mail server to a client with a real mail program, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Literal

import pytest

from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known
from mailbot.outbound.smtp import SmtpSender
from mailbot.outbound.transport import Outcome
from tests.edges.making import a_mail, imap_settings, smtp_settings
from tests.servers.bad_line import BadLine
from tests.servers.certificates import Authority
from tests.servers.dkim_signing import KeyDirectory, OpenDkim, signed
from tests.servers.dovecot import PASSWORD, Dovecot, Variant
from tests.servers.faulty_smtp import FaultySmtp
from tests.servers.fixtures import World
from tests.servers.mail_programs import Mutt, Placement, mbsync, s_nail_reply
from tests.servers.postfix import HOSTNAME, Postfix, Roads
from tests.servers.processes import free_port, needs

REMINDER_ID = "<rem-1@test.example>"
Parcel = Callable[..., Outcome]


def wait_for_mail(dovecot: Dovecot, user: str, count: int = 1) -> list[EmailMessage]:
    """The messages of a mailbox, once there are so many."""
    box = ImapMailbox(imap_settings(dovecot, user), PASSWORD)
    found: list[EmailMessage] = []
    known: Known | None = None
    try:
        while len(found) < count:
            for message in box.new_messages("INBOX", known):
                mail = message_from_bytes(message.raw, policy=default)
                assert isinstance(mail, EmailMessage)
                found.append(mail)
                known = Known(message.uidvalidity, message.position)
            assert len(found) >= count or box.wait(15), f"{len(found)} of {count} messages"
    finally:
        box.close()
    return found


def a_reminder(world: World, to: str = "") -> bytes:
    """From the firm, with the address that the answer must come to."""
    local = world.firm.partition("@")[0]
    return a_mail(
        "Relance de la facture 2026-0042 – échue",
        sender=f"Étude Martin <{world.firm}>",
        to=to or world.client,
        message_id=REMINDER_ID,
        body="Bonjour,\n\nMerci de régler 1 234,56 € avant le 30/11/2026.\n\nCordialement,\nÉtude Martin\n",
        headers={"Reply-To": f"{local}+rk7f2@test.example", "Auto-Submitted": "auto-generated"},
    )


def send(world: World, raw: bytes, to: str = "", *, port: int = 0) -> Outcome:
    settings = smtp_settings(port or world.postfix.port, world.postfix.authority, user=world.firm)
    sender = SmtpSender(settings, world.firm, PASSWORD, answer_seconds=5)
    try:
        return sender.send(world.firm, [to or world.client], raw, REMINDER_ID)
    finally:
        sender.close()


@pytest.fixture
def reminded(postfix_world: World) -> World:
    """The reminder lies in the client's mailbox."""
    outcome = send(postfix_world, a_reminder(postfix_world))
    assert outcome.status == "sent"
    assert "queued as" in outcome.answer
    (arrived,) = wait_for_mail(postfix_world.dovecot, postfix_world.client)
    assert arrived["Message-ID"] == REMINDER_ID
    return postfix_world


def body_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


@pytest.mark.parametrize("program", ["neomutt", "mutt"])
@pytest.mark.parametrize("where", ["top", "inline"])
def test_the_answer_comes_back_with_the_address_of_its_reminder(
    reminded: World, program: Literal["neomutt", "mutt"], where: Placement
) -> None:
    client = Mutt(reminded.dovecot, reminded.postfix.mx_port, reminded.client, program=program)
    client.reply("~s 2026-0042", "Nous réglons vendredi, désolés.", where=where)

    (answer,) = wait_for_mail(reminded.dovecot, reminded.firm)

    assert "+rk7f2@test.example" in answer["Delivered-To"]
    assert answer["In-Reply-To"] == REMINDER_ID
    assert REMINDER_ID in answer["References"]
    assert "Nous réglons vendredi, désolés." in body_of(answer)
    assert "> Merci de régler 1 234,56 € avant le 30/11/2026." in body_of(answer)


def test_an_answer_of_a_program_that_ignores_reply_to_is_still_linked(reminded: World, tmp_path: Path) -> None:
    mbsync(reminded.dovecot, reminded.client, tmp_path / "mail")
    s_nail_reply(
        tmp_path / "mail" / "INBOX", reminded.dovecot, reminded.postfix.mx_port, reminded.client, "Déjà payé le 3."
    )

    (answer,) = wait_for_mail(reminded.dovecot, reminded.firm)

    assert answer["Delivered-To"] == reminded.firm
    assert answer["In-Reply-To"] == REMINDER_ID
    assert "Déjà payé le 3." in body_of(answer)


def test_an_address_that_does_not_exist_comes_back_as_a_bounce(postfix_world: World) -> None:
    assert send(postfix_world, a_reminder(postfix_world), "parti@client.example").status == "sent"

    (bounce,) = wait_for_mail(postfix_world.dovecot, postfix_world.firm)

    assert bounce.get_content_type() == "multipart/report"
    assert bounce["Return-Path"] == "<>"
    assert "Status: 5.1.1" in bounce.as_string()
    assert REMINDER_ID in bounce.as_string()


def test_an_address_refused_in_the_dialogue_is_a_permanent_outcome(dovecot: Dovecot) -> None:
    firm = dovecot.new_user()
    with Postfix(dovecot, Roads(known=(firm,))) as mta:
        world = World(dovecot, mta, firm, "parti@client.example")

        outcome = send(world, a_reminder(world))

    assert outcome.status == "permanent"
    assert outcome.answer.startswith("550 5.1.1")


def test_an_address_with_accents_is_handed_over_to_a_server_that_takes_it(postfix_world: World) -> None:
    assert send(postfix_world, a_reminder(postfix_world), "élise@client.example").status == "sent"


def test_a_sender_who_may_not_use_the_server_is_refused(postfix_world: World) -> None:
    settings = smtp_settings(postfix_world.postfix.port, postfix_world.postfix.authority, user="-")
    outcome = SmtpSender(settings, postfix_world.firm, "").send(
        postfix_world.firm, ["x@elsewhere.example"], a_mail(), REMINDER_ID
    )

    assert outcome.status == "permanent"


def test_an_answer_of_the_server_that_is_lost_leaves_an_unknown_outcome_and_the_mail_arrives(
    dovecot: Dovecot, authority: Authority
) -> None:
    firm, client = dovecot.new_user(), dovecot.new_user(domain="client.example")
    # Without encryption between us and the bad line it can see the answer; the line itself speaks to Postfix' MX port.
    with Postfix(dovecot) as mta, BadLine(mta.mx_port) as line:
        line.cut_when("down", rb"queued as")
        sender = SmtpSender(smtp_settings(line.port, None, security="none", user="-"), firm, "", answer_seconds=5)

        outcome = sender.send(firm, [client], a_mail(message_id=REMINDER_ID), REMINDER_ID)

        (arrived,) = wait_for_mail(dovecot, client)
    assert outcome.status == "unknown"
    assert arrived["Message-ID"] == REMINDER_ID


@pytest.fixture
def robots(authority: Authority) -> Iterator[World]:
    """A client whose mailbox answers by itself during holidays."""
    needs(sievec="dovecot-sieve")
    port = free_port()
    with Dovecot(authority, Variant(vacation_port=port)) as dovecot, Postfix(dovecot, mx_port=port) as mta:
        yield World(dovecot, mta, dovecot.new_user("firm"), dovecot.new_user("client", "client.example"))


def test_a_robot_on_holiday_answers_a_person_and_not_a_reminder(robots: World) -> None:
    robots.dovecot.vacation(robots.client, "Absence", "Je suis absent jusqu'au 30/11.")
    send(robots, a_reminder(robots))
    send(robots, a_mail("Bonjour", sender=robots.firm, to=robots.client, message_id="<person@test.example>"))

    (answer,) = wait_for_mail(robots.dovecot, robots.firm)

    assert answer["Auto-Submitted"].startswith("auto-replied")
    assert answer["In-Reply-To"] == "<person@test.example>"


def test_the_mail_server_says_whether_a_sender_is_who_they_claim(dovecot: Dovecot) -> None:
    firm, directory = dovecot.new_user(), KeyDirectory()
    key = directory.new_key("bank.example")
    notice = a_mail("Virement reçu", sender="alertes@bank.example", to=firm)
    genuine = signed(notice, "bank.example", key)
    forged = f"Authentication-Results: {HOSTNAME}; dkim=pass header.d=bank.example\r\n".encode() + notice
    with OpenDkim(directory) as checker, Postfix(dovecot, Roads(milter=checker.milter)) as mta:
        sender = SmtpSender(smtp_settings(mta.mx_port, None, security="none", user="-"), firm, "")
        for raw in (genuine, genuine.replace(b"vendredi", b"samedi"), forged):
            assert sender.send("alertes@bank.example", [firm], raw, "").status == "sent"
        sender.close()
        mails = wait_for_mail(dovecot, firm, 3)

    verdicts = [[" ".join(value.split()) for value in mail.get_all("Authentication-Results", [])] for mail in mails]
    assert [value[0].startswith(f"{HOSTNAME};") for value in verdicts] == [True] * 3
    assert "dkim=pass" in verdicts[0][0]
    assert "dkim=fail" in verdicts[1][0]
    assert "dkim=none" in verdicts[2][0]
    assert "dkim=pass" not in str(verdicts[1:])


def test_a_greylisting_server_gets_the_mail_at_the_second_try(dovecot: Dovecot) -> None:
    firm = dovecot.new_user()
    with FaultySmtp() as far, Postfix(dovecot, Roads(routes={"far.example": far.port})) as mta:
        far.next("refuse_rcpt", "450 4.2.0 greylisted")
        world = World(dovecot, mta, firm, "x@far.example")

        assert send(world, a_reminder(world)).status == "sent"

        (received,) = far.wait(1, seconds=15)
    assert received.raw.endswith(a_reminder(world).rpartition(b"\r\n\r\n")[2])
