"""winmail.dat as Exchange writes it: attributes with their checksums, MAPI properties with their padding."""

from __future__ import annotations

import struct


def attribute(level: int, name: int, data: bytes) -> bytes:
    """One attribute of level 1 (message) or 2 (attachment)."""
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def prop(kind: int, ident: int, value: bytes) -> bytes:
    """One property of variable length: count, length, value, padding."""
    return struct.pack("<HHII", kind, ident, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def properties(*found: bytes) -> bytes:
    """A block of properties."""
    return struct.pack("<I", len(found)) + b"".join(found)


def winmail(*attributes: bytes) -> bytes:
    """The whole file."""
    codepage = attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    return struct.pack("<IH", 0x223E9F78, 1) + codepage + b"".join(attributes)


def body(*found: bytes) -> bytes:
    """The message's own properties."""
    return attribute(1, 0x00069003, properties(*found))


def file(title: bytes, data: bytes, *found: bytes) -> bytes:
    """One file, with the properties that carry its long name."""
    whole = attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00018010, title) + attribute(2, 0x0006800F, data)
    return whole + (attribute(2, 0x00069005, properties(*found)) if found else b"")


def stored_rtf(rtf: bytes) -> bytes:
    """Rich text that is not compressed (MS-OXRTFCP: COMPTYPE UNCOMPRESSED)."""
    return struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
