"""winmail.dat (TNEF, MS-OXTNEF): the body and the files that an Exchange sender packed away.

Only what a reader needs: the text, the HTML, the names and contents of the files. Every length is checked before it is
believed; what does not fit ends the reading, and what was read so far is kept. Compressed RTF (MS-OXRTFCP) is unpacked
to plain text only when there is no other body.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.inbound.charsets import decode_bytes
from mailbot.inbound.rtf import rtf_text, unpacked

SIGNATURE = 0x223E9F78
NAMES = ("winmail.dat", "win.dat")
TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
MAX_ATTRIBUTES = 2_000
MAX_PROPERTIES = 1_000
MAX_FILES = 100

_BODY, _MAPI, _CODEPAGE = 0x0002800C, 0x00069003, 0x00069007
_ATTACH_BEGINS, _ATTACH_TITLE, _ATTACH_DATA, _ATTACH_MAPI = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
# MAPI properties (MS-OXPROPS): body, compressed RTF, HTML; names and data of files.
_PR_BODY, _PR_RTF, _PR_HTML = 0x1000, 0x1009, 0x1013
_PR_LONG_NAME, _PR_SHORT_NAME, _PR_DATA = 0x3707, 0x3704, 0x3701
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8,
          0x0048: 16}  # fmt: skip
_STRINGS = {0x001E: "", 0x001F: "utf-16-le", 0x0102: "", 0x000D: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What was inside: `text` and `html` of the message, (name, content) of each file."""

    text: str = ""
    html: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


def unpack(raw: bytes) -> Unpacked | None:
    """The contents of a winmail.dat, None when it is none."""
    if len(raw) < 6 or struct.unpack_from("<I", raw)[0] != SIGNATURE:
        return None
    charset = "cp1252"
    plain, body = b"", {}
    files: list[dict[str, bytes]] = []
    for name, data in _attributes(raw):
        if name == _CODEPAGE and len(data) >= 4:
            charset = f"cp{struct.unpack_from('<I', data)[0]}"
        elif name == _BODY:
            plain = data
        elif name == _MAPI:
            body = dict(_properties(data))
        elif name == _ATTACH_BEGINS and len(files) < MAX_FILES:
            files.append({})
        elif files:
            files[-1].update(_of_file(name, data))
    return Unpacked(
        text=_text(plain, body, charset),
        html=_decoded(body.get(_PR_HTML, b""), charset),
        files=tuple(_file(found, charset) for found in files if found),
    )


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    for _ in range(MAX_ATTRIBUTES):
        if at + 9 > len(raw):
            return
        name, length = struct.unpack_from("<II", raw, at + 1)
        end = at + 9 + length
        if end > len(raw):
            return
        yield name, raw[at + 9 : end]
        at = end + 2  # a checksum


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(property, value) of a block of MAPI properties; one that cannot be followed ends it."""
    if len(data) < 4:
        return
    at = 4
    for _ in range(min(struct.unpack_from("<I", data)[0], MAX_PROPERTIES)):
        if at + 4 > len(data):
            return
        kind, ident = struct.unpack_from("<HH", data, at)
        at = _after_name(data, at + 4) if ident >= 0x8000 else at + 4
        value, at = _value(data, at, kind)
        if at < 0:
            return
        yield ident, value


def _after_name(data: bytes, at: int) -> int:
    """A named property carries its GUID and a number, or a padded string."""
    if at + 24 > len(data):
        return len(data)
    if struct.unpack_from("<I", data, at + 16)[0] == 0:
        return at + 24
    length: int = struct.unpack_from("<I", data, at + 20)[0]
    return at + 24 + length + (-length % 4)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """(value, where the next property begins); -1 when the block ends here."""
    many, kind = bool(kind & 0x1000), kind & 0x0FFF
    counted = many or kind in _STRINGS
    count = struct.unpack_from("<I", data, at)[0] if counted and at + 4 <= len(data) else 1
    at += 4 if counted else 0
    if count > MAX_PROPERTIES:
        return b"", -1
    value = b""
    for _ in range(count):
        if kind in _STRINGS:
            if at + 4 > len(data):
                return b"", -1
            length = struct.unpack_from("<I", data, at)[0]
            at += 4
        elif kind in _FIXED:
            length = _FIXED[kind]
        else:
            return b"", -1
        if at + length > len(data):
            return b"", -1
        value = data[at : at + length]
        at += length + (-length % 4)
    return (value.decode("utf-16-le", "replace").encode() if kind == 0x001F else value), at


def _of_file(name: int, data: bytes) -> dict[str, bytes]:
    if name == _ATTACH_TITLE:
        return {"title": data}
    if name == _ATTACH_DATA:
        return {"data": data}
    if name != _ATTACH_MAPI:
        return {}
    found = dict(_properties(data))
    told = {"long": found.get(_PR_LONG_NAME, b""), "short": found.get(_PR_SHORT_NAME, b"")}
    # An object (a message, a picture) begins with its class id.
    inner = found.get(_PR_DATA, b"")
    return {key: value for key, value in {**told, "object": inner}.items() if value}


def _file(found: dict[str, bytes], charset: str) -> tuple[str, bytes]:
    name = _decoded(found.get("long") or found.get("title") or found.get("short") or b"", charset)
    return name.replace("\\", "/").rpartition("/")[2].strip()[:200], found.get("data") or found.get("object", b"")


def _text(plain: bytes, body: dict[int, bytes], charset: str) -> str:
    said = _decoded(body.get(_PR_BODY) or plain, charset)
    if said.strip() or body.get(_PR_HTML):
        return said
    return rtf_text(unpacked(body.get(_PR_RTF, b"")))


def _decoded(raw: bytes, charset: str) -> str:
    # UTF-8 first: what only looks like it is rare, and the HTML declares a charset of its own.
    try:
        return raw.rstrip(b"\x00").decode("utf-8")
    except UnicodeDecodeError:
        return decode_bytes(raw.rstrip(b"\x00"), charset)
