"""Mail addresses in headers and text. The strict reading is for trust, the loose one only for show and search."""

from __future__ import annotations

import re

from mailbot.inbound.charsets import HEADER_CAP, decode_header, unescape_surrogates

ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_SPEC = r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)"
# Exactly one address: bare, or a display name without specials (or quoted) before <addr-spec>; nothing after it.
_STRICT = re.compile(
    rf'^\s{{0,50}}(?:(?:"(?:[^"\\]|\\.){{0,300}}"\s{{0,50}}|[^<>"@,;:\\\[\]()\x00-\x1f]{{0,300}})<{_SPEC}>|{_SPEC})\s{{0,50}}$'
)


def strict_address(values: tuple[str, ...]) -> str | None:
    """The one address of a header that must stand once and hold one address; None when anything is ambiguous.

    `values`: every raw value of the header. Reading the first of several, or the part after the last '<', is how
    forged senders get through.
    """
    if len(values) != 1 or len(values[0]) > 1_000:
        return None
    found = _STRICT.match(_unfolded(values[0]))
    if found is None:
        return None
    address = (found[1] or found[2]).lower()
    local, _, domain = address.rpartition("@")
    return None if ".." in local or ".." in domain or local.startswith(".") or "." not in domain else address


def _unfolded(value: str) -> str:
    return re.sub(r"\r?\n[ \t]+|\r", " ", value)


def loose_address(value: str) -> tuple[str, str]:
    """(display name, address) as well as can be told; ("", "") when there is none."""
    text = unescape_surrogates(_unfolded(value[:HEADER_CAP]))
    start, end = text.rfind("<"), text.rfind(">")
    if 0 <= start < end:
        found = ADDRESS.search(text[start:end])
        name = decode_header(text[:start]).strip().strip('"').strip()
    else:
        found = ADDRESS.search(text)
        name = ""
    return name, found[0].lower() if found else ""


def all_addresses(values: tuple[str, ...], most: int = 200) -> tuple[str, ...]:
    """Every address of a header, lower case, in order, each once, at most `most`."""
    found: dict[str, None] = {}
    for value in values[:50]:
        for match in ADDRESS.finditer(value[:HEADER_CAP]):
            found[match[0].lower()] = None
            if len(found) >= most:
                return tuple(found)
    return tuple(found)


def domain_of(address: str) -> str:
    """The domain of an address, lower case."""
    return address.rpartition("@")[2].lower()


def without_detail(address: str) -> str:
    """`name+detail@domain` as `name@domain`."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
