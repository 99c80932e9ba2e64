"""One of a written-out list, as an address or a form names it."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


def choice(kind: type[Choice], text: str | None) -> Choice | None:
    """The one of that name; None for anything else."""
    return next((one for one in kind if one.value == text), None)
