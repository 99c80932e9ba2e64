"""The body as lines with their quote depth, the same value for plain text and HTML."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_LINES = 5_000
MAX_LINE = 1_000
# Zero-width characters and the byte-order mark that phones leave before quotations; soft hyphens.
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad\u034f\u200e\u200f\u202a\u202c\u2066\u2069"))
_BLANKS = {0xA0: " ", 0x202F: " ", 0x2007: " ", 0x2009: " ", 0x2002: " ", 0x2003: " ", 0x3000: " ", 0x9: " "}
_QUOTE = re.compile(r"^(?: ?[>›»|](?! ?[|]))+ ?")


class Line(NamedTuple):
    """One line: its text without quote marks, its quote depth, and what the markup says of it.

    `mark`: "" or "rule" (a line drawn across), "quote" (the program marks quoted matter from here on),
    "attribution" (who wrote the quotation, and when), "signature" (inside the program's signature block).
    """

    text: str
    depth: int = 0
    mark: str = ""


def normalise(text: str) -> str:
    """NFC, ordinary blanks, nothing invisible."""
    if text.isascii():
        return text.replace("\t", " ")
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE).translate(_BLANKS))


def plain_lines(text: str) -> list[Line]:
    """Lines of a plain text; '>' in front is the quote depth."""
    lines: list[Line] = []
    for raw in normalise(text).splitlines()[:MAX_LINES]:
        line = raw[:MAX_LINE].rstrip()
        found = _QUOTE.match(line) if line[:1] in (">", " ", "›", "|") else None
        marks = found[0] if found else ""
        if (">" not in marks and "›" not in marks) or line.endswith("<<<"):  # ">>> news <<<" is an ornament
            lines.append(Line(line))
            continue
        lines.append(Line(line[len(marks) :], sum(ch in ">›" for ch in marks)))
    return lines
