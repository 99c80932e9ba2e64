"""Text as the word lists see it: lower case, no accents, plain apostrophes, the same length as it was written.

People write "deja paye", "réglée", "RÉGLÉE": the lists are written once, without accents, and positions found in the
folded text hold in the original.
"""

from __future__ import annotations

import unicodedata


def _without_accent(ch: str) -> str:
    base = unicodedata.normalize("NFD", ch)[0].lower()
    return base[0] if len(base) == 1 else ch


_TABLE = {code: _without_accent(chr(code)) for code in range(0xC0, 0x250)}
_TABLE |= {ord("ß"): "s", ord("œ"): "e", ord("Œ"): "e", ord("æ"): "e", ord("ø"): "o", ord("Ø"): "o"}
_TABLE |= dict.fromkeys(map(ord, "’‘´`ʼ"), "'")
_TABLE |= {
    0xA0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2212: "-",
    0x2013: "-",
    0x2014: "-",
    0x2011: "-",
    ord("«"): '"',
    ord("»"): '"',
}
_TABLE |= dict.fromkeys(map(ord, "“”„"), '"')


def fold(text: str) -> str:
    """Lower case without accents, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital of two characters when small, such as the Turkish dotted I
        lowered = "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
    return lowered.translate(_TABLE)
