"""Loads the configuration whole: every mistake in one error, every path made absolute, every secret found."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mailbot.config.keys import written
from mailbot.config.mistakes import mistakes
from mailbot.config.schema import Section, Settings
from mailbot.config.secrets import problem, sources
from mailbot.config.yaml_file import KeyPath, Mistake, YamlFile, read
from mailbot.core.errors import ConfigError

_SQLITE = "sqlite:///"
_PASSES = 4

# What stands in for a required group that is wrong, so that the rules about the other groups are still looked at.
_STAND_INS: dict[str, dict[str, str]] = {
    "firm": {"name": "-"},
    "mailbox": {"address": "nobody@mailbot.invalid", "kind": "maildir", "transport": "maildir"},
}


def load(path: Path, *, check_secrets: bool = True) -> Settings:
    """The settings of this file, its relative paths resolved against its folder.

    Raises ConfigError with every mistake, a line each: `config.yaml:12: mailbox.imap.port: must be …`.
    """
    file = read(path)
    settings, found = _validated(file)
    if settings is not None:
        settings = resolved(settings, path.absolute().parent).read_from(path.absolute())
        if check_secrets:
            found += _missing_secrets(settings, file)
    if found or settings is None:
        raise ConfigError("\n".join(_sentence(file, mistake) for mistake in sorted(found, key=_order)))
    return settings


def _order(mistake: Mistake) -> tuple[int, str]:
    return mistake.line, written(mistake.path)


def _sentence(file: YamlFile, mistake: Mistake) -> str:
    key = f"{written(mistake.path)}: " if mistake.path else ""
    return f"{file.name}:{mistake.line}: {key}{mistake.text}"


def _validated(file: YamlFile) -> tuple[Settings | None, list[Mistake]]:
    """The settings, and every mistake.

    Rules that look at several keys run only when each key is right by itself. So keys that are wrong are taken out
    and the rest is looked at again; a required group that stays wrong is stood in for.
    """
    data, found, settings = deepcopy(file.data), list(file.mistakes), None
    named: set[KeyPath] = set()
    for _ in range(_PASSES):
        try:
            settings = Settings.model_validate(data)
            break
        except ValidationError as error:
            new = [mistake for mistake in mistakes(error, file) if mistake.path not in named]
        found += new
        for mistake in new:
            _take_out(data, mistake.path)
            named.add(mistake.path)
        if not new:
            data |= {key: group for key, group in _STAND_INS.items() if any(key in path[:1] for path in named)}
    return settings, found


# What a wrong word is taken for meanwhile, where the default would ask for more keys than the user meant.
_MEANWHILE: dict[KeyPath, str] = {("mailbox", "kind"): "maildir", ("mailbox", "transport"): "maildir"}


def _take_out(data: Any, path: KeyPath) -> None:
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if path and isinstance(data, dict):
        data.pop(path[-1], None)
        if path in _MEANWHILE:
            data[path[-1]] = _MEANWHILE[path]


def _missing_secrets(settings: Settings, file: YamlFile) -> Iterable[Mistake]:
    for source in sources(settings):
        text = problem(source)
        if text:
            yield Mistake(file.line(source.path), source.path, text)


def resolved(settings: Settings, folder: Path) -> Settings:
    """The same settings with every relative path, and the file of an SQLite database, made absolute."""
    whole: Settings = _resolve(settings, folder)
    url = whole.database.url
    if not url.startswith(_SQLITE) or ":memory:" in url:
        return whole
    place = folder / url.removeprefix(_SQLITE)
    return whole.model_copy(update={"database": whole.database.model_copy(update={"url": f"{_SQLITE}{place}"})})


def _resolve(value: Any, folder: Path) -> Any:
    if isinstance(value, Path):
        return folder / value.expanduser()
    if isinstance(value, tuple):
        return tuple(_resolve(item, folder) for item in value)
    if isinstance(value, dict):
        return {key: _resolve(item, folder) for key, item in value.items()}
    if isinstance(value, Section):
        fields = {name: _resolve(getattr(value, name), folder) for name in type(value).model_fields}
        return value.model_copy(update=fields)
    return value
