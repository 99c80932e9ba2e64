"""Header fields that hold more than text: Message-IDs and the date."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

from mailbot.inbound.charsets import HEADER_CAP, decode_header


def message_ids(values: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Message-IDs with their angle brackets, the last `most` of them."""
    found: dict[str, None] = {}
    for value in values[:20]:
        for word in value[:HEADER_CAP].replace("><", "> <").split():
            if len(word) <= 1_000 and word.startswith("<") and word.endswith(">"):
                found[word] = None
            elif "@" in word and len(word) <= 500:
                found[f"<{word.strip('<>,;')}>"] = None
    return tuple(found)[-most:]


def date_of(value: str) -> datetime | None:
    """The instant of a Date field, aware; None when it is missing or absurd."""
    try:
        parts = parsedate_tz(decode_header(value[:200]))
        if parts is None or not 1990 <= parts[0] <= 2200:
            return None
        return datetime(*parts[:6], tzinfo=timezone(timedelta(seconds=parts[9] or 0)))
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None
