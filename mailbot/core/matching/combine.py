"""Which open invoices of one client add up to an amount: bounded, and counted, because two ways mean that we do not
know."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST_SET = 24
LONGEST_SUM = 8
MOST_STEPS = 20_000
ENOUGH = 6


def sums_to(amounts: Sequence[int], target: int) -> tuple[tuple[int, ...], ...] | None:
    """The sets of positions whose amounts (minor units, credits negative) add up to `target`, at most 6 of them.

    None when there are too many invoices, or it took too long, to know them all: then uniqueness is not proven.
    """
    if len(amounts) > LARGEST_SET:
        return None
    order = sorted(range(len(amounts)), key=lambda i: -abs(amounts[i]))
    ordered = [amounts[i] for i in order]
    search = _Search(ordered, target)
    search.descend(0, 0, ())
    if search.steps > MOST_STEPS:
        return None
    return tuple(sorted(tuple(sorted(order[i] for i in found)) for found in search.found))


class _Search:
    """Depth first, left where what remains cannot reach the target."""

    def __init__(self, amounts: list[int], target: int) -> None:
        self.amounts, self.target = amounts, target
        self.found: list[tuple[int, ...]] = []
        self.steps = 0
        # What the rest can still add at most and at least, from each position on.
        self.most = [sum(a for a in amounts[i:] if a > 0) for i in range(len(amounts))]
        self.least = [sum(a for a in amounts[i:] if a < 0) for i in range(len(amounts))]

    def descend(self, start: int, total: int, chosen: tuple[int, ...]) -> None:
        """Try each position from `start` on as the next member of the sum."""
        for at in range(start, len(self.amounts)):
            self.steps += 1
            missing = self.target - total
            out_of_reach = not self.least[at] <= missing <= self.most[at]
            if out_of_reach or self.steps > MOST_STEPS or len(self.found) >= ENOUGH:
                return
            if self.amounts[at] == missing:
                self.found.append((*chosen, at))
            if len(chosen) + 1 < LONGEST_SUM:
                self.descend(at + 1, total + self.amounts[at], (*chosen, at))
