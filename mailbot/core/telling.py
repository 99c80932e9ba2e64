"""Is what is told now a payment that was told before, by somebody else or in another way?

A movement is told by a notice, then by a statement, perhaps by a person or a file as well; dates, names and words
differ, the amount does not. The same, another, or a person has to say: counting one twice would close an invoice that
is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from mailbot.core.alike import Numbers, numbers_of, same_name
from mailbot.core.matching.normalise import compact
from mailbot.core.told import ANOTHER, CSV, PEOPLE, Known, Told

# Days between two tellings of one movement: booking and value date, a notice on a Friday evening.
BY_BANKS = 4
# Within so many it is surely one, where both tell the day.
SURE = 2
# What people write down may be days late or early.
BY_PEOPLE = 10


# Less than half of a name is a trade or a town; just half may be a family or a firm.
_HALF = 0.5
# So many times one gives way to another: longer chains of equal payments are not met.
_DEEPEST = 6


class Likeness(IntEnum):
    """Of two tellings."""

    OTHER = 0
    DOUBTFUL = 1
    SAME = 2


def likeness(new: Told, known: Known) -> Likeness:
    """Is it this payment? One teller does not tell of a payment twice, so what he tells besides is another one; but a
    mail that names no day may have been sent again."""
    if known.was_told_by(new.told_by):
        return Likeness.DOUBTFUL if _may_be_sent_again(new, known) else Likeness.OTHER
    if new.told_by == ANOTHER or (known.gone_on and (new.on > known.gone_on or new.told_by == "hand")):
        return Likeness.OTHER  # what somebody types after a payment came back is the one that took its place
    # Near to each of the banks' tellings: else a chain of equal payments would be drawn together step by step.
    if any(abs((new.on - one.on).days) > days_apart(new, one) for one in known.tellings):
        return Likeness.OTHER
    like = max((_alike(new, one) for one in known.tellings if one.told_by != ANOTHER), default=Likeness.OTHER)
    elsewhere = any(_booked_apart(new, one) for one in known.tellings)
    return min(like, Likeness.DOUBTFUL) if elsewhere else like


@dataclass(frozen=True, slots=True)
class Pair:
    """What is told and a known payment. `alone`: no other payment could be meant, for all of them that are like it were
    told of besides; what was in doubt is then another payment than those."""

    known: Known
    likeness: Likeness
    alone: bool = True


def pairs(new: Sequence[Told], known: Sequence[Known]) -> dict[int, Pair]:
    """Position in `new` → the payment that it tells of, the likest first and each payment once.

    What is missing from the answer is another payment; DOUBTFUL may be one or the other."""
    by_amount: dict[tuple[str, int], dict[int, Known]] = {}  # only the same amount can be the same payment
    for other in known:
        for told in other.tellings:
            by_amount.setdefault((told.currency, told.minor), {})[other.payment_id] = other
    edges = {at: _candidates(one, by_amount.get((one.currency, one.minor), {}).values()) for at, one in enumerate(new)}
    matching = _Matching(new, edges)
    for at in sorted((at for at in edges if edges[at]), key=lambda at: (edges[at][0][0], at)):
        matching.find(at, set())
    found: dict[int, Pair] = {}
    for at, other in matching.found.items():
        rivals = (one.payment_id for _, one, _ in edges[at] if one is not other)
        alone = all((new[at].told_by, rival) in matching.taken for rival in rivals)
        found[at] = Pair(other, likeness(new[at], other), alone)
    for at, one in enumerate(new):  # what is in doubt is compared with what is left
        free = [other for _, other, _ in edges[at] if (one.told_by, other.payment_id) not in matching.taken]
        if at not in found and free:
            found[at] = Pair(free[0], Likeness.DOUBTFUL, alone=False)
            matching.taken[(one.told_by, free[0].payment_id)] = at
    return found


_Edge = tuple[tuple[int, bool, Numbers, int, int], Known, Likeness]


def _candidates(new: Told, known: Iterable[Known]) -> list[_Edge]:
    """The payments that it may be, the likest and nearest first."""
    likes = [(other, like) for other in known if (like := likeness(new, other))]
    return sorted(
        (((-like, *_distance(new, other), other.payment_id), other, like) for other, like in likes),
        key=lambda edge: edge[0],
    )


class _Matching:
    """Who told of what: each payment once by each teller, and as many told as can be (augmenting paths), for what finds
    no payment becomes a new one."""

    def __init__(self, new: Sequence[Told], edges: Mapping[int, Sequence[_Edge]]) -> None:
        self.found: dict[int, Known] = {}
        self.taken: dict[tuple[str, int], int] = {}
        self._new = new
        self._edges = edges

    def find(self, at: int, tried: set[tuple[str, int]], deep: int = _DEEPEST) -> bool:
        """Give it the nearest payment that is free, or that another can do without. `tried`: looked at in vain."""
        told_by = self._new[at].told_by
        places = [((told_by, other.payment_id), other) for _, other, like in self._edges[at] if like is Likeness.SAME]
        for place, other in places:
            if place not in self.taken:
                self._take(at, other)
                return True
        for place, other in places if deep else ():
            if place in tried:
                continue
            tried.add(place)
            if self.find(self.taken[place], tried, deep - 1):
                self._take(at, other)
                return True
        return False

    def _take(self, at: int, other: Known) -> None:
        self.found[at] = other
        self.taken[(self._new[at].told_by, other.payment_id)] = at


def days_apart(new: Told, old: Told) -> int:
    """Most days that two tellings of one movement may be apart."""
    return BY_PEOPLE if new.told_by in PEOPLE or old.told_by in PEOPLE else BY_BANKS


def _alike(new: Told, old: Told) -> Likeness:
    if (new.currency, new.minor) != (old.currency, old.minor):
        return Likeness.OTHER
    people = new.told_by in PEOPLE or old.told_by in PEOPLE
    if not people and new.account and old.account and new.account != old.account:
        return Likeness.OTHER
    like = _by_content(new, old, people=people)
    days = new.dated and old.dated and not people and abs((new.on - old.on).days) > SURE
    return min(like, Likeness.DOUBTFUL) if days and numbers_of(new, old) is not Numbers.SHARED else like


def _booked_apart(new: Told, old: Told) -> bool:
    """A movement is booked once: on two days there are two, unless both tell the same number."""
    both = new.booked_on and old.booked_on
    return bool(both) and new.booked_on != old.booked_on and numbers_of(new, old) is not Numbers.SHARED


def _by_content(new: Told, old: Told, *, people: bool) -> Likeness:
    accounts = {compact(new.payer_iban), compact(old.payer_iban)} if new.payer_iban and old.payer_iban else set()
    if len(accounts) == 2:
        return Likeness.OTHER
    numbers, name = numbers_of(new, old), same_name(new, old)
    who = bool(accounts) or name > _HALF
    if numbers is Numbers.SHARED or (who and numbers is Numbers.UNTOLD):
        return Likeness.SAME
    if accounts and new.on == old.on:
        return Likeness.SAME  # banks may print another of its numbers
    if who or name == _HALF or (people and numbers is Numbers.UNTOLD):
        return Likeness.DOUBTFUL
    return Likeness.OTHER if (new.payer and old.payer) or numbers is Numbers.CONTRARY else Likeness.SAME


def _may_be_sent_again(new: Told, known: Known) -> bool:
    """The same words, some days later, without a day of their own."""
    words = (new.currency, new.minor, new.payer, new.label)
    same = (one for one in known.tellings if (one.currency, one.minor, one.payer, one.label) == words)
    return not new.dated and any(abs((new.on - one.on).days) <= BY_BANKS for one in same)


def _distance(new: Told, known: Known) -> tuple[bool, Numbers, int]:
    """Of equally like payments the nearest is the one that counts, that shares a number, that is of that day."""
    return not known.counts, *min((numbers_of(new, one), _days(new, one)) for one in known.tellings)


def _days(new: Told, old: Told) -> int:
    """Days apart, by the books where both know them; value before booking is the less likely way about."""
    if new.booked_on and old.booked_on:
        return abs((new.booked_on - old.booked_on).days)
    later = (new.on - old.on).days
    against = later > 0 if new.told_by == CSV else later < 0 and old.told_by == CSV
    return abs(later) + 2 * against
