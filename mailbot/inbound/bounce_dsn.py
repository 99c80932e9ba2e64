"""Delivery status notifications (RFC 3464) and the message they return: the machine-readable part of a bounce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from mailbot.inbound.addresses import ADDRESS
from mailbot.inbound.attachments import content_of, parameter
from mailbot.inbound.charsets import decode_bytes, decode_header

MAX_PARTS = 200
MAX_RECIPIENTS = 200
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_MESSAGE_ID = re.compile(r"^[ \t>]*message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{3,300}>)", re.I | re.M)
_TO = re.compile(r"^[ \t>]*(?:to|à|an|pour):[ \t]*((?:[^\n]{1,2000}\n?)(?:[ \t]+[^\n]{1,500}\n){0,5})", re.I | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One recipient of a report: who was written to, where it went, what happened."""

    final: str
    original: str = ""
    action: str = ""
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back of our own message."""

    to: tuple[str, ...] = ()
    message_id: str | None = None


def parts(tree: Message) -> Iterator[Message]:
    """Every part, breadth bounded, without recursion; not into an attached message of a person's own mail."""
    stack = [tree]
    for _ in range(MAX_PARTS):
        if not stack:
            return
        part = stack.pop()
        yield part
        # Only a list of parts is asked for: get_payload() decodes a text by whatever charset it claims, and may raise.
        payload = part.get_payload() if part.is_multipart() else None
        if isinstance(payload, list) and part.get_content_type() != "message/rfc822":
            stack.extend(child for child in reversed(payload) if isinstance(child, Message))


def report_type(tree: Message) -> str:
    """delivery-status, disposition-notification, feedback-report …; empty when it is no report."""
    if tree.get_content_type() != "multipart/report":
        return ""
    return parameter(tree, "report-type").strip().lower()


def recipients(tree: Message) -> tuple[Recipient, ...]:
    """The per-recipient blocks of every delivery-status part, in order."""
    found: list[Recipient] = []
    for part in parts(tree):
        if part.get_content_type() in (
            "message/delivery-status",
            "message/global-delivery-status",
            "message/xdelivery-status",
        ):
            found.extend(_blocks(part))
    return tuple(found[:MAX_RECIPIENTS])


def _blocks(part: Message) -> Iterator[Recipient]:
    for block in _texts(part):
        values = _values(block)
        final = _address(values.get("final-recipient", ""))
        original = _address(values.get("original-recipient", "") or values.get("x-actual-recipient", ""))
        if final or original:
            yield Recipient(
                final=final or original,
                original=original,
                action=values.get("action", "").split(" ")[0].strip("() ").lower(),
                status=_status(values.get("status", "")),
                diagnostic=values.get("diagnostic-code", ""),
            )


def _texts(part: Message) -> list[str]:
    payload = part.get_payload() if part.is_multipart() else None
    if isinstance(payload, list):
        pieces = [_as_text(child) for child in payload[:MAX_RECIPIENTS] if isinstance(child, Message)]
    else:
        pieces = [decode_bytes(content_of(part))]
    blocks: list[str] = []
    for piece in pieces:
        blocks.extend(re.split(r"\n[ \t]*\n", piece[:200_000].replace("\r\n", "\n")))
    return blocks


def _as_text(block: Message) -> str:
    # A block is parsed as a message of headers; an encoded one hides the rest in its body.
    head = "".join(f"{name}: {value}\n" for name, value in block.raw_items())
    return head + "\n" + ("" if block.is_multipart() else decode_bytes(content_of(block)))


def _values(block: str) -> dict[str, str]:
    values: dict[str, str] = {}
    name = ""
    for line in block.splitlines()[:200]:
        if line[:1] in (" ", "\t") and name:
            values[name] += " " + line.strip()
            continue
        key, colon, value = line.partition(":")
        name = key.strip().lower() if colon else ""
        if name:
            values.setdefault(name, decode_header(value.strip()))
    return values


def _address(value: str) -> str:
    """`rfc822; <x@y.example>` as x@y.example."""
    kind, _, rest = value.partition(";")
    found = ADDRESS.search(rest or kind)
    return found[0].lower().strip(".") if found else ""


def _status(value: str) -> str:
    found = STATUS.search(value)
    return found[1] if found else ""


def returned(tree: Message, text: str) -> Returned:
    """Recipients and Message-ID of our message, from the part that returns it or else from the text."""
    for part in parts(tree):
        kind = part.get_content_type()
        if part is not tree and kind in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/global",
        ):
            found = _from_text(decode_bytes(content_of(part)[:100_000]))
            if found.to or found.message_id:
                return found
    return _from_text(text)


def _from_text(text: str) -> Returned:
    head = text[:100_000].replace("\r\n", "\n")
    ident = _MESSAGE_ID.search(head)
    to = _TO.search(head)
    addresses = tuple(dict.fromkeys(found.lower() for found in ADDRESS.findall(to[1])[:20])) if to else ()
    return Returned(to=addresses, message_id=ident[1] if ident else None)
