"""The end of a message that says nothing: polite closing, name, signature block, phone footer, disclaimer.

A post-scriptum below the signature is kept: "PS : la facture 0101 est contestée" must not be lost.
"""

from __future__ import annotations

from itertools import islice

from mailbot.inbound.reply import closing_words as words
from mailbot.inbound.reply.bare_name import bare_name, is_sentence
from mailbot.inbound.reply.footers import is_footer
from mailbot.inbound.reply.small_print import is_small_print
from mailbot.inbound.reply.writer import Writer, names_writer

MAX_SIGNATURE_LINES = 16
MAX_LINES = 1_500


def without_signature(
    lines: list[str], writer: Writer | None = None, *, alone: bool = True
) -> tuple[list[str], list[str]]:
    """(what is said, what was cut). With `alone` a cut that would leave nothing is not made."""
    cut = _cut_at(lines, writer or Writer(), alone)
    if cut is None:
        return _stripped(lines), []
    kept, rest = lines[:cut], lines[cut:]
    kept = kept + _postscript(rest)
    if alone and not any(line.strip() for line in kept):
        cut = _first_footer(lines)
        return _stripped(lines[:cut]), lines[cut:]
    return _stripped(kept), rest


def _first_footer(lines: list[str]) -> int:
    """Where the program's own line begins, below something said; the end when there is none."""
    said = False
    for index, line in enumerate(lines[:MAX_LINES]):
        if said and is_footer(line):
            return index
        said = said or bool(line.strip())
    return len(lines)


def _cut_at(lines: list[str], writer: Writer, alone: bool) -> int | None:
    """Index of the first line of the closing matter; None when the text just ends."""
    said = False
    for index, line in enumerate(lines[:MAX_LINES]):
        said = said or bool(index and lines[index - 1].strip())
        if words.DASHES.match(line) and (said or not alone) and not _goes_on(lines[index + 1 :]):
            return _signed_before(lines, index, writer)
        if is_footer(line) and _rest_is_signature(lines[index + 1 :]):
            return _signed_before(lines, index, writer)
        if said and is_small_print(lines, index) and _rest_is_small_print(lines[index:]):
            return _signed_before(lines, index, writer)
        if is_closing(line) and _rest_is_signature(lines[index + 1 :]):
            return _before_thanks(lines, index)
        if said and _begins_signature(lines, index, writer) and _rest_is_signature(lines[index + 1 :]):
            return _before_thanks(lines, index)
    named = bare_name(lines)
    return None if named is None else _before_thanks(lines, named)


def _goes_on(rest: list[str]) -> bool:
    """Dashes drawn between two things said, and not above a signature."""
    return any(is_sentence(line) for line in _filled(rest, 1))


def _begins_signature(lines: list[str], index: int, writer: Writer) -> bool:
    """A short line of names below a blank line or a finished sentence: the writer's, their firm's, or "Le gérant"."""
    line, above = lines[index].strip(), lines[index - 1].strip() if index else ""
    if (
        not line
        or len(line) > 90
        or len(line.split()) > 10
        or line[-1] in ".?!:;"
        and not line.endswith(("S.A.", "Ltd."))
    ):
        return False
    if above.endswith(":") or (not above and _above_announces(lines, index)):
        return False
    if above and above[-1] not in ".!?…,)":
        return False
    if any(ch.isdecimal() for ch in line) or "€" in line or words.GREETING.match(line):
        return False
    return bool(words.SIGNED_FOR.match(line)) or names_writer(line, writer)


def _above_announces(lines: list[str], index: int) -> bool:
    above = next((line.strip() for line in reversed(lines[:index]) if line.strip()), "")
    return above.endswith(":")


def _signed_before(lines: list[str], index: int, writer: Writer) -> int:
    """A mark that stands below a closing or a name: cut from there."""
    for above in range(max(0, index - MAX_SIGNATURE_LINES), index):
        said = any(line.strip() for line in lines[:above])
        if (
            said
            and (is_closing(lines[above]) or _begins_signature(lines, above, writer))
            and _rest_is_signature(lines[above + 1 : index])
        ):
            return _before_thanks(lines, above)
    named = bare_name(lines[:index])
    return index if named is None else _before_thanks(lines, named)


def is_closing(line: str) -> bool:
    """A polite closing on a line of its own."""
    text = line.strip()
    return (
        0 < len(text) <= 260
        and bool(words.CLOSING.match(text) if len(text) <= 90 else None)
        or bool(words.FORMULA.match(text[:400]) if text else None)
    )


def _before_thanks(lines: list[str], index: int) -> int:
    """Step back over closings above the mark; a "Merci d'avance" is a sentence of the writer and stays."""
    for _ in range(MAX_SIGNATURE_LINES):
        above = lines[index - 1] if index > 0 else ""
        if index == 0 or (above.strip() and not is_closing(above)) or not _anything(lines[: index - 1]):
            break
        index -= 1
    return index


def _anything(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _filled(lines: list[str], most: int) -> list[str]:
    return list(islice((line for line in lines if line.strip()), most))


def _rest_is_small_print(rest: list[str]) -> bool:
    return len(_filled(rest, 31)) <= 30


def _rest_is_signature(rest: list[str]) -> bool:
    """What follows a closing is a signature: short, few lines, no sentence of the writer's."""
    filled = _filled(rest, 40)
    if len(filled) > MAX_SIGNATURE_LINES and not is_footer(filled[0]) and not _has_small_print(filled):
        return False
    for index, line in enumerate(filled[:6]):
        if words.POSTSCRIPT.match(line) or words.DASHES.match(line) or is_footer(line) or is_small_print(filled, index):
            return True
        if is_sentence(line):
            return False
    return True


def _has_small_print(lines: list[str]) -> bool:
    return any(is_small_print(lines, index) for index in range(len(lines)))


def _postscript(rest: list[str]) -> list[str]:
    """A post-scriptum among the closing matter, up to the next blank line."""
    for index, line in enumerate(rest):
        if words.PLAIN_PS.match(line) or words.POSTSCRIPT.match(line):
            out = ["", line]
            for following in rest[index + 1 :]:
                if (
                    not following.strip()
                    or is_footer(following)
                    or words.DASHES.match(following)
                    or is_small_print([following])
                ):
                    break
                out.append(following)
            return out
    return []


def _stripped(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]
