"""Invoice numbers in labels: written out, with other separators, without prefix or zeros, as creditor reference.

Every number is entered under its spellings once; a label is then read by looking its own runs up, never by searching
each number in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from stdnum import iso11649

from mailbot.core.matching.normalise import Run, plain, runs

# How sure a spelling makes us, in nats (log-likelihood ratio); see `evidence` for what the other signs weigh.
WEIGHTS = {"rf": 12.0, "full": 9.0, "spaced": 8.0, "digits": 7.5, "groups": 7.0}
# Running numbers say something only together with a payer.
SHORT_WEIGHTS = {"short": 5.0, "range": 4.0}
_LONGEST = 8
_SHORTEST_BARE = 5
_LONGEST_PREFIX = 4
_WIDEST_GAP = 3
_RF_BODY = 21
# A year, or a year and a month, run into the number.
_DATED = re.compile(r"20[0-9]{2}(?:(?:0[1-9]|1[0-2])(?=[0-9]{4}))?([0-9]{3,5})")
_YEAR = 4
_GOES_ON = frozenset({"-", ".", "_"})

Lookup = Callable[[str], Collection[int]]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a label that names invoices: those that bear the spelling (several when it does not tell them apart),
    how it was spelt, and where it ends (index of the next run)."""

    invoices: Collection[int]
    spelling: str
    text: str
    start: int
    end: int

    @property
    def weight(self) -> float:
        """Nats."""
        return WEIGHTS[self.spelling]


def spellings(number: str) -> frozenset[str]:
    """The keys under which a number is entered.

    >>> sorted(spellings("F-2026-0042"))
    ['20260042', '=2026-42', '=F-2026-42', 'F20260042']
    """
    parts = [run.text for run in runs(plain(number))]
    figures = [part for part in parts if part.isdigit()]
    keys = {"".join(parts)[-_RF_BODY:], "".join(parts), _apart(parts)}
    if sum(map(len, figures)) >= _SHORTEST_BARE:
        keys.add("".join(figures))
    if len(figures) > 1 or (figures and len(figures[0].lstrip("0")) >= _SHORTEST_BARE):
        keys.add(_apart(figures))
    return frozenset(keys - {"", "="})


def last_group(number: str) -> int | None:
    """The running number at the end: 42 of F-2026-0042, of 20260042, and of F2026110042."""
    figures = [run.text for run in runs(plain(number)) if run.is_number]
    if not figures:
        return None
    dated = _DATED.fullmatch(figures[-1])
    return int(dated[1] if dated else figures[-1])


def letters_before(number: str) -> frozenset[str]:
    """The letters that a number begins with: FA of FA2026/042; none when it begins with a figure."""
    first = next(iter(runs(plain(number))), None)
    return frozenset({first.text} if first and first.text.isalpha() and len(first.text) > 1 else ())


def citations(label: Sequence[Run], look_up: Lookup) -> list[Citation]:
    """Every invoice named in the label, left to right, the longest spelling at each place."""
    found: list[Citation] = []
    at = 0
    while at < len(label):
        reference, after = _creditor_reference(label, at, look_up)
        hit = reference or (None if after > at else _longest(label, at, look_up))
        if hit:
            found.append(hit)
        at = hit.end if hit else max(after, at + 1)
    return found


def _apart(parts: Sequence[str]) -> str:
    """Groups kept apart, their leading zeros gone; the sign keeps these keys from meeting the joined ones."""
    return "=" + "-".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def _longest(label: Sequence[Run], at: int, look_up: Lookup) -> Citation | None:
    for count in range(min(_LONGEST, len(label) - at), 0, -1):
        part = label[at : at + count]
        if not any(run.is_number for run in part) or not _close(part) or _goes_on(label, at, at + count):
            continue
        for parts in _beginnings([run.text for run in part]):
            hit = _named(parts, look_up)
            if hit:
                return Citation(hit[0], hit[1], " ".join(run.text for run in part), at, at + count)
    return None


def _goes_on(label: Sequence[Run], at: int, end: int) -> bool:
    """Is the next run a further part of the same number? Then what ends here is none: 2026-09 of 2026-09-1176."""
    if end >= len(label) or not label[end].is_number:
        return False
    glue = label[end - 1].glue
    month = glue == "/" and len(label[end - 1].text) < _YEAR - 1 and len(label[end].text) >= _YEAR - 1
    return glue in _GOES_ON or month


def _close(part: Sequence[Run]) -> bool:
    return all(b.start - a.end <= _WIDEST_GAP for a, b in zip(part, part[1:], strict=False))


def _beginnings(parts: list[str]) -> Iterator[list[str]]:
    """The runs as they stand, and with a word glued before the prefix taken off: FACTF 2026 0042."""
    yield parts
    first = parts[0]
    if first.isalpha() and len(parts) > 1:
        yield from ([first[-kept:], *parts[1:]] for kept in range(min(_LONGEST_PREFIX, len(first) - 1), 0, -1))


def _named(parts: list[str], look_up: Lookup) -> tuple[Collection[int], str] | None:
    joined = "".join(parts)
    letters = not joined.isdigit()
    if letters or len(joined) >= _SHORTEST_BARE:
        hit = look_up(joined)
        if hit:
            return hit, "full" if letters else "digits"
    if letters or len(parts) > 1 or len(parts[0].lstrip("0")) >= _SHORTEST_BARE:
        hit = look_up(_apart(parts))
        if hit:
            return hit, "spaced" if letters else "groups"
    return None


def _creditor_reference(label: Sequence[Run], at: int, look_up: Lookup) -> tuple[Citation | None, int]:
    """An ISO 11649 reference beginning at this run, and where it ends. Its check digits must fit and its body must be
    a number that was issued; one whose check digits do not fit is passed over whole, with all that
    could belong to it, for they prove a typing error."""
    if label[at].text != "RF" or at + 1 >= len(label) or len(label[at + 1].text) < 2 or not label[at + 1].is_number:
        return None, at
    text = ""
    for end in range(at, min(len(label), at + 2 * _LONGEST)):
        apart = end > at and label[end].start - label[end - 1].end > 1
        if apart or len(text) + len(label[end].text) > _RF_BODY + 4:
            return None, end
        text += label[end].text
        invoices = look_up(text[4:]) if len(text) > 4 and iso11649.is_valid(text) else ()
        if invoices:
            return Citation(invoices, "rf", text, at, end + 1), end + 1
    return None, len(label)
