"""Is what is told now a payment that was told before, by somebody else or in another way?

A movement is told by a notice, then by a statement, perhaps by a person or a file as well; dates, names and words
differ, the amount does not. The same, another, or a person has to say: counting one twice would close an invoice that
is owed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from mailbot.core.matching.names import words_of
from mailbot.core.matching.normalise import compact, plain

# Days between two tellings of one movement: booking and value date, a notice on a Friday evening.
BY_BANKS = 4
# What people write down may be days late or early.
BY_PEOPLE = 10
PEOPLE = frozenset({"hand", "file"})
# Who tells of one payment at a time, never of an entry and its parts.
ONE_BY_ONE = PEOPLE | {"notice", "unverified"}
# A person says that it is another payment than the one it resembles.
ANOTHER = "another"

_REFERENCE = re.compile(r"\b[A-Z]{0,4}[-/ ]?[0-9][0-9A-Z/-]{3,}\b")

_DAY = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}")


class Likeness(IntEnum):
    """Of two tellings."""

    OTHER = 0
    DOUBTFUL = 1
    SAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One telling of a credit. `told_by`: notice, a statement's format, file, hand, unverified; `key`: the teller's own
    for it; `minor` of `currency`; `batch`: the bank's id of the entry that it is a part of, or all of (empty: none)."""

    told_by: str
    key: str
    currency: str
    minor: int
    on: date
    account: str = ""
    payer: str = ""
    payer_iban: str = ""
    label: str = ""
    batch: str = ""

    @property
    def entry(self) -> str:
        """The bank's id under which others may have told the whole or the parts; empty where that cannot be."""
        return "" if self.told_by in ONE_BY_ONE else self.batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A payment in the books, with all that was told of it."""

    payment_id: int
    tellings: tuple[Told, ...]

    def was_told_by(self, who: str) -> bool:
        """Did this teller tell of it already?"""
        return any(one.told_by == who for one in self.tellings)


def likeness(new: Told, known: Known) -> Likeness:
    """Is it this payment? One teller does not tell of a payment twice, so what he tells besides is another one."""
    if known.was_told_by(new.told_by) or new.told_by == ANOTHER:
        return Likeness.OTHER
    # Near to each of the banks' tellings: else a chain of equal payments would be drawn together step by step.
    far = any(abs((new.on - one.on).days) > _apart(new, one) for one in known.tellings)
    alike = (_alike(new, one) for one in known.tellings if one.told_by != ANOTHER)
    return Likeness.OTHER if far else max(alike, default=Likeness.OTHER)


def pairs(new: Sequence[Told], known: Sequence[Known]) -> dict[int, tuple[Known, Likeness]]:
    """Position in `new` → the payment that it tells of, the likest first and each payment once.

    What is missing from the answer is another payment; DOUBTFUL may be one or the other."""
    by_amount: dict[tuple[str, int], dict[int, Known]] = {}  # only the same amount can be the same payment
    for other in known:
        for told in other.tellings:
            by_amount.setdefault((told.currency, told.minor), {})[other.payment_id] = other
    ranked = sorted(
        ((-like, abs((one.on - told.on).days), at, other.payment_id, other, like)
         for at, one in enumerate(new) for other in by_amount.get((one.currency, one.minor), {}).values()
         for like, told in ((likeness(one, other), other.tellings[0]),) if like),
        key=lambda row: row[:4],
    )  # fmt: skip
    found: dict[int, tuple[Known, Likeness]] = {}
    taken: set[tuple[str, int]] = set()
    for _, _, at, payment_id, other, like in ranked:
        if at not in found and (new[at].told_by, payment_id) not in taken:
            found[at] = (other, like)
            taken.add((new[at].told_by, payment_id))
    return found


def batches(new: Sequence[Told], known: Mapping[str, Sequence[Known]]) -> dict[int, Known]:
    """Movements that are the total of transactions told before, or parts of a total that was: nothing new.

    `known`: payments by the bank's id of the entry. A sum that does not agree to the cent is none of it."""
    found: dict[int, Known] = {}
    parts: dict[str, list[int]] = {}
    for at, one in enumerate(new):
        if one.entry:
            parts.setdefault(one.entry, []).append(at)
    for batch, members in parts.items():
        there = [one for one in known.get(batch, ()) if one.tellings]
        told = [told for one in there for told in one.tellings[:1]]
        if not there or len(there) == len(members) or {one.currency for one in told} != {new[members[0]].currency}:
            continue
        if sum(one.minor for one in told) == sum(new[at].minor for at in members):
            found |= dict.fromkeys(members, there[0])
    return found


def _apart(new: Told, old: Told) -> int:
    """Days that two tellings of one movement may be apart."""
    return BY_PEOPLE if new.told_by in PEOPLE or old.told_by in PEOPLE else BY_BANKS


def _alike(new: Told, old: Told) -> Likeness:
    if (new.currency, new.minor) != (old.currency, old.minor):
        return Likeness.OTHER
    people = new.told_by in PEOPLE or old.told_by in PEOPLE
    if not people and new.account and old.account and new.account != old.account:
        return Likeness.OTHER
    return _by_content(new, old, people=people)


def _by_content(new: Told, old: Told, *, people: bool) -> Likeness:
    if new.payer_iban and old.payer_iban:
        return Likeness.SAME if compact(new.payer_iban) == compact(old.payer_iban) else Likeness.OTHER
    one, other = _said(new), _said(old)
    references = _references(one) & _references(other)
    contrary = bool(_references(one) and _references(other) and not references)
    named = bool(new.payer and old.payer)
    same_name = _share(words_of(new.payer), words_of(old.payer)) or _inside(new.payer, other) or _inside(old.payer, one)
    if references or (same_name and not contrary):
        return Likeness.SAME
    if same_name or (people and not contrary):
        return Likeness.DOUBTFUL
    return Likeness.OTHER if named or contrary else Likeness.SAME


def _said(told: Told) -> str:
    return plain(f"{told.payer} {told.label}")


def _references(text: str) -> set[str]:
    """Numbers of some length, as letters and figures; a day is none."""
    found = {compact(one) for one in _REFERENCE.findall(text) if not _DAY.fullmatch(one)}
    return {one for one in found if sum(map(str.isdigit, one)) >= 4}


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do two names share a telling word, or the beginning of one that was cut off?"""
    pairs_of_words = ((a, b) for a in one for b in other)
    return any(a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a))) for a, b in pairs_of_words)


def _inside(name: str, text: str) -> bool:
    words = words_of(name)
    return bool(words) and any(len(word) > 2 and re.search(rf"\b{re.escape(word)}", text) for word in words)
