"""The mail servers of the demo: they put messages into Maildirs, with the lines on top that a real one would write.

The firm's server checks where a message comes from and says so in an Authentication-Results header (RFC 8601).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from mailbot.demo.firm import DOMAIN, MX
from mailbot.outbound.maildir_drop import mailbox_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """How a message travelled: who handed it in (empty: a machine's report), to whom, and whether that is proved.

    `proved`: the sending domain's signature is right; False for a forgery.
    """

    sender: str
    recipient: str
    proved: bool = True


class Post:
    """Delivers into `root/<address>/` and fetches from there, as mail programs do."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._count = 0

    def deliver(self, envelope: Envelope, raw: bytes, when: datetime) -> None:
        """Put a message into the recipient's inbox; `raw` has CRLF and no trace lines."""
        self._count += 1
        trace = _trace(envelope, raw, self._count, when)
        self._store(self._root / mailbox_of(envelope.recipient), "new", "", trace + raw, when)

    def keep_sent(self, sender: str, raw: bytes, when: datetime) -> None:
        """The copy that a mail program keeps among the sent messages."""
        self._count += 1
        folder = self._root / mailbox_of(sender) / ".Sent"
        self._store(folder, "cur", ":2,S", raw, when)
        (folder / "maildirfolder").touch()

    def collect(self, address: str) -> list[bytes]:
        """The new messages of this inbox, oldest first; they are marked as read."""
        folder = self._root / mailbox_of(address)
        try:
            names = os.listdir(folder / "new")
        except FileNotFoundError:
            return []
        paths = sorted((folder / "new" / name for name in names), key=_age)
        found = []
        for path in paths:
            found.append(path.read_bytes())
            path.rename(folder / "cur" / f"{path.name}:2,S")
        return found

    def refuse(self, address: str) -> list[bytes]:
        """The messages dropped for an address that does not exist; nothing of that mailbox remains."""
        found = self.collect(address)
        folder = self._root / mailbox_of(address)
        for part in ("cur", "new", "tmp"):
            for name in os.listdir(folder / part) if (folder / part).is_dir() else ():
                (folder / part / name).unlink()
            if (folder / part).is_dir():
                (folder / part).rmdir()
        if folder.is_dir():
            folder.rmdir()
        return found

    def _store(self, folder: Path, part: str, flags: str, raw: bytes, when: datetime) -> None:
        for name in ("tmp", "new", "cur"):
            (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{int(when.timestamp())}.M{self._count}P1Q{self._count}.{MX}"
        (folder / "tmp" / name).write_bytes(raw.replace(b"\r\n", b"\n"))
        os.utime(folder / "tmp" / name, (when.timestamp(), when.timestamp()))
        (folder / "tmp" / name).rename(folder / part / f"{name}{flags}")


def _age(path: Path) -> tuple[float, list[int]]:
    return path.stat().st_mtime, [int(number) for number in re.findall(r"\d+", path.name)]


def _trace(envelope: Envelope, raw: bytes, count: int, when: datetime) -> bytes:
    """Return-Path, Delivered-To, Received; on the firm's own server also what its checks say."""
    domain = envelope.sender.rpartition("@")[2] or envelope.recipient.rpartition("@")[2]
    at_home = envelope.recipient.rpartition("@")[2] == DOMAIN
    host = MX if at_home else f"mx.{envelope.recipient.rpartition('@')[2]}"
    lines = [
        f"Return-Path: <{envelope.sender}>",
        f"Delivered-To: {envelope.recipient}",
        f"Received: from out.{domain} (out.{domain} [192.0.2.{count % 200 + 10}])",
        f"\tby {host} with ESMTPS id {count:08X}",
        f"\tfor <{envelope.recipient}>; {format_datetime(when)}",
    ]
    if at_home and envelope.sender:
        lines += _verdicts(_from_domain(raw) or domain, domain, proved=envelope.proved)
    return "".join(f"{line}\r\n" for line in lines).encode()


def _verdicts(shown: str, handed_in: str, *, proved: bool) -> list[str]:
    """`shown` is the domain in From, `handed_in` the one that the message really came from."""
    if proved:
        checks = (
            f"dkim=pass header.d={shown} header.s=mail",
            f"spf=pass smtp.mailfrom={handed_in}",
            f"dmarc=pass header.from={shown}",
        )
    else:
        checks = ("dkim=none", f"spf=softfail smtp.mailfrom={handed_in}", f"dmarc=fail header.from={shown}")
    return [f"Authentication-Results: {MX};", f"\t{checks[0]};", f"\t{checks[1]};", f"\t{checks[2]}"]


def _from_domain(raw: bytes) -> str:
    head = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n\t", b" ").replace(b"\r\n ", b" ")
    found = re.search(rb"^From:.*?@([\w.-]+)", head, re.I | re.M)
    return found[1].decode("ascii", "ignore").lower() if found else ""
