"""Credits and money that lie on no invoice yet: they lower the debts that interest runs on.

Put on the oldest debt first, as the law does when the debtor names none (C. civ. 1342-10); always on the principal,
from their own day on, so that nobody pays interest on what the firm owes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mailbot.core.interest.debt import Change, Debt


def net(debts: Sequence[Debt], credits: Sequence[Change]) -> list[Debt]:
    """The debts, in the order given, with these credits (positive amounts) taken off; what exceeds them all is left."""
    taken: dict[int, list[Change]] = {rank: [] for rank in range(len(debts))}
    left = [debt.left for debt in debts]
    oldest_first = sorted(taken, key=lambda rank: (debts[rank].due_on, rank))
    for credit in credits:
        rest = credit.amount
        for rank in oldest_first:
            part = min(rest, left[rank])
            if part.amount > 0:
                taken[rank].append(Change(credit.on, part, paid=False))
                left[rank] -= part
                rest -= part
    return [replace(debt, changes=(*debt.changes, *taken[rank])) for rank, debt in enumerate(debts)]
