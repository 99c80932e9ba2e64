"""Do two tellings speak of the same payer, and of the same numbers? Banks cut both, and print other words around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from mailbot.core.matching.names import words_of
from mailbot.core.matching.normalise import compact, plain
from mailbot.core.told import Told

_REFERENCE = re.compile(r"\b[A-Z]{0,4}[-/ ]?[0-9][0-9A-Z/-]{3,}\b")
_DAY = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}")


class Numbers(IntEnum):
    """Of the numbers that two tellings name, the nearest first."""

    SHARED = 0
    UNTOLD = 1
    CONTRARY = 2


def same_name(new: Told, old: Told) -> float:
    """How much of the shorter payer's name is the other's, or stands in the other's words: 0 to 1.

    A trade or a town that two names share is less than half of them."""
    both = _share(words_of(new.payer), words_of(old.payer))
    return max(both, _inside(new.payer, _said(old)), _inside(old.payer, _said(new)))


def numbers_of(new: Told, old: Told) -> Numbers:
    """Contrary when both name numbers and none is, whole or cut off, one of the other's."""
    ours, theirs = _references(_said(new)), _references(_said(old))
    if ours & theirs:
        return Numbers.SHARED
    cut = any(one.startswith(other) or other.startswith(one) for one in ours for other in theirs)
    return Numbers.UNTOLD if cut or not ours or not theirs else Numbers.CONTRARY


def tells_more(label: str, than: str) -> bool:
    """Does a label hold every number of the other, and more words? A cut one may be longer, and tells less."""
    return len(label) > len(than) and _references(plain(label)) >= _references(plain(than))


def _said(told: Told) -> str:
    return _plainly(f"{told.payer} {told.label}")


@lru_cache(maxsize=1 << 14)
def _plainly(text: str) -> str:
    return plain(text)


@lru_cache(maxsize=1 << 14)
def _references(text: str) -> frozenset[str]:
    """Numbers of some length, as letters and figures; a day is none. Each line is compared with many."""
    found = {compact(one) for one in _REFERENCE.findall(text) if not _DAY.fullmatch(one)}
    return frozenset(one for one in found if sum(map(str.isdigit, one)) >= 4)


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    """How many words of the shorter name the other has; the beginning of one that was cut off is that word."""
    shorter, longer = sorted((one, other), key=len)
    found = sum(any(a == b or _cut(a, b) or _cut(b, a) for b in longer) for a in shorter)
    return found / len(shorter) if shorter else 0.0


def _cut(part: str, word: str) -> bool:
    return len(part) >= 4 and word.startswith(part)


def _inside(name: str, text: str) -> float:
    words = [word for word in words_of(name) if len(word) > 2]
    found = sum(re.search(rf"\b{re.escape(word)}", text) is not None for word in words)
    return found / len(words) if words else 0.0
