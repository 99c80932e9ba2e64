"""A message as the exact bytes that will leave: the same values give the same bytes, for ever.

Structure: mixed > (alternative > (text, related > (html, pictures)), attachments), each level only where
it has more than one part. Boundaries and picture ids come from the Message-ID, so what was approved is
what is sent. The parts are encoded once and put together as bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import chain

from mailbot.core.errors import Refused
from mailbot.core.fingerprint import HEADER, fingerprint
from mailbot.outbound import mime
from mailbot.outbound.mime import CRLF

_PICTURE = re.compile(r'src="data:(image/(?:png|jpeg|gif));base64,([A-Za-z0-9+/=]+)"')
_HEADER_NAME = re.compile(r"(?!content-)[a-z][a-z0-9-]*", re.IGNORECASE)
# Headers that only this module writes.
_OWN = frozenset({
    "from", "to", "cc", "bcc", "sender", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
    "mime-version", "auto-submitted", "x-mailbot-loop",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Everything a message consists of.

    `sender` is (name, address), `date` an aware instant, `attachments` are (name, content type, bytes).
    Pictures stand in `html` as `data:` URIs and become inline parts. `headers` are further plain ones. `is_answer`: it
    is written in answer to one message, as a robot answers (RFC 3834).
    Nobody gets a hidden copy through a header: blind recipients belong to the envelope.
    """

    message_id: str
    date: datetime
    sender: tuple[str, str]
    to: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    cc: tuple[str, ...] = ()
    reply_to: str = ""
    attachments: tuple[tuple[str, str, bytes], ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One MIME entity: its headers (each ending in CRLF) and its body, in pieces that are joined once at the end."""

    headers: bytes
    body: tuple[bytes, ...]

    @property
    def pieces(self) -> tuple[bytes, ...]:
        """The whole entity."""
        return (self.headers, CRLF, *self.body)


def compose(outgoing: Outgoing) -> bytes:
    """The message, CRLF throughout, ready for SMTP DATA before dot-stuffing.

    Raises Refused for an address, id or header value that is not one (line breaks above all).
    """
    return b"".join((*_headers(outgoing), *_with_attachments(_alternative(outgoing), outgoing).pieces))


def _headers(outgoing: Outgoing) -> Iterable[bytes]:
    if not outgoing.to:
        raise Refused("A message needs a recipient.")
    if outgoing.date.tzinfo is None:
        raise Refused("A message needs a date with its time zone.")
    yield mime.fold("From", mime.mailbox(*outgoing.sender, "From"))
    yield mime.fold("To", _commas([mime.address(one, "To") for one in outgoing.to]))
    if outgoing.cc:
        yield mime.fold("Cc", _commas([mime.address(one, "Cc") for one in outgoing.cc]))
    if outgoing.reply_to:
        yield mime.fold("Reply-To", [mime.address(outgoing.reply_to, "Reply-To")])
    yield mime.header("Subject", outgoing.subject)
    yield mime.fold("Date", [format_datetime(outgoing.date)])
    yield mime.fold("Message-ID", [mime.message_id(outgoing.message_id, "Message-ID")])
    if outgoing.in_reply_to:
        yield mime.fold("In-Reply-To", [mime.message_id(outgoing.in_reply_to, "In-Reply-To")])
    if outgoing.references:
        yield mime.fold("References", [mime.message_id(one, "References") for one in outgoing.references])
    # RFC 3834: vacation programs and other robots need not answer this.
    yield b"Auto-Submitted: " + (b"auto-replied" if outgoing.is_answer else b"auto-generated") + CRLF
    yield mime.header(HEADER, fingerprint(outgoing.text))
    yield from (_further(name, value) for name, value in outgoing.headers)
    yield b"MIME-Version: 1.0" + CRLF


def _further(name: str, value: str) -> bytes:
    if name.lower() in _OWN or not _HEADER_NAME.fullmatch(name):
        raise Refused(f"{name!r} is no header that may be added.")
    return mime.header(name, value)


def _commas(addresses: Sequence[str]) -> list[str]:
    return [f"{one}," for one in addresses[:-1]] + [addresses[-1]]


def _alternative(outgoing: Outgoing) -> _Part:
    plain = _text("plain", outgoing.text)
    if not outgoing.html:
        return plain
    return _multipart("alternative", [plain, _related(outgoing)], outgoing.message_id)


def _related(outgoing: Outgoing) -> _Part:
    """The HTML with its pictures as inline parts; equal pictures are carried once."""
    pictures: dict[tuple[str, str], str] = {}

    def refer(found: re.Match[str]) -> str:
        cid = pictures.setdefault((found[1], found[2]), _cid(outgoing.message_id, len(pictures) + 1))
        return f'src="cid:{cid}"'

    html = _text("html", _PICTURE.sub(refer, outgoing.html))
    if not pictures:
        return html
    parts = [_picture(kind, data, cid) for (kind, data), cid in pictures.items()]
    return _multipart("related", [html, *parts], outgoing.message_id)


def _cid(message_id: str, rank: int) -> str:
    local, _, domain = message_id.strip("<>").rpartition("@")
    return f"p{rank}.{local}@{domain}"


def _picture(kind: str, data: str, cid: str) -> _Part:
    name = f"{cid.partition('.')[0]}.{kind.partition('/')[2]}"
    headers = (
        f'Content-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-ID: <{cid}>\r\nContent-Disposition: inline; filename="{name}"\r\n'
    )
    return _Part(headers.encode("ascii"), (mime.base64_lines(base64.b64decode(data)),))


def _with_attachments(body: _Part, outgoing: Outgoing) -> _Part:
    if not outgoing.attachments:
        return body
    return _multipart("mixed", [body, *(_attachment(*one) for one in outgoing.attachments)], outgoing.message_id)


def _attachment(name: str, kind: str, content: bytes) -> _Part:
    headers = (
        f"Content-Type: {mime.content_type(kind)}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n{mime.file_name(name)}\r\n"
    )
    return _Part(headers.encode("ascii"), (mime.base64_lines(content),))


def _text(kind: str, text: str) -> _Part:
    headers = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    return _Part(headers.encode("ascii"), (mime.quoted_printable(text),))


def _multipart(kind: str, parts: Sequence[_Part], message_id: str) -> _Part:
    # "=_" occurs neither in quoted-printable nor in base64, so no part can contain the boundary.
    boundary = f"=_{kind[:3]}_{hashlib.sha256(f'{kind} {message_id}'.encode()).hexdigest()[:32]}".encode("ascii")
    # The CRLF before a boundary belongs to the boundary (RFC 2046 § 5.1.1), not to the part.
    opening = b"--" + boundary + CRLF
    body = (*chain.from_iterable((opening, *part.pieces, CRLF) for part in parts), b"--" + boundary + b"--" + CRLF)
    headers = f'Content-Type: multipart/{kind};\r\n boundary="{boundary.decode("ascii")}"\r\n'
    return _Part(headers.encode("ascii"), body)
