"""A received message as a mail program shows it to its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the reader sees and what their program needs to answer."""

    sender_name: str
    sender: str
    subject: str
    text: str
    message_id: str
    references: tuple[str, ...]
    reply_to: str
    date: datetime
    raw: bytes


def read_letter(raw: bytes) -> Letter:
    """Read a message; only ever used on messages that the firm's own Mailbot wrote."""
    message = message_from_bytes(raw)
    name, address = parseaddr(_header(message, "From"))
    _, answers = parseaddr(_header(message, "Reply-To"))
    when = parsedate_to_datetime(_header(message, "Date"))
    return Letter(
        sender_name=name, sender=address, subject=_header(message, "Subject"), text=_text(message),
        message_id=_header(message, "Message-ID"), references=tuple(_header(message, "References").split()),
        reply_to=answers or address, date=when if when.tzinfo else when.replace(tzinfo=UTC), raw=raw,
    )  # fmt: skip


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    return str(make_header(decode_header(" ".join(str(value).split())))) if value is not None else ""


def _text(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain" and part.get_filename() is None:
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            return content.decode(part.get_content_charset() or "utf-8", "replace").replace("\r\n", "\n")
    return ""
