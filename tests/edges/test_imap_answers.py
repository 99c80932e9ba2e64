"""What refusals of IMAP servers mean."""

from __future__ import annotations

import pytest

from mailbot.core.errors import MailbotError, TryLater, UserError
from mailbot.inbound.imap_answers import code, folder_missing, login_refused, refused


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[AUTHENTICATIONFAILED] Authentication failed.", UserError),
        ("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", UserError),
        ("[ALERT] Application-specific password required", UserError),
        ("LOGIN failed.", UserError),
        ("AUTHENTICATE failed.", UserError),
        ("[AUTHORIZATIONFAILED] no such mailbox", UserError),
        ("[EXPIRED] password expired", UserError),
        ("[PRIVACYREQUIRED] Plaintext authentication disallowed", UserError),
        ("[UNAVAILABLE] Temporary authentication failure.", TryLater),
        ("[LIMIT] Maximum number of connections exceeded", TryLater),
        ("[INUSE] mailbox locked", TryLater),
        ("Too many simultaneous connections. (Failure)", TryLater),
        ("Server temporarily unavailable", TryLater),
    ],
)
def test_a_refused_login_is_for_a_person_or_for_later(text: str, error: type[MailbotError]) -> None:
    given = login_refused(text, "bot@test.example")

    assert isinstance(given, error)
    assert text in str(given)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("move failed: [NOPERM] Permission denied", UserError),
        ("append failed: [OVERQUOTA] Quota exceeded", UserError),
        ("append failed: [OVERQUOTA 12] Quota exceeded", UserError),
        ("select failed: [SERVERBUG] Internal error", TryLater),
        ("fetch failed: no luck today", TryLater),
    ],
)
def test_a_refused_command_is_for_a_person_or_for_later(text: str, error: type[MailbotError]) -> None:
    assert type(refused(text, "move a message")) is error


@pytest.mark.parametrize(
    ("text", "found"),
    [("x [LIMIT] y", "LIMIT"), ("[APPENDUID 7 9] done", "APPENDUID"), ("no [brackets] here", ""), ("", "")],
)
def test_the_response_code_is_found(text: str, found: str) -> None:
    assert code(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "append failed: [TRYCREATE] Mailbox doesn't exist: Sent",
        "select failed: [NONEXISTENT] Unknown Mailbox: Sent (Failure)",
        "copy failed: Mailbox does not exist",
    ],
)
def test_a_missing_folder_is_recognised(text: str) -> None:
    assert folder_missing(text)
