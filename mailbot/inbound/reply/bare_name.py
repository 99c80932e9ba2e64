"""Signatures without any closing: a last short block of a name, roles and contact lines."""

from __future__ import annotations

from mailbot.inbound.reply import closing_words as words

MAX_BLOCK = 9
# Contact lines may stand in several blocks: name, blank line, telephone, blank line, web site.
MAX_BLOCKS = 6


def is_sentence(line: str) -> bool:
    """Is this a sentence of the writer's: long enough, a verb in it, an end?"""
    return len(line.split()) >= 7 and bool(words.VERBAL.search(line)) and line.rstrip()[-1:] in ".!?…;:"


def bare_name(lines: list[str]) -> int | None:
    """Index of the first line of such a signature at the end of `lines`, None when there is none."""
    contact: int | None = None
    end = len(lines)
    for _ in range(MAX_BLOCKS):
        start, end = _last_block(lines, end)
        block = lines[start:end]
        if start == 0 or not block or lines[start - 1].strip() or not any(line.strip() for line in lines[:start]):
            return contact
        if _is_name(block[0]) and all(_in_signature(line) for line in block[1:]):
            return start if _looks_signed(block) else contact
        if not all(words.CONTACT.match(line) or words.ROLE.match(line) for line in block):
            return contact
        contact = end = start
    return contact


def _last_block(lines: list[str], end: int) -> tuple[int, int]:
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = end
    while start > 0 and lines[start - 1].strip() and end - start < MAX_BLOCK:
        start -= 1
    return start, end


def _looks_signed(block: list[str]) -> bool:
    return len(block[0].split()) <= 6 and not block[0].rstrip().endswith(("?", "!", ":", ","))


def _is_name(line: str) -> bool:
    text = line.strip()
    return len(text) <= 60 and bool(words.NAME.match(text)) and not words.GREETING.match(text)


def _in_signature(line: str) -> bool:
    text = line.strip()
    return len(text) <= 110 and bool(
        _is_name(text)
        or words.CONTACT.match(text)
        or words.ROLE.match(text)
        or (len(text) <= 60 and not is_sentence(text) and not text.endswith((".", "?", "!", ":")))
    )
