"""An entry told whole by one and in parts by another is the same money: by the bank's id, else by its sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mailbot.core.telling import days_apart
from mailbot.core.told import Known, Told


def by_id(new: Sequence[Told], known: Mapping[str, Sequence[Known]]) -> dict[int, Known]:
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


def by_sum(new: Sequence[Told], known: Sequence[Known]) -> dict[int, Known]:
    """The same where the bank gives no id: the parts of one entry, and a payment of that amount which another told
    then; or the other way about. Each whole is the whole of one entry."""
    wholes: dict[int, list[Known]] = defaultdict(list)
    parts: dict[int, list[Known]] = defaultdict(list)
    for one in known:
        wholes[one.tellings[0].minor].append(one)
        for minor in {told.part_of[1] for told in one.tellings if told.part_of}:
            parts[minor].append(one)
    found: dict[int, Known] = {}
    used: set[int] = set()
    for members in _groups(new):
        told = new[members[0]]
        others = wholes[told.part_of[1]] if told.part_of else parts[told.minor]
        there = [one for one in others if one.payment_id not in used and _may_be(told, one)]
        if not there:
            continue
        nearest = min(there, key=lambda one: (_days(told, one), one.payment_id))
        of_it = [nearest] if told.part_of else [one for one in there if one.tellings[0].on == nearest.tellings[0].on]
        used.update(one.payment_id for one in of_it)
        found |= dict.fromkeys(members, nearest)
    return found


def _groups(new: Sequence[Told]) -> list[list[int]]:
    """Positions of the parts of each entry together; what is an entry by itself alone."""
    groups: dict[object, list[int]] = defaultdict(list)
    for at, one in enumerate(new):
        groups[one.part_of or (at, "alone")].append(at)
    return list(groups.values())


def _may_be(one: Told, known: Known) -> bool:
    """Parts and their whole are told by others, on one account about the same day."""
    if known.was_told_by(one.told_by) or known.tellings[0].currency != one.currency:
        return False
    accounts = {told.account for told in (one, *known.tellings) if told.account}
    return len(accounts) < 2 and _days(one, known) <= days_apart(one, known.tellings[0])


def _days(one: Told, known: Known) -> int:
    return min(abs((one.on - told.on).days) for told in known.tellings)
