"""Work that a person at the firm has in mind until it can be done: tried each working morning until it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from mailbot.core.errors import Refused
from mailbot.demo.world import World

# Told the instant of the attempt; True when there is nothing left to do.
Errand = Callable[[datetime], bool]
# After the digests have left, before the answers are read.
_HOUR = (8, 40)


def see_to(world: World, errand: Errand, day: int) -> None:
    """From that day of the demo on (counted from its first), each working morning until it is done."""
    _note(world, errand, world.instant(world.first + timedelta(days=day), *_HOUR))


def see_to_in(world: World, errand: Errand, now: datetime, days: int) -> None:
    """The same, from so many days after now on."""
    _note(world, errand, world.instant(world.day(now) + timedelta(days=days), *_HOUR))


def _note(world: World, errand: Errand, when: datetime) -> None:
    day = world.calendar.forward(world.day(when))
    if day <= world.last:
        world.agenda.note(world.instant(day, *_HOUR), partial(_try, world, errand))


def _try(world: World, errand: Errand, now: datetime) -> None:
    """What the program refuses today it may allow tomorrow."""
    try:
        done = errand(now)
    except Refused:
        done = False
    if not done:
        see_to_in(world, errand, now, 1)
