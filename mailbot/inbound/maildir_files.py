"""The files of a Maildir folder: their names, flags and order."""

from __future__ import annotations

import os
import re
from email.parser import BytesHeaderParser
from pathlib import Path

from mailbot.core.errors import UserError
from mailbot.inbound.mailbox import BEGINNING


def starred(name: str, star: bool) -> str:
    """The file name with the flag F (flagged), flags in the order of their letters as the format wants them."""
    if not star:
        return name
    uid, _, info = name.partition(":")
    flags = set(info.removeprefix("2,")) | {"F"}
    return f"{uid}:2,{''.join(sorted(flags))}"


def read(path: Path, limit: int) -> tuple[bytes, int, float]:
    """Bytes (only the beginning above the limit), size and time of a message file."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        raw = file.read() if status.st_size <= limit else file.read(BEGINNING)
    return raw, status.st_size, status.st_mtime


def age(path: Path) -> tuple[float, list[int]]:
    """Sorts messages by arrival; within one instant by the numbers in their names, which delivery programs count up."""
    try:
        arrived = path.stat().st_mtime
    except FileNotFoundError:
        arrived = 0.0
    return arrived, [int(number) for number in re.findall(r"\d+", path.name)]


def files(folder: Path) -> dict[str, Path]:
    """Messages by uid. `cur` is read after `new`, so that one moved in between is seen; hidden files are not mail."""
    found: dict[str, Path] = {}
    for part in ("new", "cur"):
        try:
            names = os.listdir(folder / part)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UserError(f"The mailbox {folder} cannot be read: {error}") from error
        found |= {name.partition(":")[0]: folder / part / name for name in names if not name.startswith(".")}
    return found


def has_id(path: Path, message_id: str) -> bool:
    """Is this the Message-ID of the message? Parsing is slow, so only what holds the words at all is parsed."""
    try:
        with path.open("rb") as file:
            beginning = file.read(BEGINNING)
    except FileNotFoundError:
        return False
    if message_id.encode("utf-8", "surrogateescape") not in beginning:
        return False
    found = BytesHeaderParser().parsebytes(beginning).get_all("Message-ID", [])
    return message_id in [str(value).strip() for value in found]


def settle(folder: Path) -> None:
    """Make a rename durable: the folder is a file too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
