"""Writes ladders into the configuration file. Only what changes is written: comments and layout stay.

A changed value is written over the old one, a new key after the last of its level, a new level after the one before it.
Where a ladder is written so that this cannot be done, the group `ladders` is written anew and its own comments go.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mailbot.config.commented import scalar
from mailbot.config.ladder_yaml import Ladders, as_yaml, block, short
from mailbot.config.load import load
from mailbot.config.schema import LadderSettings, LevelSettings, Section
from mailbot.config.yaml_file import parse
from mailbot.core.errors import ConfigError, UserError

# From where to where the text is replaced, counted in signs, and what stands there then.
_Edit = tuple[int, int, str]


class _TooOdd(Exception):
    """This place cannot be changed by itself."""


def write_ladders(path: Path, wanted: Ladders) -> None:
    """Let the file say these ladders and no others. It is read again before it takes the old one's place.

    Raises UserError when it cannot be written, ConfigError when it is faulty already.
    """
    try:
        text = path.read_text(encoding="utf-8")
        now = load(path, check_secrets=False).ladders
        for made in _ways(text, str(path), now, wanted):
            if _put(path, made, wanted):
                return
    except OSError as error:
        said = f"{path.name} ne peut pas être écrit ({error.strerror}) : changez-y les barèmes à la main."
        raise UserError(said) from error
    raise UserError(f"{path.name} est écrit de telle sorte que ses barèmes se changent à la main.")


def _ways(text: str, name: str, now: Ladders, wanted: Ladders) -> Iterator[str]:
    """The text with as little changed as can be; then with the whole group written anew."""
    root = parse(text, name).root
    group = _value(root, "ladders")
    if group is None or not isinstance(group, MappingNode):
        yield _without(text, root).rstrip("\n") + "\n\n" + as_yaml(wanted)
        return
    try:
        edits = sorted(_edits(text, group, now, wanted), reverse=True)
        made = text
        for start, end, put in edits:
            made = made[:start] + put + made[end:]
        yield made
    except _TooOdd:
        pass
    yield _without(text, root).rstrip("\n") + "\n\n" + as_yaml(wanted)


def _put(path: Path, made: str, wanted: Ladders) -> bool:
    """Put the new text in place, whole, if it says what it is to say."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text(made, encoding="utf-8")
        shutil.copymode(path, beside)
        if dict(load(beside, check_secrets=False).ladders) != dict(wanted):
            return False
        beside.replace(path)
    except ConfigError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def _edits(text: str, group: MappingNode, now: Ladders, wanted: Ladders) -> Iterator[_Edit]:
    if set(now) - set(wanted):
        raise _TooOdd
    for name, one in wanted.items():
        node = _value(group, name)
        if node is None:
            last = group.value[-1]
            at = _line_end(text, _last_sign(last[1]))
            yield at, at, "\n" + "\n".join(block(name, one, last[0].start_mark.column))
        elif one != now.get(name):
            yield from _ladder(text, _mapping(node), now[name], one)


def _ladder(text: str, node: MappingNode, now: LadderSettings, wanted: LadderSettings) -> Iterator[_Edit]:
    yield from _keys(text, node, now, wanted, apart="levels")
    levels = _value(node, "levels")
    if not isinstance(levels, SequenceNode) or len(levels.value) != len(now.levels):
        raise _TooOdd
    places = {one.number: _mapping(item) for one, item in zip(now.levels, levels.value, strict=True)}
    before = {one.number: one for one in now.levels}
    last = None
    for one in wanted.levels:
        if one.number in places:
            last = places[one.number]
            yield from _keys(text, last, before[one.number], one)
        else:
            yield _new_level(text, levels, last, one)
    for number in before.keys() - {one.number for one in wanted.levels}:
        yield _no_level(text, levels, places[number])


def _keys(text: str, node: MappingNode, now: Section, wanted: Section, apart: str = "") -> Iterator[_Edit]:
    for key in type(wanted).model_fields:
        value = getattr(wanted, key)
        if key == apart or getattr(now, key) == value:
            continue
        place = _value(node, key)
        if isinstance(place, ScalarNode):
            start, end = place.start_mark.index, place.end_mark.index
            gap = " " if start and text[start - 1] == ":" else ""  # a key without a value ends at its colon
            yield start, end, gap + scalar(value)
        elif place is None:
            yield _new_key(text, node, key, value)
        else:
            raise _TooOdd


def _new_key(text: str, node: MappingNode, key: str, value: object) -> _Edit:
    if node.flow_style:
        at = node.end_mark.index - 1
        return at, at, f", {key}: {scalar(value)}"
    beside = next((name for name, one in reversed(node.value) if isinstance(one, ScalarNode)), None)
    if beside is None:
        raise _TooOdd
    at = _line_end(text, beside.start_mark.index)
    return at, at, f"\n{' ' * beside.start_mark.column}{key}: {scalar(value)}"


def _new_level(text: str, levels: SequenceNode, after: MappingNode | None, one: LevelSettings) -> _Edit:
    if levels.flow_style or not levels.value:
        raise _TooOdd
    dash = " " * (levels.start_mark.column)
    if after is None:
        at = text.rindex("\n", 0, levels.start_mark.index) + 1
        return at, at, f"{dash}- {short(one)}\n"
    at = _line_end(text, _last_sign(after))
    return at, at, f"\n{dash}- {short(one)}"


def _no_level(text: str, levels: SequenceNode, node: MappingNode) -> _Edit:
    if levels.flow_style:
        raise _TooOdd
    start = text.rindex("\n", 0, node.start_mark.index) + 1
    return start, _line_end(text, _last_sign(node)) + 1, ""


def _without(text: str, root: Node | None) -> str:
    """The text without its group `ladders`, whatever stands in it."""
    keys = [key for key, _ in root.value] if isinstance(root, MappingNode) else []
    place = next((rank for rank, key in enumerate(keys) if key.value == "ladders"), None)
    if place is None:
        return text
    start = keys[place].start_mark.index
    end = keys[place + 1].start_mark.index if place + 1 < len(keys) else len(text)
    lines = text[start:end].splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()  # what stands before the next group is about that
    return text[:start] + text[start + len("".join(lines)) :]


def _last_sign(node: Node) -> int:
    """Where the last thing that is written in it ends: a block's own end lies behind the comments that follow."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_sign(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found


def _value(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _mapping(node: Node) -> MappingNode:
    if not isinstance(node, MappingNode):
        raise _TooOdd
    return node
