"""Adds and removes people in the configuration file. Only their own lines change: comments and layout stay."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from mailbot.config.load import load
from mailbot.config.schema import Person
from mailbot.config.yaml_file import parse
from mailbot.core.errors import ConfigError, Refused, UserError

_PLAIN = re.compile(r"[\w.+@-]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One person in the file: the lines from `start` up to `end` (counted from 0), their address, where the dash is."""

    start: int
    end: int
    email: str
    indent: int


def add_person(path: Path, person: Person) -> None:
    """Write a person at the end of the list, or in place of the entry with the same address.

    Raises ConfigError when the file would not load any more, UserError when it cannot be written.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = _entries(lines, path)
    values = {"email": person.email, "name": person.name, "role": person.role, "deputy": person.deputy}
    said = ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items() if value)
    written = f"{' ' * entries[-1].indent}- {{{said}}}"
    old = next((entry for entry in entries if entry.email == person.email), None)
    start, end = (old.start, old.end) if old else (entries[-1].end, entries[-1].end)
    _write(path, [*lines[:start], written, *lines[end:]])


def remove_person(path: Path, email: str) -> None:
    """Take a person out of the list. Raises Refused when nobody there has that address, and as `add_person`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entry = next((entry for entry in _entries(lines, path) if entry.email == email), None)
    if entry is None:
        raise Refused(f"{path}: nobody in people has the address {email}.")
    _write(path, [*lines[: entry.start], *lines[entry.end :]])


def _entries(lines: Sequence[str], path: Path) -> list[_Entry]:
    """The entries of the list. Raises UserError when it is not written one entry a line or block."""
    people = _value(parse("\n".join(lines) + "\n", str(path)).root, "people")
    if not isinstance(people, SequenceNode) or people.flow_style or not people.value:
        raise UserError(f"{path}: people is not a list with a dash for each person; change it by hand.")
    return [_entry(lines, node) for node in people.value if isinstance(node, MappingNode)]


def _entry(lines: Sequence[str], node: MappingNode) -> _Entry:
    start, end = node.start_mark.line, node.end_mark.line
    if node.flow_style:
        end += 1
    # A block ends where the next thing begins: blank lines and comments before that are not its own.
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    email = _value(node, "email")
    return _Entry(start, end, str(email.value).strip().lower() if email else "", lines[start].index("-"))


def _value(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _write(path: Path, lines: Sequence[str]) -> None:
    """Put the new text in place, whole, after a look whether it loads."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
        shutil.copymode(path, beside)
        load(beside, check_secrets=False)
        beside.replace(path)
    except ConfigError as error:
        raise ConfigError(str(error).replace(str(beside), str(path))) from error
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}); change people there by hand.") from error
    finally:
        beside.unlink(missing_ok=True)
