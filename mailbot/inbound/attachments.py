"""The leaves of a message's tree: body texts and attachments, decoded under guard."""

from __future__ import annotations

import binascii
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import Message

from mailbot.inbound.charsets import decode_bytes, decode_header, unescape_surrogates
from mailbot.inbound.flowed import unflow
from mailbot.inbound.tnef import NAMES, TYPES, unpack

MAX_TEXT_BYTES = 2_000_000
_KINDS = {
    "pdf": "application/pdf", "xml": "application/xml", "txt": "text/plain", "csv": "text/csv", "eml": "message/rfc822",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file or a forwarded message that came along. `name` is as declared and never a path."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part that holds something: a body text, or an attachment."""

    content_type: str
    text: str = ""
    attachment: Attachment | None = None


def leaf_of(part: Message, content_type: str, alternative: bool) -> Leaf:
    """Read one part. `alternative`: it stands in a multipart/alternative, so a text is a body and no file."""
    name = file_name(part)
    disposition = _first_word(str(part.get("content-disposition", "")))
    is_text = content_type in ("text/plain", "text/html")
    if is_text and disposition != "attachment" and (not name or alternative):
        text = decode_bytes(content_of(part)[:MAX_TEXT_BYTES], parameter(part, "charset"))
        if content_type == "text/plain" and parameter(part, "format").lower() == "flowed":
            text = unflow(text, delsp=parameter(part, "delsp").lower() == "yes")
        return Leaf(content_type=content_type, text=text)
    return Leaf(
        content_type=content_type,
        attachment=Attachment(name=name, content_type=content_type, content=content_of(part)),
    )


def opened(leaf: Leaf) -> tuple[Leaf, ...]:
    """A winmail.dat as the body and the files inside it; any other leaf as it is."""
    packed = leaf.attachment
    if packed is None or (packed.content_type not in TYPES and packed.name.lower() not in NAMES):
        return (leaf,)
    inside = unpack(packed.content)
    if inside is None:
        return (leaf,)
    bodies = (("text/plain", inside.text), ("text/html", inside.html))
    return (
        *(Leaf(content_type=kind, text=text[:MAX_TEXT_BYTES]) for kind, text in bodies if text.strip()),
        *(_file(name, content) for name, content in inside.files),
    )


def _file(name: str, content: bytes) -> Leaf:
    kind = kind_of(name)
    return Leaf(content_type=kind, attachment=Attachment(name=name, content_type=kind, content=content))


def kind_of(name: str) -> str:
    """The content type that a file's name promises."""
    return _KINDS.get(name.lower().rpartition(".")[2], "application/octet-stream")


def content_of(part: Message) -> bytes:
    """The decoded bytes of a leaf; the bytes of the embedded message of a message/rfc822."""
    try:
        payload = part.get_payload()
        if isinstance(payload, list):
            return b"\n".join(_as_written(child) for child in payload[:50] if isinstance(child, Message))
        decoded = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, KeyError, RecursionError, binascii.Error):
        return b""
    return decoded if isinstance(decoded, bytes) else b""


def _as_written(message: Message) -> bytes:
    """The bytes of an embedded message, even where the library refuses to write its header again."""
    try:
        return bytes(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        payload = message.get_payload()
        head = "".join(f"{name}: {value}\n" for name, value in message.raw_items())
        text = head + "\n" + (payload if isinstance(payload, str) else "")
        return text.encode("utf-8", "surrogateescape")


def file_name(part: Message) -> str:
    """The declared file name without folders, decoded; empty when there is none."""
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    name = decode_header(unescape_surrogates(str(name))[:1_000])
    return name.replace("\\", "/").rpartition("/")[2].strip()[:200]


def parameter(part: Message, name: str) -> str:
    """A parameter of Content-Type, empty when it is missing or cannot be read."""
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if isinstance(value, tuple):
        return str(value[2])
    return str(value or "")


def _first_word(value: str) -> str:
    return value.partition(";")[0].strip().lower()
