"""How a long reading tells how far it is: (what is being done, how much is done, of how much)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Told = Callable[[str, int, int], None]
Item = TypeVar("Item")

_EVERY = 2000


def quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody wants to know."""


def counted(items: Iterable[Item], tell: Callable[[], None]) -> Iterator[Item]:
    """The items, and a word every few thousand of them and at the end."""
    for number, item in enumerate(items, start=1):
        if number % _EVERY == 0:
            tell()
        yield item
    tell()
