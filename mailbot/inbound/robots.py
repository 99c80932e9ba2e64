"""Was this written by a machine? Decides whether anything may ever be answered; it never decides what is read.

The union of the rules that mail systems publish (RFC 3834, RFC 5230, Precedence, lists, vendors' headers): each alone
lets a good part of the robots through.
"""

from __future__ import annotations

import re

from mailbot.inbound.firm import FirmFacts
from mailbot.inbound.parse import Mail

_LOCAL_PARTS = re.compile(
    r"^(?:mailer-daemon|mailerdaemon|postmaster|no-?_?reply|noreply|do-?not-?reply|donotreply|"
    r"ne-?pas-?repondre|nepasrepondre"
    r"|no-?responder|nicht-?antworten|non-?rispondere|bounces?|notifications?|notify|alertes?|automailer|"
    r"robot|root|daemon|listserv|majordomo)(?:[+._-].*)?$"
)
_PRECEDENCE = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply", "autoreply"})
_VENDOR = (
    "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-autoreply-from", "x-mail-autoreply",
    "x-failed-recipients", "x-loop", "x-fc-machinegenerated", "list-id", "list-unsubscribe", "list-post", "feedback-id",
    "x-vacation", "x-mailbot-loop", "x-ms-exchange-inbox-rules-loop", "x-ms-exchange-generated-message-source",
    "x-precedence",
)  # fmt: skip


def robot(mail: Mail, firm: FirmFacts) -> str:
    """Why this is a machine's message, empty when nothing says so."""
    declared = auto_submitted(mail)
    if declared and declared != "no":
        return f"Auto-Submitted: {declared}"
    if mail.header("precedence").lower() in _PRECEDENCE:
        return f"Precedence: {mail.header('precedence')}"
    for name in _VENDOR:
        if mail.has(name):
            return f"it has a {name} header"
    if "vacation" in mail.header("x-apple-action").lower():
        return "X-Apple-Action: VACATION"
    return _by_address(mail, firm)


def marked_unwanted(mail: Mail) -> bool:
    """Did the mail server's filter mark it as spam?"""
    marks = ("x-spam-flag", "x-spam-status", "x-spam")
    flagged = any(mail.header(name).lower().startswith("yes") for name in marks)
    return flagged or "sfv:spm" in mail.header("x-forefront-antispam-report").lower()


def _by_address(mail: Mail, firm: FirmFacts) -> str:
    if any(value.strip() == "<>" for value in mail.all("return-path")):
        return "empty Return-Path"
    if not mail.from_address:
        return "no sender"
    if mail.from_address.partition("+")[0] == firm.address.partition("@")[0] or mail.from_address == firm.address:
        return "our own address"
    if _LOCAL_PARTS.match(mail.from_address.partition("@")[0]):
        return f"sender {mail.from_address}"
    return ""


def auto_submitted(mail: Mail) -> str:
    """The keyword of Auto-Submitted (RFC 3834), lower case, without its parameters."""
    return mail.header("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
