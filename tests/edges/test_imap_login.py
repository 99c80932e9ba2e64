"""Coming to an IMAP server: logins, certificates, and who must do something when it fails."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from mailbot.core.errors import TryLater, UserError
from mailbot.inbound.imap import ImapMailbox
from tests.edges.making import BOT, a_mail, imap_settings
from tests.servers.certificates import LONG_AGO, Authority
from tests.servers.dovecot import PASSWORD, Dovecot, Variant
from tests.servers.processes import free_port
from tests.servers.scripted_imap import HANG_UP, ScriptedImap
from tests.servers.token_service import MECHANISMS, TokenService


@pytest.fixture(scope="module")
def tokens() -> Iterator[TokenService]:
    with TokenService() as service:
        yield service


@pytest.fixture(scope="module")
def with_tokens(authority: Authority, tokens: TokenService) -> Iterator[Dovecot]:
    variant = Variant(extra_passdb=tokens.passdb, mechanisms=MECHANISMS)
    with Dovecot(authority, variant, [BOT]) as server:
        yield server


def comes_in(server: Dovecot, user: str, secret: str = PASSWORD, **imap: Any) -> bool:
    box = ImapMailbox(imap_settings(server, user, **imap), secret)
    try:
        list(box.new_messages("INBOX"))
    finally:
        box.close()
    return True


def test_tls_and_starttls_and_an_open_line_on_this_machine_all_work(dovecot: Dovecot) -> None:
    user = dovecot.new_user()

    assert comes_in(dovecot, user, security="tls")
    assert comes_in(dovecot, user, security="starttls", port=dovecot.imap_port)
    assert comes_in(dovecot, user, security="none", port=dovecot.imap_port)


def test_the_login_may_differ_from_the_address(dovecot: Dovecot) -> None:
    settings = imap_settings(dovecot, "recouvrement@test.example")
    settings = settings.model_copy(update={"imap": settings.imap.model_copy(update={"user": dovecot.new_user()})})

    assert not ImapMailbox(settings, PASSWORD).holds("INBOX", "<1@test.example>")


def test_a_password_may_hold_any_letter(dovecot: Dovecot) -> None:
    for number, password in enumerate(('clé "à" \\ molette', "a b", "{PLAIN}x", "été€")):
        user = dovecot.add_user(f"odd{number}@test.example", password)

        assert comes_in(dovecot, user, password)


def test_a_wrong_password_is_for_a_person(dovecot: Dovecot) -> None:
    user = dovecot.new_user()

    with pytest.raises(UserError, match=rf"refuses the login of {user}.*password"):
        comes_in(dovecot, user, "wrong")


def test_a_login_service_that_is_down_is_for_later(authority: Authority) -> None:
    with Dovecot(authority, users=[BOT]) as server:
        server.user_file(BOT).chmod(0)

        with pytest.raises(TryLater, match="UNAVAILABLE"):
            comes_in(server, BOT)


def test_too_many_connections_are_for_later(authority: Authority) -> None:
    with Dovecot(authority, Variant(max_connections=1), [BOT]) as server:
        first = ImapMailbox(imap_settings(server, BOT), PASSWORD)

        with pytest.raises(TryLater, match="LIMIT"):
            comes_in(server, BOT)
        first.close()


def test_an_access_token_opens_the_mailbox(with_tokens: Dovecot, tokens: TokenService) -> None:
    tokens.tokens["good"] = BOT

    assert comes_in(with_tokens, BOT, "good", auth="oauth2")


def test_an_expired_access_token_is_for_a_person(with_tokens: Dovecot) -> None:
    with pytest.raises(UserError, match="AUTHENTICATIONFAILED"):
        comes_in(with_tokens, BOT, "expired", auth="oauth2")


def test_a_token_service_that_is_down_is_for_later(with_tokens: Dovecot, tokens: TokenService) -> None:
    tokens.tokens["good"] = BOT
    tokens.down = True
    try:
        with pytest.raises(TryLater):
            comes_in(with_tokens, BOT, "good", auth="oauth2")
    finally:
        tokens.down = False


def test_a_certificate_for_another_name_is_for_a_person(authority: Authority) -> None:
    with (
        Dovecot(authority, Variant(names=("mail.other.example",)), [BOT]) as server,
        pytest.raises(UserError, match="certificate of localhost.* is not trusted"),
    ):
        comes_in(server, BOT)


def test_an_expired_certificate_is_for_a_person(authority: Authority) -> None:
    with (
        Dovecot(authority, Variant(valid=LONG_AGO), [BOT]) as server,
        pytest.raises(UserError, match="expired"),
    ):
        comes_in(server, BOT, security="starttls", port=server.imap_port)


def test_an_unknown_authority_is_for_a_person(dovecot: Dovecot) -> None:
    with pytest.raises(UserError, match="mailbox.imap.ca_file"):
        comes_in(dovecot, dovecot.new_user(), ca_file=None)


def test_a_missing_authority_file_is_for_a_person(dovecot: Dovecot) -> None:
    with pytest.raises(UserError, match="ca_file: /nowhere/ca.pem"):
        comes_in(dovecot, dovecot.new_user(), ca_file="/nowhere/ca.pem")


def test_tls_on_a_port_without_it_is_for_a_person(dovecot: Dovecot) -> None:
    with pytest.raises(UserError, match="does not speak TLS"):
        comes_in(dovecot, dovecot.new_user(), port=dovecot.imap_port)


def test_a_server_without_starttls_is_for_a_person(dovecot: Dovecot) -> None:
    with (
        ScriptedImap({"CAPABILITY": (b"* CAPABILITY IMAP4rev1",)}) as server,
        pytest.raises(UserError, match="offers no STARTTLS"),
    ):
        comes_in(dovecot, BOT, security="starttls", port=server.port)


def test_a_server_that_is_not_there_is_for_later(dovecot: Dovecot) -> None:
    with pytest.raises(TryLater, match="cannot be reached"):
        comes_in(dovecot, BOT, port=free_port())


def test_a_server_that_never_says_a_word_is_for_later(dovecot: Dovecot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TryLater, match="cannot be reached"):
        comes_in(dovecot, BOT, port=silent.getsockname()[1], timeout_seconds=1)


def test_a_line_cut_during_the_login_is_for_later(dovecot: Dovecot) -> None:
    with ScriptedImap({"LOGIN": (HANG_UP,)}) as server, pytest.raises(TryLater, match="is gone"):
        comes_in(dovecot, BOT, security="none", port=server.port)


def test_nothing_stays_open_after_a_failed_login(dovecot: Dovecot) -> None:
    with ScriptedImap({"LOGIN": (b"NO [AUTHENTICATIONFAILED] no",)}) as server:
        with pytest.raises(UserError):
            comes_in(dovecot, BOT, security="none", port=server.port)

        assert server.heard[-1] == "LOGOUT"


def test_mail_of_one_user_is_not_seen_by_another(dovecot: Dovecot) -> None:
    one, other = dovecot.new_user(), dovecot.new_user()
    dovecot.deliver(one, a_mail())
    box = ImapMailbox(imap_settings(dovecot, other), PASSWORD)

    assert list(box.new_messages("INBOX")) == []
    box.close()
