"""Sending through servers that fail in every way: what counts is an exact account."""

from __future__ import annotations

import pytest

from mailbot.outbound.smtp import SmtpSender
from mailbot.outbound.transport import Outcome
from tests.edges.making import BOT, CLIENT, a_large_mail, a_sender, send, smtp_settings
from tests.servers.bad_line import BadLine
from tests.servers.certificates import Authority
from tests.servers.faulty_smtp import FaultySmtp

CHIEF = "chef@client.example"


@pytest.fixture(params=[False, True], ids=["one by one", "pipelined"])
def smtp_sink(smtp_sink: FaultySmtp, request: pytest.FixtureRequest) -> FaultySmtp:
    """A server that takes commands one by one, and one that takes several at once (RFC 2920)."""
    smtp_sink.pipelining = request.param
    return smtp_sink


def test_a_message_arrives_byte_for_byte(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    raw = b"Subject: dots\r\nX-Long: " + b"a" * 900 + b"\r\n\r\n.\r\n..\r\n.hidden\r\n  \r\n\xc3\xa9\r\n.\r\n"

    outcome = send(sender, CLIENT, CHIEF, raw=raw)

    (mail,) = smtp_sink.mails
    assert outcome == Outcome("sent", "250 2.0.0 queued as 1")
    assert mail.raw == raw
    assert (mail.sender, mail.recipients) == (BOT, (CLIENT, CHIEF))
    assert mail.user == "bot"
    assert mail.encrypted


def test_a_large_message_arrives(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    raw = a_large_mail(5_000_000)

    assert send(sender, raw=raw).status == "sent"
    assert smtp_sink.mails[0].raw == raw


def test_an_automatic_answer_may_have_no_sender(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    assert send(sender, mail_from="").status == "sent"
    assert smtp_sink.mails[0].sender == ""


@pytest.mark.parametrize(
    ("fault", "text", "status", "kept"),
    [
        ("refuse_mail", "451 4.3.0 busy", "temporary", 0),
        ("refuse_mail", "421 4.3.2 shutting down", "temporary", 0),
        ("refuse_mail", "550 5.7.1 you may not send", "permanent", 0),
        ("refuse_mail", "530 5.7.0 log in first", "temporary", 0),
        ("refuse_rcpt", "450 4.2.0 greylisted", "temporary", 0),
        ("refuse_rcpt", "421 4.7.0 too many", "temporary", 0),
        ("refuse_rcpt", "550 5.1.1 no such user", "permanent", 0),
        ("refuse_data", "451 4.3.0 try later", "temporary", 0),
        ("refuse_data", "554 5.7.1 spam", "permanent", 0),
        ("refuse_data", "552 5.3.4 too big", "permanent", 0),
        ("drop_at_mail", "", "temporary", 0),
        ("drop_at_rcpt", "", "temporary", 0),
        ("drop_at_data", "", "temporary", 0),
        ("drop_before_store", "", "unknown", 0),
        ("drop_after_store", "", "unknown", 1),
        ("garbage", "", "unknown", 1),
    ],
)
def test_the_outcome_is_exact(
    smtp_sink: FaultySmtp, sender: SmtpSender, fault: str, text: str, status: str, kept: int
) -> None:
    smtp_sink.next(fault, text)

    outcome = send(sender, raw=a_large_mail(100_000))

    assert outcome.status == status
    assert outcome.answer.startswith(text[:20])
    assert len(smtp_sink.mails) == kept
    assert send(sender).status == "sent", "the next message fares better"


@pytest.mark.parametrize(("fault", "kept"), [("hang_before_store", 0), ("hang_after_store", 1)])
def test_silence_after_the_dot_is_an_unknown_outcome(
    smtp_sink: FaultySmtp, authority: Authority, fault: str, kept: int
) -> None:
    sender = a_sender(smtp_sink, authority, answer_seconds=0.5)
    smtp_sink.next(fault, seconds=1)

    outcome = send(sender)

    assert outcome.status == "unknown"
    assert len(smtp_sink.mails) == kept
    sender.close()


def test_a_server_may_think_longer_about_a_whole_message_than_about_a_command(
    smtp_sink: FaultySmtp, authority: Authority
) -> None:
    sender = SmtpSender(smtp_settings(smtp_sink.port, authority, timeout_seconds=1), BOT, "secret")
    smtp_sink.next("slow", seconds=1.5)

    assert send(sender).status == "sent"
    sender.close()


def test_a_refused_copy_does_not_stop_the_message(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    smtp_sink.recipients[CHIEF] = "550 5.1.1 unknown"

    outcome = send(sender, CLIENT, CHIEF)

    assert outcome.status == "sent"
    assert outcome.refused == ((CHIEF, "550 5.1.1 unknown"),)
    assert smtp_sink.mails[0].recipients == (CLIENT,)


@pytest.mark.parametrize(("text", "status"), [("550 5.1.1 unknown", "permanent"), ("450 4.2.0 later", "temporary")])
def test_when_the_one_it_is_for_is_refused_nobody_gets_it(
    smtp_sink: FaultySmtp, sender: SmtpSender, text: str, status: str
) -> None:
    smtp_sink.recipients[CLIENT] = text

    assert send(sender, CLIENT, CHIEF).status == status
    assert smtp_sink.mails == []


def test_one_line_serves_many_messages(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    smtp_sink.recipients[CHIEF] = "550 5.1.1 unknown"
    for recipient in (CLIENT, CHIEF, CLIENT):
        send(sender, recipient)

    assert len(smtp_sink.mails) == 2
    assert smtp_sink.logins == 1


def test_a_line_that_the_server_cut_between_two_messages_is_made_anew(
    smtp_sink: FaultySmtp, authority: Authority
) -> None:
    with BadLine(smtp_sink.port) as line:
        sender = SmtpSender(smtp_settings(line.port, authority), BOT, "secret")
        send(sender)
        line.cut()

        assert send(sender).status == "sent"
        sender.close()
    assert len(smtp_sink.mails) == 2
    assert smtp_sink.logins == 2


def test_a_kept_line_that_the_server_closes_at_the_next_message_is_made_anew(
    smtp_sink: FaultySmtp, sender: SmtpSender
) -> None:
    send(sender)
    smtp_sink.next("refuse_mail", "421 4.7.0 enough messages for one connection")

    assert send(sender).status == "sent"
    assert len(smtp_sink.mails) == 2


def test_a_server_that_closes_every_line_is_left_alone(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    send(sender)
    smtp_sink.next("refuse_mail", "421 4.7.0 go away", times=2)

    outcome = send(sender)

    assert (outcome.status, outcome.blocked) == ("temporary", True)


def test_an_unknown_outcome_on_a_kept_line_is_never_repeated(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    send(sender)
    smtp_sink.next("drop_after_store")

    assert send(sender).status == "unknown"
    assert len(smtp_sink.mails) == 2


def test_a_message_too_large_for_the_server_is_not_even_begun(authority: Authority) -> None:
    with FaultySmtp(authority, {"bot": "secret"}, largest=10_000) as server:
        outcome = send(a_sender(server, authority), raw=a_large_mail(20_000))

    assert outcome.status == "permanent"
    assert "10000" in outcome.answer


def test_a_line_cut_while_the_message_travels_is_certainly_not_sent(smtp_sink: FaultySmtp, sender: SmtpSender) -> None:
    """Larger than what the kernel holds for us: the last dot cannot have left."""
    smtp_sink.next("drop_in_body")

    assert send(sender, raw=a_large_mail(24_000_000)).status == "temporary"
    assert smtp_sink.mails == []


def test_closing_twice_is_harmless(sender: SmtpSender) -> None:
    send(sender)

    sender.close()
    sender.close()
    assert send(sender).status == "sent"
