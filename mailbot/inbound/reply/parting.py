"""The lines of a body parted into what was written now and what is the older message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.lines import Line
from mailbot.inbound.reply import quotes
from mailbot.inbound.reply.attribution import MAX_JOINED, attribution, may_end_here

# A quoted line this long may have been broken on its way; what is left over of it is short.
LONG_LINE = 60
MAX_SPILL = 80
_ONLY_A_LINK = re.compile(r"^\W{0,3}https?://[^\s<>]{3,300}\W{0,3}$")


@dataclass(frozen=True, slots=True)
class Parted:
    """Blocks of unquoted lines, the quoted lines, and whether what is quoted was passed on rather than answered."""

    blocks: tuple[list[Line], ...]
    quoted: tuple[str, ...]
    forwarded: bool


def part(lines: list[Line]) -> Parted:
    """Tell what was written from what is quoted. Answers between quoted lines are blocks of their own."""
    blocks: list[list[Line]] = [[]]
    quoted: list[str] = []
    forwarded = False
    ends = [line.mark == "attribution" or may_end_here(line.text) for line in lines]
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.depth > 0:
            index = _take_quoted(lines, index, quoted)
            blocks.append([])
            continue
        if _all_quoted_from(lines, index) or (quotes.is_reply_above(line.text) and any(map(_filled, blocks))):
            forwarded = quotes.is_forward_divider(line.text)
            while blocks[-1] and (quotes.is_rule(blocks[-1][-1]) or not blocks[-1][-1].text.strip()):
                blocks[-1].pop()
            quoted.extend(other.text for other in lines[index:])
            break
        taken = attribution(lines, index) if any(ends[index : index + MAX_JOINED]) else 0
        if taken and _quotation_follows(lines, index + taken):
            quoted.extend(other.text for other in lines[index : index + taken])
            index += taken
            blocks.append([])
            if not _depth_follows(lines, index):
                quoted.extend(other.text for other in lines[index:])
                break
            continue
        blocks[-1].append(line)
        index += 1
    written = tuple(block for block in blocks if _filled(block))
    return Parted(written, tuple(quoted), forwarded)


def _filled(block: list[Line]) -> bool:
    return any(line.text.strip() for line in block)


def _take_quoted(lines: list[Line], index: int, quoted: list[str]) -> int:
    while index < len(lines) and (lines[index].depth > 0 or not lines[index].text.strip() or _spilled(lines, index)):
        quoted.append(lines[index].text)
        index += 1
    return index


def _spilled(lines: list[Line], index: int) -> bool:
    """The rest of a quoted line that a server broke in two, without its mark: "> … sous huit / jours / > de"."""
    if not 0 < index < len(lines) - 1:
        return False
    above, text, below = lines[index - 1], lines[index].text.strip(), lines[index + 1]
    if not above.depth or not below.depth or len(text) > MAX_SPILL:
        return False
    if _ONLY_A_LINK.match(text):
        return True
    return len(above.text) >= LONG_LINE and above.text.rstrip()[-1:] not in ".!?:;" and text[:1].islower()


def _all_quoted_from(lines: list[Line], index: int) -> bool:
    """A divider, a header block or the program's own mark: the rest is the older message."""
    line = lines[index]
    if line.mark == "quote" or quotes.is_divider(line.text) or quotes.is_message_of(line.text):
        return True
    if quotes.is_rule(line):
        following = _next_filled(lines, index + 1)
        return following is not None and quotes.header_block(lines, following) > 0
    return bool(line.text.strip()) and quotes.header_block(lines, index) > 0


def _next_filled(lines: list[Line], index: int) -> int | None:
    for at in range(index, min(index + 5, len(lines))):
        if lines[at].text.strip():
            return at
    return None


def _quotation_follows(lines: list[Line], index: int) -> bool:
    return _next_filled(lines, index) is not None or index >= len(lines)


def _depth_follows(lines: list[Line], index: int) -> bool:
    following = _next_filled(lines, index)
    return following is not None and lines[following].depth > 0
