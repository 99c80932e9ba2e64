"""Mail out into folders on disk, one Maildir per address: for trials and the demo, where no mail server runs.

Each copy gets the lines on top that a delivering server would write, so that what reads it sees ordinary mail.
"""

from __future__ import annotations

import mailbox
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from mailbot.outbound.transport import Outcome

# What may be the name of a folder on every disk; no slash, no leading dot.
_SAFE = re.compile(r"[^/\\\x00-\x20.][^/\\\x00-\x20]*@[^/\\\x00-\x20]+")
_HOST = "maildir.invalid"  # RFC 2606: no server has this name


class MaildirDrop:
    """Drops messages into `root/<address>/`, where `name+detail@domain` lies with `name@domain`.

    The time of a delivery is the message's own Date, so that a trial under a moved clock stays in its time.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """Drop a copy for every recipient; never raises. See Sender."""
        unsafe = [address for address in recipients if not _SAFE.fullmatch(address)]
        if unsafe or not recipients:
            return Outcome("permanent", f"501 not an address: {unsafe[0] if unsafe else 'nobody'}")
        when = _date(raw)
        dropped = 0
        try:
            for address in recipients:
                self._drop(address, _trace(sender, address, message_id, when) + raw, when)
                dropped += 1
        except (OSError, mailbox.Error) as error:
            return Outcome("unknown" if dropped else "temporary", f"451 {error}", blocked=True)
        return Outcome("sent", "250 dropped")

    def close(self) -> None:
        """Nothing to let go of."""

    def _drop(self, address: str, raw: bytes, when: datetime) -> None:
        folder = self._root / mailbox_of(address)
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
        name = mailbox.Maildir(folder, create=False).add(raw.replace(b"\r\n", b"\n"))
        os.utime(folder / "new" / name, (when.timestamp(), when.timestamp()))


def mailbox_of(address: str) -> str:
    """The mailbox that an address is delivered to: lower case, without `+detail`."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _trace(sender: str, recipient: str, message_id: str, when: datetime) -> bytes:
    """The lines that delivery puts on top (RFC 5321 section 4.4)."""
    lines = (
        f"Return-Path: <{sender}>",
        f"Delivered-To: {recipient}",
        f"Received: from {_HOST} by {_HOST} with LMTP id {message_id.strip('<>')}",
        f"\tfor <{recipient}>; {format_datetime(when)}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _date(raw: bytes) -> datetime:
    """The message's Date; the beginning of 1970 when it has none that can be read."""
    try:
        # The parser would take a letter of a megabyte for a body to be decoded: it gets the head alone.
        when = parsedate_to_datetime(str(BytesHeaderParser().parsebytes(raw.partition(b"\r\n\r\n")[0])["Date"]))
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
