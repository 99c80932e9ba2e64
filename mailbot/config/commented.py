"""Writes a configuration file in which every key of the schema stands with its comment.

Entries after the first of a list or of named groups are written short, without the keys that keep their default.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from pydantic.fields import FieldInfo

from mailbot.config.keys import keys_of, section_in
from mailbot.config.schema import Section, Settings

Values = Mapping[str, Any]

_WIDTH = 110
_PLAIN = re.compile(r"[^\W_][\w ./@+&'()-]*")
_NUMBER = re.compile(r"[\d.]+")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def commented(heading: str, values: Values) -> str:
    """The whole file: `values` where they are given, defaults elsewhere."""
    lines = [*_comment(heading, ""), *_group(Settings, values, 0)]
    return "\n".join(lines) + "\n"


def _group(section: type[Section], values: Values, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, field in keys_of(section):
        value = values.get(key, _default(field))
        if depth == 0:
            yield ""
        yield from _comment(f"{field.description} {_remark(field, value)}", indent)
        yield from _key(key, field, value, depth)


def _key(key: str, field: FieldInfo, value: Any, depth: int) -> Iterator[str]:
    indent = "  " * depth
    inner = section_in(field.annotation)
    if inner is None or not value:
        yield f"{indent}{key}: {scalar(value)}".rstrip()
        return
    is_group = field.annotation is inner
    yield f"{indent}{key}:"
    if not isinstance(value, Mapping):
        yield from _listed(inner, value, depth + 1)
    elif is_group:
        yield from _group(inner, value, depth + 1)
    else:
        yield from _named(inner, value, depth + 1)


def _listed(section: type[Section], entries: list[Values], depth: int) -> Iterator[str]:
    indent = "  " * depth
    dashed = False
    for line in _group(section, entries[0], depth + 1):
        if line.lstrip().startswith("#") and not dashed:
            yield line[2:]
        else:
            yield line if dashed else f"{indent}- {line.lstrip()}"
            dashed = True
    yield from _short_list(section, entries[1:], depth)


def _named(section: type[Section], groups: Values, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for rank, (name, values) in enumerate(groups.items()):
        yield f"{indent}{name}:"
        if rank == 0:
            yield from _group(section, values, depth + 1)
        else:
            yield from _short_group(section, values, depth + 1)


def _short_group(section: type[Section], values: Values, depth: int) -> Iterator[str]:
    for key, field in _written(section, values):
        inner = section_in(field.annotation)
        if inner is None:
            yield f"{'  ' * depth}{key}: {scalar(values[key])}"
        else:
            yield f"{'  ' * depth}{key}:"
            yield from _short_list(inner, values[key], depth + 1)


def _short_list(section: type[Section], entries: list[Values], depth: int) -> Iterator[str]:
    for entry in entries:
        pairs = ", ".join(f"{key}: {scalar(entry[key])}" for key, _ in _written(section, entry))
        yield f"{'  ' * depth}- {{{pairs}}}"


def _written(section: type[Section], values: Values) -> Iterator[tuple[str, FieldInfo]]:
    for key, field in keys_of(section):
        if key in values and values[key] != _default(field):
            yield key, field


def _default(field: FieldInfo) -> Any:
    """The default as plain values: groups as dicts, enumerations as their words."""
    if field.is_required():
        return None
    return _plain(field.get_default(call_default_factory=True))


def _plain(value: Any) -> Any:
    if isinstance(value, Section):
        return value.model_dump(by_alias=True)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _remark(field: FieldInfo, value: Any) -> str:
    inner = section_in(field.annotation)
    if inner is not None:
        return "" if value else f"Keys of an entry: {', '.join(key for key, _ in keys_of(inner))}."
    if field.is_required():
        return "Required."
    default = _default(field)
    if default == value or str(default) == str(value):
        return ""
    return f"Default: {scalar(default) if default not in ('', None, ()) else 'empty'}."


def _comment(text: str, indent: str) -> list[str]:
    paragraphs = [textwrap.wrap(line, _WIDTH - len(indent)) or [""] for line in text.strip().split("\n")]
    return [f"{indent}# {line}".rstrip() for lines in paragraphs for line in lines]


def scalar(value: Any) -> str:
    """One value in YAML; None is written as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {scalar(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    text = value.strftime("%H:%M") if isinstance(value, time) else str(value)
    odd = not _PLAIN.fullmatch(text) or _NUMBER.fullmatch(text) or text.lower() in _WORDS
    return json.dumps(text, ensure_ascii=False) if odd or text != text.strip() else text
