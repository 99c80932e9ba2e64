"""Bounces: an undelivered message of ours came back. Whom it did not reach, why, for good or not.

A gate over the headers comes first: only what looks like a report of a mail system is read as one, so that a person
who quotes or forwards a bounce is not one. Then, most telling first: the machine-readable part (RFC 3464),
X-Failed-Recipients, the text compared with the returned message, and the heuristics of flufl.bounce.
"""

from __future__ import annotations

import logging
import re
from email.message import Message

from flufl.bounce import all_failures

from mailbot.core.reading.understood import Bounce
from mailbot.inbound import bounce_dsn
from mailbot.inbound import bounce_words as words
from mailbot.inbound.addresses import ADDRESS
from mailbot.inbound.bounce_dsn import STATUS, Recipient
from mailbot.inbound.markup import html_lines
from mailbot.inbound.parse import Mail

_log = logging.getLogger(__name__)
# It logs a traceback for each of its detectors that stumbles over an odd mail, and goes on with the next.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

_SMTP_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
MAX_TEXT = 60_000
MAX_WHOLE = 300_000


def read_bounce(mail: Mail, own: tuple[str, ...] = ()) -> Bounce | None:
    """The bounce, None when this is none. `own`: our addresses, which are never the recipient that failed."""
    everybody = read_bounces(mail, own)
    return everybody[0] if everybody else None


def read_bounces(mail: Mail, own: tuple[str, ...] = ()) -> tuple[Bounce, ...]:
    """Every recipient that a report speaks of, failures before delays; empty when this is no bounce."""
    kind = bounce_dsn.report_type(mail.tree)
    listed = (
        bounce_dsn.recipients(mail.tree) if mail.tree.is_multipart() or "delivery-status" in mail.content_type else ()
    )
    strength = _gate(mail, kind, bool(listed))
    if strength < 2:
        return ()
    text = _text(mail)
    came_back = bounce_dsn.returned(mail.tree, text)
    message_id = came_back.message_id or next(iter(mail.in_reply_to), None)
    if listed:
        failed = sorted((r for r in listed if r.action not in ("delivered", "relayed", "expanded")), key=_delayed)
        # An alias at the other end: what we wrote to is what we know, where only one is spoken of.
        written_to = came_back.to if len(listed) == 1 else ()
        return tuple(_from_report(r, written_to, text, message_id) for r in failed)
    addresses = _from_text(mail, text, came_back.to, own)
    if not addresses and strength < 3:
        return ()
    status = _status_in(text)
    return tuple(
        Bounce(
            recipient=address, status=status, permanent=_permanent(mail.subject, text), original_message_id=message_id
        )
        for address in addresses or ("",)
    )


def _gate(mail: Mail, kind: str, has_report: bool) -> int:
    """How much the top level looks like a report of a mail system; below 2 it is not read as one."""
    if kind in ("disposition-notification", "feedback-report"):
        return 0
    if has_report and (kind or _daemon(mail) or mail.content_type.startswith("multipart/")):
        return 5
    if _machine(mail) and words.REPORT.search(mail.text[:4_000]):
        return 3
    if words.NOT_A_BOUNCE.match(mail.subject) and not _daemon(mail):
        return 0
    subject = bool(words.SUBJECT.search(mail.subject))
    score = 2 * _daemon(mail) + 2 * mail.has("x-failed-recipients") + subject
    score += any(value.strip() == "<>" for value in mail.all("return-path")) + (kind == "delivery-status") * 2
    return score + (subject and mail.header("auto-submitted").lower().startswith("auto-"))


def _daemon(mail: Mail) -> bool:
    local = mail.from_address.partition("@")[0]
    return (
        bool(words.DAEMON.match(local))
        or bool(words.DAEMON_NAME.search(mail.from_name))
        or bool(not mail.from_address and words.DAEMON_NAME.search(mail.header("from")))
    )


def _machine(mail: Mail) -> bool:
    """Nobody can be written back to: an empty Return-Path, a daemon, or a sender that takes no answers."""
    empty = any(value.strip() == "<>" for value in mail.all("return-path"))
    return empty or _daemon(mail) or bool(words.NO_REPLY.match(mail.from_address))


