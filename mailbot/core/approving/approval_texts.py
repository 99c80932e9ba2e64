"""`TEXTE 4 : …`: the words that a partner writes for one reminder, in an answer to a digest.

All that follows belongs to the words, up to the next such line or the signature. A line among them that could be an
order makes the whole answer not understood: "OK pour les autres" must not be sent to a client.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mailbot.core.approving.approval_lines import clean, fold, is_footer, kept_lines, split_signature
from mailbot.core.reading.understood import ReplyLine

_BEGINS = re.compile(r"(?:texte|text|wording)(?: (?:pour|for|du|de|of))?(?: (?:le|la|the))? ?#?(\d{1,4}) ?:(.*)")


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """What stands before the first text, the orders to use each of them, and the lines that make it all unclear."""

    head: str
    lines: tuple[ReplyLine, ...]
    strange: tuple[str, ...]


def take_texts(text: str, writer: str, is_order: Callable[[str], bool]) -> OwnTexts:
    """The texts of an answer; `is_order` tells whether a line would order something by itself."""
    raw = text.replace("\r\n", "\n").split("\n")
    begins = [(at, match) for at, line in enumerate(raw) if (match := _BEGINS.match(fold(clean(line)).strip()))]
    if not begins:
        return OwnTexts(text, (), ())
    found: list[ReplyLine] = []
    strange: list[str] = []
    ends = [at for at, _ in begins[1:]] + [len(raw)]
    for (at, match), end in zip(begins, ends, strict=True):
        first = raw[at].partition(":")[2]
        words = _words("\n".join((first, *raw[at + 1 : end])), writer)
        strange += [line for line in words.split("\n")[1:] if is_order(clean(line).strip())]
        if not words:
            strange.append(raw[at].strip())
        found.append(ReplyLine(verb="text", numbers=(int(match[1]),), text=words))
    if len({line.numbers for line in found}) < len(found):
        strange.append(raw[begins[-1][0]].strip())
    return OwnTexts("\n".join(raw[: begins[0][0]]), tuple(found), tuple(strange))


def _words(text: str, writer: str) -> str:
    """The writer's own words, paragraphs parted by one blank line, without the signature and what a phone adds."""
    kept = kept_lines(text)
    written = [cleaned for _, cleaned in kept if cleaned]
    body, signature = split_signature(written, writer)
    left = len(body) if written[len(body) :] == signature else len(written)
    lines: list[str] = []
    for raw, cleaned in kept:
        left -= bool(cleaned)
        if left < 0:
            break
        if not (cleaned and is_footer(cleaned)):
            lines.append(raw)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
