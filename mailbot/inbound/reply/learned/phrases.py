"""Turns of phrase as ideas: `phrases.txt` read once into a tree of words, and looked for in a row of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "phrases.txt"
# Up to so many words may stand where a phrase has "~".
GAP = 3
_ANY = "~"


@dataclass(slots=True)
class _Node:
    """What may follow: exact words, beginnings of words by their length, a gap; and the ideas told here."""

    words: dict[str, _Node] = field(default_factory=dict)
    beginnings: dict[str, _Node] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    gap: _Node | None = None
    told: tuple[str, ...] = ()


@cache
def _tree() -> _Node:
    root = _Node()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            idea, _, phrases = line.partition(": ")
            for phrase in phrases.split(" / "):
                _grow(root, phrase.split(), idea)
    return root


def _grow(root: _Node, words: Sequence[str], idea: str) -> None:
    """Add one phrase to the tree."""
    node = root
    for word in words:
        if word == _ANY:
            node.gap = node = node.gap or _Node()
        elif word.endswith("*"):
            node.lengths = tuple(sorted({*node.lengths, len(word) - 1}))
            node = node.beginnings.setdefault(word[:-1], _Node())
        else:
            node = node.words.setdefault(word, _Node())
    node.told = tuple(dict.fromkeys((*node.told, idea)))


def phrases_in(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each idea told by a phrase of `words`, with the place where the phrase begins."""
    root = _tree()
    for at in range(len(words)):
        for idea in _told(root, words, at):
            yield at, idea


def _told(node: _Node, words: Sequence[str], at: int) -> Iterator[str]:
    yield from node.told
    if node.gap is not None:
        for skipped in range(GAP + 1):
            for after in _next(node.gap, words, at + skipped):
                yield from _told(after, words, at + skipped + 1)
    for after in _next(node, words, at):
        yield from _told(after, words, at + 1)


def _next(node: _Node, words: Sequence[str], at: int) -> Iterator[_Node]:
    if at >= len(words):
        return
    word = words[at]
    if word in node.words:
        yield node.words[word]
    for length in node.lengths:
        found = node.beginnings.get(word[:length])
        if found is not None:
            yield found
