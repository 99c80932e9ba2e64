"""What will happen when: a heap of acts, each carried out at its instant of the virtual clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

Act = Callable[[datetime], None]


@dataclass(order=True)
class _Entry:
    when: datetime
    rank: int
    act: Act = field(compare=False)


class Agenda:
    """Acts in the order of their instants; of the same instant, in the order in which they were noted."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._ranks = count()

    def note(self, when: datetime, act: Act) -> None:
        """Something will happen then; the act is told its own instant."""
        heappush(self._entries, _Entry(when, next(self._ranks), act))

    def carry_out(self, until: datetime) -> int:
        """Do all that is due by then, also what the acts note meanwhile; returns how many there were."""
        done = 0
        while self._entries and self._entries[0].when <= until:
            entry = heappop(self._entries)
            entry.act(entry.when)
            done += 1
        return done
