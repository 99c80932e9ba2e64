"""Words as ideas: `ideas.txt` read once; verbs keep their tense, one slip of the finger is forgiven."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "ideas.txt"
# Endings of French verbs in -er and what they tell, folded: "regle" may be "règle" or "réglé".
_ENDINGS = {
    "e": "done", "es": "done", "ee": "done", "ees": "done", "er": "to", "ons": "now", "ez": "now", "ent": "now",
    "ai": "past", "erai": "will", "era": "will", "erons": "will", "eront": "will", "erez": "will", "erais": "would",
    "erait": "would", "erions": "would", "eraient": "would", "ant": "by", "ais": "was", "ait": "was", "ions": "was",
}  # fmt: skip
SLIP_FROM = 6


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Exact words to ideas, and beginnings of words to ideas."""
    exact: dict[str, list[str]] = {}
    beginnings: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        idea, _, words = line.partition(": ")
        for word in words.split():
            if word.endswith("*"):
                beginnings.setdefault(word[:-1], idea)
            else:
                for form, told in _forms(word, idea):
                    exact.setdefault(form, []).append(told)
    return {word: tuple(dict.fromkeys(told)) for word, told in exact.items()}, beginnings


def _forms(word: str, idea: str) -> list[tuple[str, str]]:
    if not word.endswith("-"):
        return [(word, idea)]
    return [(word[:-1] + ending, f"{idea}.{tense}") for ending, tense in _ENDINGS.items()]


@cache
def _slips() -> dict[str, str]:
    """Every long key word with one letter left out, to that word."""
    out: dict[str, str] = {}
    for word in _tables()[0]:
        if len(word) >= SLIP_FROM:
            for at in range(1, len(word)):
                out.setdefault(word[:at] + word[at + 1 :], word)
    return out


@lru_cache(maxsize=20_000)
def ideas_of(word: str) -> tuple[str, ...]:
    """The ideas of a folded word, with the tense after a point; none for a word that is no key word."""
    exact, beginnings = _tables()
    if word in exact:
        return exact[word]
    for length in range(len(word), 2, -1):
        if word[:length] in beginnings:
            return (beginnings[word[:length]],)
    return exact.get(_slipped(word), ())


def _slipped(word: str) -> str:
    """The key word that this is but for one letter too many, too few or wrong; empty when there is none."""
    if len(word) < SLIP_FROM:
        return ""
    if word in _slips():
        return _slips()[word]
    for at in range(1, len(word)):
        shorter = word[:at] + word[at + 1 :]
        if shorter in _tables()[0]:
            return shorter
        known = _slips().get(shorter, "")
        if len(known) == len(word) and known[at + 1 :] == word[at + 1 :]:
            return known
    return ""
