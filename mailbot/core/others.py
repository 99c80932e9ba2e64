"""Does a text speak of somebody else? What leaves the firm about one client must name no other.

Names are looked for as whole words, whatever their case or accents; very short ones, and those that are part of the
client's own name, are no sign of anybody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_SHORTEST = 4
_WORD = re.compile(r"[a-z0-9]+")
# What an invoice number looks like: a word with a digit in it.
_NUMBERED = re.compile(r"[^\s,;:()\[\]\"'«»]*\d[^\s,;:()\[\]\"'«»]*")


def folded(text: str) -> str:
    """The text in small unaccented words, parted by one space, with a space at both ends."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").casefold()
    return f" {' '.join(_WORD.findall(plain))} "


def words_with_digits(texts: Iterable[str]) -> list[str]:
    """Every word that may be an invoice's number, once, also without the full stop that ends a sentence."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _NUMBERED.findall(text):
            found[word] = found[word.strip(".!?-/")] = None
    return sorted(word for word in found if word)


def naming(texts: Sequence[str], others: Iterable[str], own: str) -> set[int]:
    """Indexes of the texts that name one of the others. `others` may be long: it is read once."""
    wholes = [folded(text) for text in texts]
    known = {word for whole in wholes for word in whole.split()}
    mine = folded(own)
    found: set[int] = set()
    for other in others:
        name = folded(other)
        first = name.split(maxsplit=1)[:1]
        if not first or first[0] not in known or len(name.strip()) < _SHORTEST or name in mine:
            continue
        found.update(index for index, whole in enumerate(wholes) if name in whole)
    return found
