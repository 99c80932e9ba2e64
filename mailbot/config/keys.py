"""Walks the schema: which keys a section has, and what stands at a key path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo

from mailbot.config.schema import Section, Settings
from mailbot.config.yaml_file import KeyPath


@dataclass(frozen=True, slots=True)
class Place:
    """What the schema has at a key path.

    `section`: the group of keys there, None for a plain value. `field`: the key's own field, None at the top, for an
    entry of a list and for an unknown key.
    """

    section: type[Section] | None
    field: FieldInfo | None


def keys_of(section: type[Section]) -> Iterator[tuple[str, FieldInfo]]:
    """Each key as it is written in the file (`import`, not `import_`), with its field."""
    for name, field in section.model_fields.items():
        yield field.alias or name, field


def section_in(annotation: Any) -> type[Section] | None:
    """The section that a field holds: itself, in a list, or as values of named groups; None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    return next((found for part in get_args(annotation) if (found := section_in(part))), None)


def place(path: KeyPath) -> Place:
    """What the schema has at this path."""
    here = Place(Settings, None)
    entry: type[Section] | None = None  # set while inside a list or a group of named sections, before its entry
    for step in path:
        if entry is not None:
            here, entry = Place(entry, None), None
        elif here.section is not None:
            field = dict(keys_of(here.section)).get(str(step))
            inner = section_in(field.annotation) if field else None
            is_group = field is not None and inner is field.annotation
            here, entry = Place(inner if is_group else None, field), None if is_group else inner
    return here


def written(path: KeyPath) -> str:
    """The path as a person reads it: `people[0].email`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
