"""What SMTP's answers mean for a message, and how a message is written on the wire (RFC 5321). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mailbot.outbound.transport import Outcome

CLOSING = 421
"""The server ends the connection; it says nothing about the message."""

LOGIN_CODES = frozenset({530, 534, 535, 538})
"""Refusals of the login and not of the message, though they look permanent (RFC 4954 section 6)."""

_ADDRESS = re.compile(r"[^\s<>@\x00-\x1f\x7f]+@[^\s<>@\x00-\x1f\x7f]+")


def objection(sender: str, recipients: Sequence[str], raw: bytes) -> Outcome | None:
    """Why no server should see this: a malformed address, or a bare newline, which servers read in different ways.

    An empty sender is the null return path of automatic answers.
    """
    wrong = [address for address in (sender or "null@null", *recipients) if not _ADDRESS.fullmatch(address)]
    if wrong or not recipients:
        return Outcome("permanent", f"not an address: {wrong[0] if wrong else 'nobody'}")
    if not raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r"):
        return Outcome("permanent", "the message has line ends other than CRLF")
    return None


def mail_options(features: Mapping[str, str], addresses: Sequence[str], raw: bytes) -> list[str] | Outcome:
    """Parameters of MAIL FROM that the message needs and the server offers (its EHLO keywords in lower case).

    An outcome instead when the server cannot carry this message.
    """
    options = []
    largest = features.get("size", "").strip()
    if largest.isdigit() and 0 < int(largest) < len(raw):
        return Outcome("permanent", f"the message has {len(raw)} bytes, the server takes {largest}")
    if "size" in features:
        options.append(f"SIZE={len(raw)}")
    if not all(address.isascii() for address in addresses):
        if "smtputf8" not in features:
            return Outcome("permanent", "the server does not know addresses with accents (SMTPUTF8)")
        options.append("SMTPUTF8")
    if "8bitmime" in features and not raw.isascii():
        options.append("BODY=8BITMIME")
    return options


def with_dots(raw: bytes) -> bytes:
    """The message as it travels: a dot at the start of a line is doubled, the last line is ended (section 4.5.2).

    Its lines end in CRLF; see `objection`.
    """
    ended = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    dotted = ended.replace(b"\r\n.", b"\r\n..")
    return b"." + dotted if dotted.startswith(b".") else dotted


def refusal(code: int, text: bytes) -> Outcome:
    """The message was certainly not accepted."""
    if code // 100 == 5 and code not in LOGIN_CODES:
        return Outcome("permanent", answer(code, text))
    return Outcome("temporary", answer(code, text), blocked=code == CLOSING or code in LOGIN_CODES)


def after_the_dot(code: int, text: bytes, refused: tuple[tuple[str, str], ...]) -> Outcome:
    """What the answer to a whole message says; an answer that is none leaves the outcome unknown."""
    if 200 <= code < 300:
        return Outcome("sent", answer(code, text), refused)
    if 400 <= code < 600:
        return refusal(code, text)
    return Outcome("unknown", answer(code, text), refused)


def answer(code: int, text: bytes | str) -> str:
    """An answer on one line, for the books."""
    words = text if isinstance(text, str) else text.decode("utf-8", "replace")
    label = str(code) if code > 0 else "no SMTP answer:"
    return f"{label} {' '.join(words.split())}"[:500]
