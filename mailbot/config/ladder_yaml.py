"""Ladders as they are written in the configuration file; what has its default is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mailbot.config.commented import scalar
from mailbot.config.schema import LadderSettings, Section

Ladders = Mapping[str, LadderSettings]


def as_yaml(wanted: Ladders) -> str:
    """The group `ladders` as it is written where there is none."""
    return "\n".join(["ladders:", *(line for name, one in wanted.items() for line in block(name, one, 2))]) + "\n"


def short(one: Section) -> str:
    """A group on one line."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in _told(one)) + "}"


def block(name: str, one: LadderSettings, indent: int) -> Iterator[str]:
    """A ladder, a line each, so many signs from the left."""
    yield f"{' ' * indent}{scalar(name)}:"
    for key, value in _told(one):
        if key != "levels":
            yield f"{' ' * indent}  {key}: {scalar(value)}"
    yield f"{' ' * indent}  levels:"
    for level in one.levels:
        yield f"{' ' * indent}    - {short(level)}"


def _told(one: Section) -> Iterator[tuple[str, object]]:
    """The keys that say something: those without a default, and those that differ from it."""
    for key, field in type(one).model_fields.items():
        if field.is_required() or getattr(one, key) != field.default:
            yield key, getattr(one, key)
