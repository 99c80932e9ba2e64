"""Raw bytes to one frozen Mail. Never raises on any bytes; work is bounded by caps on size, fields and parts.

The standard library's compat32 parser splits the message; `email.policy.default` must not touch headers of strangers
(it raises or runs for minutes on some). Decoding is our own, guarded: see charsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32

from mailbot.inbound.addresses import all_addresses, loose_address, strict_address
from mailbot.inbound.attachments import Attachment, Leaf, leaf_of, opened
from mailbot.inbound.charsets import HEADER_CAP, decode_header
from mailbot.inbound.header_fields import date_of, message_ids

MAX_BYTES = 50_000_000
MAX_FIELDS = 1_000
MAX_PARTS = 500
MAX_BOUNDARIES = 400
MAX_BODY = 200_000
MAX_HTML = 600_000
_STRUCTURED = ("content-type", "content-disposition", "content-transfer-encoding")


class _Capped(Compat32):
    """compat32 that cuts each header field before anything is done with it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of one field, the value cut to its cap (parameters are scanned quadratically)."""
        name, _, first = sourcelines[0].partition(":")
        cap = 4_000 if name.strip().lower() in _STRUCTURED else HEADER_CAP
        value = (first.lstrip(" \t") + "".join(sourcelines[1:]))[:cap]
        return name.rstrip(" \t"), value.rstrip("\r\n")


_POLICY = _Capped()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message as it came. Addresses are lower case; `date` is aware, None when missing or absurd.

    `from_address` is what the message shows, for reading; `sender` is the strict reading for trust: None unless there
    is exactly one From field with exactly one address. `text` and `html` are the bodies, attachments apart.
    """

    fields: tuple[tuple[str, str], ...] = ()
    from_address: str = ""
    from_name: str = ""
    sender: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    content_type: str = "text/plain"
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    defects: tuple[str, ...] = ()
    size: int = 0
    tree: Message = field(default_factory=Message, repr=False, compare=False)

    def all(self, name: str) -> tuple[str, ...]:
        """Every raw value of a header field, topmost first."""
        wanted = name.lower()
        return tuple(value for key, value in self.fields if key == wanted)

    def header(self, name: str) -> str:
        """The topmost value of a header field, decoded; empty when there is none."""
        wanted = name.lower()
        return next((decode_header(value) for key, value in self.fields if key == wanted), "")

    def has(self, name: str) -> bool:
        """Is there such a header field at all?"""
        return any(key == name.lower() for key, _ in self.fields)


def parse(raw: bytes) -> Mail:
    """The message in `raw`, with what was wrong with it in `defects`."""
    defects: list[str] = []
    tree = _tree(raw, defects)
    fields = _fields(tree, defects)
    leaves = _opened(tuple(_leaves(tree, defects)))
    return _mail(fields, leaves, tree, len(raw), tuple(defects))


def _tree(raw: bytes, defects: list[str]) -> Message:
    if len(raw) > MAX_BYTES:
        defects.append(f"cut after {MAX_BYTES} bytes")
        raw = raw[:MAX_BYTES]
    if b"\n" not in raw:  # old Macs: carriage returns only
        raw = raw.replace(b"\r", b"\n")
    if raw.startswith(b">From ") or raw[:1] in (b"\n", b"\r"):
        raw = raw.lstrip(b"\r\n")
        raw = raw.partition(b"\n")[2] if raw.startswith(b">From ") else raw
    if raw.lower().count(b"boundary") > MAX_BOUNDARIES:
        defects.append("too many nested parts: only the headers were read")
        return BytesHeaderParser(policy=_POLICY).parsebytes(raw)
    try:
        return BytesParser(policy=_POLICY).parsebytes(raw)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        defects.append(f"the structure could not be read ({type(error).__name__}): only the headers were")
    head, _, _ = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return BytesHeaderParser(policy=_POLICY).parsebytes(head[:1_000_000])


def _fields(tree: Message, defects: list[str]) -> tuple[tuple[str, str], ...]:
    fields = tuple((name.lower(), str(value)) for name, value in tree.raw_items())
    if len(fields) > MAX_FIELDS:
        defects.append(f"{len(fields)} header fields: only the first {MAX_FIELDS} were read")
    for single in ("from", "message-id", "date", "subject", "to"):
        if sum(name == single for name, _ in fields[:MAX_FIELDS]) > 1:
            defects.append(f"more than one {single.title()} field")
    return fields[:MAX_FIELDS]


def _leaves(tree: Message, defects: list[str]) -> Iterator[Leaf]:
    """The parts that hold something, in order, without recursion; a forwarded message is one leaf."""
    stack: list[tuple[Message, bool]] = [(tree, False)]
    seen = 0
    while stack:
        part, alternative = stack.pop()
        seen += 1
        if seen > MAX_PARTS:
            defects.append(f"more than {MAX_PARTS} parts: the rest was not read")
            return
        content_type = part.get_content_type()
        children = part.get_payload() if part.is_multipart() else None
        if isinstance(children, list) and content_type.startswith("multipart/"):
            inside = alternative or content_type == "multipart/alternative"
            stack.extend((child, inside) for child in reversed(children) if isinstance(child, Message))
            continue
        if content_type.startswith("multipart/"):  # its boundary is nowhere: what is there is read as text
            defects.append("a multipart without its boundary")
            content_type = "text/plain"
        yield leaf_of(part, content_type, alternative)


def _opened(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """What Exchange packed into winmail.dat stands in its place; its body only where the message has no other."""
    bodies = any(leaf.attachment is None and leaf.text.strip() for leaf in leaves)
    return tuple(
        inner
        for leaf in leaves
        for inner in opened(leaf)
        if inner is leaf or inner.attachment is not None or not bodies
    )


def _mail(
    fields: tuple[tuple[str, str], ...], leaves: tuple[Leaf, ...], tree: Message, size: int, defects: tuple[str, ...]
) -> Mail:
    bare = Mail(fields=fields)
    name, address = loose_address(next(iter(bare.all("from")), ""))
    return Mail(
        fields=fields,
        from_address=address,
        from_name=name,
        sender=strict_address(bare.all("from")),
        to=all_addresses(bare.all("to")),
        cc=all_addresses(bare.all("cc")),
        delivered_to=all_addresses(
            bare.all("delivered-to") + bare.all("x-original-to") + bare.all("envelope-to") + bare.all("x-envelope-to")
        ),
        subject=bare.header("subject"),
        message_id=next(iter(message_ids(bare.all("message-id"), 1)), ""),
        in_reply_to=message_ids(bare.all("in-reply-to"), 10),
        references=message_ids(bare.all("references"), 50),
        date=date_of(next(iter(bare.all("date")), "")),
        content_type=tree.get_content_type(),
        text=_joined(leaves, "text/plain")[:MAX_BODY],
        html=_joined(leaves, "text/html")[:MAX_HTML],
        attachments=tuple(leaf.attachment for leaf in leaves if leaf.attachment is not None),
        defects=defects,
        size=size,
        tree=tree,
    )


def _joined(leaves: tuple[Leaf, ...], content_type: str) -> str:
    # Apple Mail cuts the text around inline pictures: the pieces belong together.
    return "\n".join(leaf.text for leaf in leaves if leaf.content_type == content_type and leaf.attachment is None)