def _text(mail: Mail) -> str:
    if mail.text.strip() or not mail.html:
        return mail.text[:MAX_TEXT]
    return "\n".join(line.text for line in html_lines(mail.html))[:MAX_TEXT]


def _delayed(recipient: Recipient) -> bool:
    return recipient.action == "delayed"


def _from_report(recipient: Recipient, to: tuple[str, ...], text: str, message_id: str | None) -> Bounce:
    address = recipient.original or recipient.final
    if not recipient.original and len(to) == 1 and address not in to:
        address = to[0]
    status = recipient.status if not recipient.status.endswith(".0.0") else ""
    code = status or _status_in(recipient.diagnostic) or _status_in(text) or recipient.status or None
    return Bounce(
        recipient=address, status=code, permanent=recipient.action != "delayed", original_message_id=message_id
    )


def _status_in(text: str) -> str | None:
    """The first enhanced status code that says something; x.0.0 only when there is no better."""
    found = [code for code in STATUS.findall(text[:20_000]) if code[0] in "45"]
    return next((code for code in found if not code.endswith(".0.0")), found[0] if found else None)


def _permanent(subject: str, text: str) -> bool:
    head = text[:5_000]
    if not words.DELAY.search(subject) and not words.DELAY.search(head):
        return True
    return bool(words.GAVE_UP.search(subject) or words.GAVE_UP.search(head)) and not re.search(
        r"warning only|do not need to resend", head, re.I
    )


def _from_text(mail: Mail, text: str, to: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    report = _before_copy(text)
    stated = _addresses(words.STATED.findall(text[:20_000]))
    if stated:
        return stated
    named = _addresses(words.GENERATED_FROM.findall(report)) or _addresses(words.RECIPIENT.findall(report))
    declared = _addresses(ADDRESS.findall(mail.header("x-failed-recipients")))
    if declared and not named:
        return declared
    ours = {*own, mail.from_address, *mail.to}
    shown = _addresses(ADDRESS.findall(report))
    candidates = [address for address in dict.fromkeys(named + shown) if address not in ours][:50]
    both = tuple(address for address in candidates if address in to)
    return both or named or _last_resort(mail, candidates, shown, to, ours)


def _addresses(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address.lower().strip(".") for address in found))


def _last_resort(
    mail: Mail, candidates: list[str], shown: tuple[str, ...], to: tuple[str, ...], ours: set[str]
) -> tuple[str, ...]:
    """Heuristics, the first address of the report, whom the returned message went to, in this order."""
    others = tuple(address for address in to if address not in ours)
    return _by_heuristics(mail, ours) or tuple(candidates[:1]) or others[:1] or shown[:1]


def _before_copy(text: str) -> str:
    """The report itself, without the copy of our message below it."""
    kept: list[str] = []
    for line in text.splitlines()[:2_000]:
        if words.COPY.match(line) and kept:
            break
        kept.append(line[:1_000])
    return "\n".join(kept)


def _text_alone(mail: Mail) -> Message:
    """A small stand-in for a large report: its detectors read every line of every part several times."""
    copy = Message()
    copy["From"], copy["Subject"] = mail.from_address, mail.subject
    copy.set_payload(mail.text[:MAX_TEXT], "utf-8")
    return copy


def _by_heuristics(mail: Mail, ours: set[str]) -> tuple[str, ...]:
    if not mail.from_address or not isinstance(mail.tree.get("from"), str):
        return ()  # its detectors stumble over a missing or an undecodable sender
    try:
        temporary, permanent = all_failures(mail.tree if mail.size <= MAX_WHOLE else _text_alone(mail))
    except Exception as error:  # noqa: BLE001  its detectors raise whatever they meet in odd mails
        _log.info("flufl.bounce could not read a report: %s", type(error).__name__)
        return ()
    found = sorted({raw.decode("ascii", "replace").lower() for raw in (*permanent, *temporary)})
    return tuple(address for address in found if address not in ours)
