"""Names of folders: ours, with '/' between levels, and how an IMAP server or a Maildir on disk writes them."""

from __future__ import annotations

import base64
from dataclasses import dataclass

INBOX = "INBOX"


@dataclass(frozen=True)
class Namespace:
    """How a server names the folders of one's own (RFC 2342): a prefix such as `INBOX.` and the separator of levels.

    An empty separator means that the server knows no levels.
    """

    prefix: str = ""
    separator: str = "/"

    def server_name(self, folder: str) -> str:
        """Our name as the server writes it; a name that is already written so stays as it is."""
        if folder.upper() == INBOX:
            return INBOX
        if self.prefix and folder.startswith(self.prefix):
            return folder
        if "/" in folder and self.separator != "/":
            folder = (self.separator or "-").join(self._level(part) for part in _levels(folder, self.prefix))
        return self.prefix + folder

    def _level(self, name: str) -> str:
        """One level's name without the character that would end it."""
        return name.replace(self.separator, "-") if self.separator else name


def _levels(folder: str, prefix: str) -> list[str]:
    """The levels of a name, without a leading INBOX where the prefix says it anyway."""
    parts = [part for part in folder.split("/") if part]
    if len(parts) > 1 and parts[0].upper() == INBOX and prefix.upper().startswith(INBOX):
        return parts[1:]
    return parts


def maildir_name(folder: str) -> str:
    """Folder name on disk in the Maildir++ layout: '' for the inbox, else `.Level.Level` in modified UTF-7."""
    if folder.upper() == INBOX:
        return ""
    levels = [part.replace(".", "-") for part in folder.split("/") if part]
    return "".join(f".{modified_utf7(level)}" for level in levels)


def modified_utf7(text: str) -> str:
    """IMAP's way to write other letters than ASCII in folder names (RFC 3501 section 5.1.3)."""
    written: list[str] = []
    pending = ""
    for char in text:
        if " " <= char <= "~":
            written += (_shifted(pending), "&-" if char == "&" else char)
            pending = ""
        else:
            pending += char
    return "".join((*written, _shifted(pending)))


def _shifted(text: str) -> str:
    if not text:
        return ""
    packed = base64.b64encode(text.encode("utf-16-be")).decode("ascii")
    return "&" + packed.rstrip("=").replace("/", ",") + "-"
