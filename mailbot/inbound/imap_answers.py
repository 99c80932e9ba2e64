"""What an IMAP server's refusal means, by its response code (RFC 5530): what a person must mend, what to try later."""

from __future__ import annotations

import re

from mailbot.core.errors import MailbotError, TryLater, UserError

# code: what a person must do
MEND = {
    "AUTHENTICATIONFAILED": "check mailbox.imap.user and its password",
    "AUTHORIZATIONFAILED": "this login may not open the mailbox: check mailbox.imap.user and its rights",
    "EXPIRED": "the password or token has expired: renew it",
    "PRIVACYREQUIRED": "the server wants an encrypted connection: set mailbox.imap.security to tls or starttls",
    "CONTACTADMIN": "the mail provider must be asked",
    "NOPERM": "the login lacks the right: it must be allowed to read, write, move and create folders",
    "OVERQUOTA": "the mailbox is full: make room",
    "CANNOT": "the server does not allow it: choose another folder name",
}

# It will pass by itself.
LATER = frozenset({"UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "CORRUPTION"})

# Servers without response codes say so in words.
PASSES = re.compile(r"try again|temporar|unavailable|too many|timeout|timed out|internal error|in use", re.IGNORECASE)
_CODE = re.compile(r"\[([A-Z][A-Z-]*)(?: [^]]*)?\]")
_MISSING = re.compile(
    r"\[(TRYCREATE|NONEXISTENT)\]|doesn't exist|does not exist|no such mailbox|unknown mailbox", re.IGNORECASE
)


def code(text: str) -> str:
    """The response code in a server's answer, such as `LIMIT`; '' when there is none."""
    found = _CODE.search(text)
    return found[1] if found else ""


NOT_HERE = "its provider gave this token and the mailbox does not take it: is IMAP allowed, and mailbox.imap.user right"


class LoginRefused(UserError):
    """The server knows the login and does not let it in."""


def login_refused(text: str, who: str, *, token: bool = False) -> MailbotError:
    """The error for a refused login; `token`: it was made with an access token.

    Without a code the words decide, and a refusal that gives no reason is taken for a wrong password, because
    repeating a wrong password locks accounts.
    """
    remedy = MEND.get(code(text))
    if remedy is None and (code(text) in LATER or PASSES.search(text)):
        return TryLater(f"The mail server does not let {who} in for now: {text}")
    if token and (remedy is None or code(text) == "AUTHENTICATIONFAILED"):
        remedy = NOT_HERE
    remedy = remedy or MEND["AUTHENTICATIONFAILED"]
    return LoginRefused(f"The mail server refuses the login of {who} ({text}): {remedy}.")


def refused(text: str, doing: str) -> MailbotError:
    """The error for a refused command; `doing` says what was tried. What no table knows is tried again later."""
    remedy = MEND.get(code(text))
    if remedy is not None:
        return UserError(f"The mail server refuses to {doing} ({text}): {remedy}.")
    return TryLater(f"The mail server would not {doing}: {text}")


def folder_missing(text: str) -> bool:
    """Whether the answer says that the folder is not there (somebody deleted or renamed it)."""
    return bool(_MISSING.search(text))
