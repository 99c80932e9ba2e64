"""Coming to an SMTP server: logins, certificates, and servers that are not there."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from mailbot.outbound.smtp import SmtpSender
from tests.edges.making import BOT, Security, a_sender, send, smtp_settings
from tests.servers.certificates import LONG_AGO, Authority
from tests.servers.faulty_smtp import FaultySmtp
from tests.servers.processes import free_port


def test_a_wrong_password_is_tried_once_and_blocks(smtp_sink: FaultySmtp, authority: Authority) -> None:
    outcome = send(a_sender(smtp_sink, authority, secret="wrong"))

    assert (outcome.status, outcome.blocked) == ("temporary", True)
    assert "check mailbox.smtp.user and its password" in outcome.answer
    assert smtp_sink.logins == 1


def test_a_password_may_hold_any_letter(authority: Authority) -> None:
    with FaultySmtp(authority, {"bot": "clé à molette€"}) as server:
        assert send(a_sender(server, authority, secret="clé à molette€")).status == "sent"


def test_a_server_that_knows_only_the_old_login_is_logged_in_to(authority: Authority) -> None:
    with FaultySmtp(authority, {"bot": "secret"}, without=("PLAIN",)) as server:
        assert send(a_sender(server, authority)).status == "sent"
        assert server.mails[0].user == "bot"


@pytest.mark.parametrize(
    ("greeting", "answer"),
    [
        (b"554 5.7.1 no mail from you\r\n", "554 5.7.1 no mail from you"),
        (b"421 4.3.2 busy\r\n", "421 4.3.2 busy"),
        (b"hello\r\n", "no SMTP answer"),
        (b"", "Connection unexpectedly closed"),
    ],
)
def test_a_server_that_does_not_want_us_is_for_later(authority: Authority, greeting: bytes, answer: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=greet, args=(listener, greeting), daemon=True).start()

        outcome = send(SmtpSender(smtp_settings(listener.getsockname()[1], authority), BOT, "secret"))

    assert (outcome.status, outcome.blocked) == ("temporary", True)
    assert answer in outcome.answer


def greet(listener: socket.socket, greeting: bytes) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.sendall(greeting)


@pytest.mark.parametrize(("token", "status"), [("good", "sent"), ("expired", "temporary")])
def test_an_access_token_logs_in(authority: Authority, token: str, status: str) -> None:
    with FaultySmtp(authority, tokens={"bot": "good"}) as server:
        sender = SmtpSender(smtp_settings(server.port, authority, auth="oauth2"), BOT, token)

        assert send(sender).status == status
        assert server.logins == 1


def test_implicit_tls_works(authority: Authority) -> None:
    with FaultySmtp(authority, {"bot": "secret"}, implicit_tls=True) as server:
        sender = SmtpSender(smtp_settings(server.port, authority, security="tls"), BOT, "secret")

        assert send(sender).status == "sent"
        assert server.mails[0].encrypted


def test_no_login_is_tried_where_none_is_wanted(authority: Authority) -> None:
    with FaultySmtp() as server:
        sender = SmtpSender(smtp_settings(server.port, None, security="none", user="-"), BOT, "")

        assert send(sender).status == "sent"
        assert server.mails[0].user == ""


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("fault", ["name", "age", "authority"])
def test_nothing_is_sent_to_a_server_that_cannot_prove_its_name(
    authority: Authority, security: Security, fault: str
) -> None:
    names = ("other.example",) if fault == "name" else ()
    valid = LONG_AGO if fault == "age" else None
    trusted = None if fault == "authority" else authority
    with FaultySmtp(authority, {"bot": "secret"}, names=names, valid=valid, implicit_tls=security == "tls") as server:
        outcome = send(SmtpSender(smtp_settings(server.port, trusted, security=security), BOT, "secret"))

        assert (outcome.status, outcome.blocked) == ("temporary", True)
        assert "certificate not trusted" in outcome.answer
        assert server.logins == 0


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_nothing_is_sent_in_the_open_where_encryption_is_wanted(authority: Authority, security: Security) -> None:
    with FaultySmtp() as server:
        outcome = send(SmtpSender(smtp_settings(server.port, authority, security=security), BOT, "secret"))

        assert (outcome.status, outcome.blocked) == ("temporary", True)
        assert server.mails == []


def test_a_server_that_is_not_there_is_for_later(authority: Authority) -> None:
    outcome = send(SmtpSender(smtp_settings(free_port(), authority), BOT, "secret"))

    assert (outcome.status, outcome.blocked) == ("temporary", True)


def test_a_server_that_never_says_a_word_is_given_up(authority: Authority) -> None:
    began = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = smtp_settings(silent.getsockname()[1], authority, timeout_seconds=1)

        assert send(SmtpSender(settings, BOT, "secret")).status == "temporary"
    assert time.monotonic() - began < 5


def test_a_host_that_has_no_address_is_for_later(authority: Authority) -> None:
    outcome = send(SmtpSender(smtp_settings(25, authority, host="nowhere.invalid"), BOT, "secret"))

    assert (outcome.status, outcome.blocked) == ("temporary", True)


def test_a_check_logs_in_and_sends_nothing(smtp_sink: FaultySmtp, sender: SmtpSender, authority: Authority) -> None:
    assert sender.trouble() == ""
    assert "password" in a_sender(smtp_sink, authority, secret="wrong").trouble()
    assert smtp_sink.mails == []
