"""Running numbers in labels: `FACT 42`, `F-2026-0042 ET 43`, `42 A 45`, read in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from mailbot.core.matching.normalise import Run

# A running number counts only after one of these words, or after another number of the same list.
INVOICE_WORD = re.compile(
    r"(?:FACTURES?|FACTS?|FACS?|FRES?|FTS?|FA|FC|INV(?:OICES?)?|RG|RGT|REGLT|REGLEMENT|NOTES?|N|NO|NOS|NUM|NUMEROS?)"
)
_TO = frozenset({"A", "AU", "TO"})
_AND = frozenset({"ET", "AND", "PLUS", *_TO})
_LONGEST = 6
# "Du 42 au 45", "de 42 a 45": the word before a list that goes from one to the other.
_FROM = frozenset({"DU", "DE", "DES", "FROM"})

_YEAR = re.compile(r"20[0-9]{2}")
_PART = frozenset({"-", "/", ".", "_"})

Span = tuple[int, int]


def running_numbers(
    marks: Sequence[Run], named: Mapping[int, int], ends: Collection[int] = (), prefixes: Collection[str] = ()
) -> list[Span]:
    """The numbers of a list, each as (first, last): `42 A 45` is one span, whoever the numbers between belong to.

    `named`: places (index of run) that belong to a number written out, with the running number that it ends in; a list
    may go on after one, and a span may begin or end with one. `ends`: the places where such a number ends. `prefixes`:
    letters before this ledger's numbers, which begin a list as an invoice word does.
    """
    reader = _Reader(named, frozenset(ends), frozenset(prefixes))
    for at, mark in enumerate(marks):
        if at and marks[at - 1].is_number and not marks[at - 1].glue and not mark.is_number:
            reader.read(at, Run("", mark.start, mark.end))  # 20FA26 is one word, and no list begins inside it
            continue
        if not (_YEAR.fullmatch(mark.text) and at + 1 < len(marks) and marks[at + 1].is_number and mark.glue in _PART):
            reader.read(at, mark)
    return reader.spans


def alone(marks: Sequence[Run], prefixes: Collection[str]) -> list[int]:
    """Numbers that stand for themselves, or right behind a word for an invoice: not the 26 of RF20FA26."""
    found = []
    for at, mark in enumerate(marks):
        if not mark.is_number or len(mark.text) > _LONGEST:
            continue
        glued = at > 0 and not marks[at - 1].glue
        word = glued and (INVOICE_WORD.fullmatch(marks[at - 1].text) or marks[at - 1].text in prefixes)
        longer = at > 1 and glued and not marks[at - 2].glue
        if not glued or (word and not longer):
            found.append(int(mark.text))
    return found


class _Reader:
    """Where the list stands, run by run."""

    def __init__(self, named: Mapping[int, int], ends: frozenset[int], prefixes: frozenset[str]) -> None:
        self.named, self.ends, self.prefixes = named, ends, prefixes
        self.spans: list[Span] = []
        self.last: int | None = None
        self.listing = self.joining = self.to = False

    def read(self, at: int, mark: Run) -> None:
        """Take one run in."""
        if at in self.named:
            if at in self.ends or not self.ends:
                self._number(self.named[at], written_out=True)
        elif INVOICE_WORD.fullmatch(mark.text) or mark.text in self.prefixes:
            self.listing = self.joining = True
            self.to = False
        elif mark.text in _AND:
            self.joining, self.to = self.listing, mark.text in _TO
        elif mark.text in _FROM and self.listing:
            self.to = False
        elif mark.is_number and self.listing and self.joining and len(mark.text) <= _LONGEST:
            self._number(int(mark.text))
        else:
            self.listing = self.joining = False

    def _number(self, number: int, *, written_out: bool = False) -> None:
        span = self.to and self.last is not None and self.last < number
        if span and self.last is not None:
            if self.spans and self.spans[-1] == (self.last, self.last):
                self.spans.pop()
            self.spans.append((self.last, number))
        elif not written_out:
            self.spans.append((number, number))
        self.last, self.to = number, False
        self.listing = self.joining = True
