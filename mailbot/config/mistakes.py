"""Says what is wrong with a value: one sentence that names what is accepted, what stands there, and the mend."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from mailbot.config.keys import keys_of, place, written
from mailbot.config.schema import Section, Settings
from mailbot.config.yaml_file import KeyPath, Mistake, YamlFile

# Beginning of the validator's error type → what is accepted, what to write when the key has no default to show.
ACCEPTED: tuple[tuple[str, str, str], ...] = (
    ("int", "a whole number", "10"),
    ("float", "a number with a point", "0.9"),
    ("decimal", "a number with a point", "2.00"),
    ("greater", "a number", "10"),
    ("less", "a number", "10"),
    ("bool", "true or false", "true"),
    ("time", "a time of day", "'08:30'"),
    ("date", "a date", "2026-11-22"),
    ("tuple", "a list", "[one, another]"),
    ("too_short", "a list with at least one entry", ""),
    ("model", "a group of keys, indented below this one", ""),
    ("dict", "a group of keys, indented below this one", ""),
    ("string_type", "a text", ""),
    ("path", "the path of a file or folder", ""),
)

# Patterns of the schema → what they accept, an example.
SHAPES = {
    r"^[^@\s<>,;]+@[^@\s<>,;]+$": ("one e-mail address", "nom@exemple.fr"),
    "^[A-Z]{2}$": ("two capital letters", "FR"),
    "^[A-Z]{3}$": ("three capital letters", "EUR"),
    "^[1-9][0-9]{2}[0-9A-Z]*$": ("an account of at least three digits, in quotes", "'411'"),
    "^#[0-9a-fA-F]{6}$": ("a colour of six hexadecimal digits", "'#1f4e5f'"),
}

_SECRETS = frozenset({"password", "passwd", "secret", "token", "key"})


def mistakes(error: ValidationError, file: YamlFile) -> list[Mistake]:
    """Every mistake that the schema found, with the line it stands on."""
    found: dict[KeyPath, Mistake] = {}
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # its entries are wrong, and each is named by itself
        path, text = _located(detail, file)
        found.setdefault(path, Mistake(file.line(path), path, text))
    return list(found.values())


def _located(detail: ErrorDetails, file: YamlFile) -> tuple[KeyPath, str]:
    known = file.known(detail["loc"])
    if detail["type"] == "missing":
        path = (*known, *detail["loc"][len(known) :])
        return path, f"is missing. {_purpose(path)}"
    if detail["type"] == "extra_forbidden":
        return known, _unknown_key(known)
    if detail["type"] == "value_error":
        return _own_words(known, detail["msg"].removeprefix("Value error, "))
    return known, _wrong_value(detail, place(known).field)


def _purpose(path: KeyPath) -> str:
    field = place(path).field
    return f"Write here: {field.description}" if field and field.description else "Write it."


def _unknown_key(path: KeyPath) -> str:
    key, section = str(path[-1]), place(path[:-1]).section or Settings
    accepted = [name for name, _ in keys_of(section)]
    if key in _SECRETS:
        return f"is refused: no secret stands in this file. {_secret_keys(accepted)}"
    below = _below(key, section, f"{written(path[:-1])}." if path[:-1] else "")
    meant = below or get_close_matches(key, accepted, n=1) or _below(key, Settings, "")
    if meant:
        return f"is not known here. Did you mean {meant[0]}?"
    return f"is not known here. Accepted: {', '.join(accepted)}."


def _secret_keys(accepted: list[str]) -> str:
    names = [name for name in accepted if name.startswith(("password_", "key_", "metrics_token_"))]
    return f"Name where it lies with {' or '.join(names)}." if names else "Take it out."


def _below(key: str, section: type[Section], path: str) -> list[str]:
    """Full paths under which a group of this section has a key of that name."""
    found: list[str] = []
    for name, field in keys_of(section):
        if name == key:
            found.append(f"{path}{name}")
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            found += _below(key, field.annotation, f"{path}{name}.")
    return found


def _own_words(path: KeyPath, message: str) -> tuple[KeyPath, str]:
    """A sentence of the schema itself; one that begins with a key (`people: …`) is about that key."""
    sentence = message.rstrip(".") + "."
    begins = re.match(r"([a-z_]+(?:\.[a-z_]+)*):? (.+)", sentence, re.DOTALL)
    if begins and place(path).section is not None:
        inner = (*path, *begins[1].split("."))
        if place(inner).field is not None:
            return inner, begins[2]
    return path, sentence


def _wrong_value(detail: ErrorDetails, field: FieldInfo | None) -> str:
    context = detail.get("ctx", {})
    shown = _shown(detail["input"])
    if detail["type"] in ("literal_error", "enum"):
        close = get_close_matches(str(detail["input"]), re.findall(r"'([^']+)'", context["expected"]), n=1)
        mend = f" Did you mean {close[0]}?" if close else ""
        return f"must be {context['expected']}, is {shown}.{mend}"
    if "pattern" in context:
        accepted, example = SHAPES.get(context["pattern"], (f"of the form {context['pattern']}", ""))
    else:
        accepted, example = _accepted(detail, field)
    mend = f" Write for example {example}." if example else ""
    return f"must be {accepted}, is {shown}.{mend}"


def _accepted(detail: ErrorDetails, field: FieldInfo | None) -> tuple[str, str]:
    for beginning, accepted, example in ACCEPTED:
        if detail["type"].startswith(beginning):
            return accepted + _bounds(field), _example(detail, field) or example
    return f"accepted ({detail['msg'].lower()})", ""


def _example(detail: ErrorDetails, field: FieldInfo | None) -> str:
    """An example made of what is there: the one entry as a list, the key's own default."""
    if detail["type"].startswith("tuple") and isinstance(detail["input"], str):
        return f"[{detail['input']}]"
    default = field.default if field else None
    return str(default) if isinstance(default, int | float) and not isinstance(default, bool) else ""


def _bounds(field: FieldInfo | None) -> str:
    limits: dict[str, Any] = {}
    for rule in field.metadata if field else ():
        limits |= {name: getattr(rule, name) for name in ("ge", "le") if hasattr(rule, name)}
    if len(limits) == 2:
        return f" from {limits['ge']} to {limits['le']}"
    return f" of at least {limits['ge']}" if "ge" in limits else ""


def _shown(value: Any) -> str:
    """What stands in the file, short enough for one line."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if value is None:
        return "empty"
    text = str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
