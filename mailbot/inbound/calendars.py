"""Invitations and answers of calendars (RFC 5546, iTIP)."""

from __future__ import annotations

import re

from mailbot.inbound.parse import Mail

_TYPES = ("text/calendar", "application/ics")
_METHOD = re.compile(rb"^METHOD:([A-Z]{3,20})\s*$", re.I | re.M)
MAX_BYTES = 20_000


def calendar_method(mail: Mail) -> str:
    """REQUEST, REPLY, CANCEL …; "PUBLISH" when a calendar does not say, empty when the mail carries none."""
    for attachment in mail.attachments[:20]:
        if attachment.content_type in _TYPES:
            found = _METHOD.search(attachment.content[:MAX_BYTES])
            return found[1].decode("ascii").upper() if found else "PUBLISH"
    return ""
