"""Reads YAML as text with line numbers; what a value means is left to the schema.

Every scalar stays the text that was written (`06000` keeps its zero, `on` stays a word) and the schema turns it into
numbers, days and times. A key without a value counts as not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mailbot.core.errors import ConfigError

KeyPath = tuple[str | int, ...]

_NULL = "tag:yaml.org,2002:null"
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file; `text` says what is accepted and how to mend it."""

    line: int
    path: KeyPath
    text: str


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One file: its name as the user wrote it, its values as text, and what is wrong in how it is written."""

    name: str
    root: Node | None
    data: dict[str, Any]
    mistakes: tuple[Mistake, ...]

    def known(self, path: KeyPath) -> KeyPath:
        """The longest beginning of `path` that stands in the file."""
        return path[: len(self._descend(path))]

    def line(self, path: KeyPath) -> int:
        """The line on which the key stands, else that of the nearest group around it (first line is 1)."""
        marks = self._descend(path)
        return marks[-1] if marks else 1

    def _descend(self, path: KeyPath) -> list[int]:
        lines: list[int] = []
        node = self.root
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            line, node = child
            lines.append(line)
        return lines


def read(path: Path) -> YamlFile:
    """Read the file; raises ConfigError when it is missing, no UTF-8 text, or no YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file. `mailbot init` makes one.") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Name a readable file with --config.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: this is no UTF-8 text. Save the file as UTF-8.") from error
    return parse(text, str(path))


def parse(text: str, name: str) -> YamlFile:
    """The text of a file called `name`; raises ConfigError when it is no YAML or no group of keys."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        raise ConfigError(f"{where}: this is no YAML: {_problem(error)}.") from error
    except YAMLError as error:
        raise ConfigError(f"{name}: this is no YAML: {' '.join(str(error).split())}.") from error
    if root is None or _is_null(root):
        return YamlFile(name, None, {}, ())
    if not isinstance(root, MappingNode):
        raise ConfigError(f"{name}:1: must be keys and values, like `firm:`. `mailbot init` writes an example.")
    reader = _Reader(name, text.splitlines())
    return YamlFile(name, root, reader.value(root, ()), tuple(reader.mistakes))


def _problem(error: MarkedYAMLError) -> str:
    problem = " ".join(str(error.problem or error).split())
    if "\\t" in problem:
        return f"{problem}; indent with spaces, not with tabs"
    if "mapping values are not allowed" in problem:
        return f"{problem}; put a text that holds a colon in quotes, and check the indentation"
    return f"{problem}; check quotes, brackets and indentation on this line and the one above"


class _Reader:
    """Turns nodes into values and gathers what is wrong on the way."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.mistakes: list[Mistake] = []

    def value(self, node: Node, path: KeyPath) -> Any:
        """The node as text, lists and dicts."""
        if len(path) > _DEEPEST:
            raise ConfigError(f"{self.name}:{_line(node)}: groups are nested too deep here. Check the indentation.")
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if _is_null(node) else node.value

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), _line(key_node)
            if key in first:
                again = f"is written a second time (first on line {first[key]}). Keep one."
                self.mistakes.append(Mistake(line, (*path, key), again))
                continue
            first[key] = line
            if _is_null(value_node):
                self._check_comment((*path, key), line)
            else:
                found[key] = self.value(value_node, (*path, key))
        return found

    def _check_comment(self, path: KeyPath, line: int) -> None:
        """`colour: #1f4e5f` looks like a value and is a comment."""
        eaten = re.search(r":\s+(#[0-9a-fA-F]{3,8})\s*$", self.lines[line - 1])
        if eaten:
            quoted = f"has no value, because # begins a comment. Write it in quotes: '{eaten[1]}'."
            self.mistakes.append(Mistake(line, path, quoted))


def _child(node: Node | None, step: str | int) -> tuple[int, Node] | None:
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == step:
                return _line(key_node), value_node
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return _line(item), item
    return None


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and str(node.tag) == _NULL


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
