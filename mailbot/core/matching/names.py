"""Payers' names against clients' names: an index by words, and likeness weighted by how rare each word is."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from mailbot.core.matching.normalise import plain, runs

# Legal forms only tell namesakes apart; courtesies and little words tell nothing.
_FORMS = frozenset({
    "SARL", "SAS", "SASU", "SA", "EURL", "SCI", "SNC", "SELARL", "SELAS", "SCP", "SCOP", "EI", "EIRL", "GIE", "LTD",
    "LLC", "INC", "GMBH", "BV", "NV", "SPRL",
})  # fmt: skip
_EMPTY = frozenset({
    "STE", "SOCIETE", "ETS", "ETABLISSEMENTS", "ETABLISSEMENT", "CIE", "M", "MR", "MME", "MLLE", "MLE", "MONSIEUR",
    "MADAME", "MADEMOISELLE", "OU", "ET", "DE", "DU", "DES", "LA", "LE", "LES", "D", "L", "AND", "THE",
    "ASSOCIATION", "ASSOC",
}) | _FORMS  # fmt: skip
_COURTESIES = frozenset({"STE", "SOCIETE", "ETS", "M", "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "OU", "MAITRE", "ME"})
_CANDIDATES = 200
_SHORTEST_PREFIX = 4
_ALIKE = 85
_OTHER_FORM = 0.93
_IN_TEXT = 0.9
_PART_OF_ANOTHER = 0.85
_FEW = 20
_BEGUN = 0.94
_SHORTEST_BEGUN = 10
_HARDLY_BEGUN = 0.76
_LEAST_BEGUN = 6
_INITIAL = 0.7
_INITIAL_WEIGHT = 1.0


def words_of(name: str) -> tuple[str, ...]:
    """The telling words of a name, in order; all its words when none tells anything."""
    words = [run.text for run in runs(plain(name))]
    telling = tuple(word for word in words if word not in _EMPTY)
    return telling or tuple(words)


class NameIndex:
    """Clients by the words of their names. Built once; asking costs by the rarity of the words, not by the number of
    clients."""

    def __init__(self, names: Iterable[str]) -> None:
        known = list(names)
        self._plain = [_bare(name) for name in known]
        self._sorted = array("I", sorted(range(len(known)), key=lambda client: self._plain[client]))
        self._words: list[tuple[str, ...]] = [words_of(name) for name in known]
        self._forms = [_form(name) for name in known]
        self._clients: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for client, words in enumerate(self._words):
            for word in set(words):
                self._clients[word].append(client)
        # Words by how they begin and end: a misspelt word shares one of the two with the right one.
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._clients:
            if len(word) > _SHORTEST_PREFIX:
                self._alike[f"{word[:3]}<"].append(word)
                self._alike[f">{word[-3:]}"].append(word)

    def nearest(self, payer: str, least: float = 0.6) -> list[tuple[int, float]]:
        """(client, likeness 0-1) of at least `least`, the best first."""
        words, form = _uncut(words_of(payer)), _form(payer)
        begun = _bare(payer)
        scored = (
            (client, max(self.likeness(words, client, form), self._begins(begun, client)))
            for client in self._candidates(words) | self._begun(begun)
        )
        return sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))

    def mentioned(self, text: str, least: float = 0.68) -> list[tuple[int, float]]:
        """The same for clients whose name stands somewhere in a longer text; a little less sure."""
        words = words_of(text)
        scored = [(client, _IN_TEXT * self._covered(self._words[client], words)) for client in self._candidates(words)]
        found = sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))
        return sorted(self._longest_first(found), key=lambda pair: (-pair[1], pair[0]))

    def _longest_first(self, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """DUPONT BATIMENT is not meant where DUPONT BATIMENT LYON stands."""
        whole = [set(self._words[client]) for client, like in found[:_FEW] if like >= _IN_TEXT]
        return [
            (client, like * _PART_OF_ANOTHER if any(set(self._words[client]) < other for other in whole) else like)
            for client, like in found
        ]

    def _begun(self, payer: str) -> set[int]:
        """Clients whose name begins so, where they are few."""
        if len(payer) < _LEAST_BEGUN:
            return set()
        at = bisect_left(self._sorted, payer, key=lambda client: self._plain[client])
        found = set()
        for client in self._sorted[at : at + _FEW + 1]:
            if not self._plain[client].startswith(payer):
                break
            found.add(client)
        return found if len(found) <= _FEW else set()

    def _begins(self, payer: str, client: int) -> float:
        """Is the payer's name the client's, cut off?"""
        if len(payer) < _LEAST_BEGUN or not self._plain[client].startswith(payer):
            return 0.0
        return _BEGUN if len(payer) >= _SHORTEST_BEGUN else _HARDLY_BEGUN

    def likeness(self, payer: tuple[str, ...], client: int, form: str = "") -> float:
        """How much two names share, by weight of words, each way; 1 when they are the same words in any order. Another
        legal form takes a little off."""
        name = self._words[client]
        if not payer or not name:
            return 0.0
        there, back = self._covered(name, payer), self._covered(payer, name)
        same = 2 * there * back / (there + back) if there + back else 0.0
        return same * _OTHER_FORM if form and self._forms[client] and form != self._forms[client] else same

    def _covered(self, words: tuple[str, ...], others: tuple[str, ...]) -> float:
        weights = [self._weight(word) for word in words]
        best = [1.0 if word in others else max(_same(word, other) for other in others) for word in words]
        return sum(w * b for w, b in zip(weights, best, strict=True)) / sum(weights)

    def _misspelt(self, word: str) -> list[str]:
        """Known words that this one may have been meant for."""
        if len(word) <= _SHORTEST_PREFIX:
            return []
        near = {*self._alike.get(f"{word[:3]}<", ())[:_CANDIDATES], *self._alike.get(f">{word[-3:]}", ())[:_CANDIDATES]}
        return [one for one in near if _same(word, one)]

    def _weight(self, word: str) -> float:
        if len(word) == 1:
            return _INITIAL_WEIGHT
        known = self._clients.get(word)
        return math.log((len(self._words) + 2) / (len(known) + 1 if known else 1)) + 0.1

    def _candidates(self, words: tuple[str, ...]) -> set[int]:
        """Clients that share a word, the rarest words first, as many as can be looked at."""
        found: set[int] = set()
        known = {word for word in words if word in self._clients}
        known |= {right for word in words if word not in self._clients for right in self._misspelt(word)}
        lists = sorted((self._clients[word] for word in known), key=len)
        for clients in lists:
            if found and len(found) + len(clients) > _CANDIDATES:
                break
            found.update(clients[:_CANDIDATES])
        return found


def _bare(name: str) -> str:
    """A name as one text, without the courtesy in front, so that one that was cut off is the beginning of the whole."""
    words = [run.text for run in runs(plain(name).replace("&", " ET "))]
    while len(words) > 1 and words[0] in _COURTESIES:
        words = words[1:]
    return " ".join(words)


def _uncut(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the one letter that is left of a last word where the bank cut the name."""
    return words[:-1] if len(words) > 2 and len(words[-1]) == 1 else words


def _form(name: str) -> str:
    """The legal form, "" when the name gives none."""
    return next((run.text for run in runs(plain(name)) if run.text in _FORMS), "")


@lru_cache(maxsize=1 << 16)
def _same(word: str, other: str) -> float:
    """1 for the same word, less for a shortened or misspelt one."""
    if word == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    if len(short) == 1:
        return _INITIAL if long.startswith(short) else 0.0
    if len(short) >= _SHORTEST_PREFIX and long.startswith(short):
        return 0.85
    if len(short) >= _SHORTEST_PREFIX and fuzz.ratio(word, other) >= _ALIKE:
        return 0.8
    return 0.0
