"""XML from outside, parsed with every door closed: no document type, no entities, no network, limits on size and depth.

The depth limit is libxml2's own (256) because `huge_tree` stays off.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from mailbot.core.errors import InputError

MAX_BYTES = 20_000_000


def parse_xml(content: bytes, name: str) -> Any:  # lxml's elements have no useful static type
    """The root element. Raises InputError in one sentence when it is not well-formed, too large or declares a DTD."""
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise InputError(f"{name}: the XML has {len(content) // 1_000_000} MB; over {limit} is too much.")
    plain = content.replace(b"\x00", b"")  # a DTD hidden in UTF-16 is found too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _declares(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: the XML is not well-formed ({_first_line(error)}).") from error
    if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding in which it was not seen above
        raise _declares(name)
    return root


def _declares(name: str) -> InputError:
    return InputError(f"{name}: the XML declares a document type; invoices never do, so it is refused.")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else "no reason given"
