"""How much one domain gets within an hour: large providers refuse, or file as spam, what comes in a rush."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class DomainCaps:
    """Counts messages by the domain they go to. `cap` 0: no limit; `before`: addresses that were written to already."""

    def __init__(self, cap: int, before: Iterable[str] = ()) -> None:
        self._cap = cap
        self._sent = Counter(map(_domain, before))

    def full(self, address: str) -> bool:
        """Has its domain had enough?"""
        return bool(self._cap) and self._sent[_domain(address)] >= self._cap

    def count(self, address: str) -> None:
        """One more goes there."""
        self._sent[_domain(address)] += 1


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
