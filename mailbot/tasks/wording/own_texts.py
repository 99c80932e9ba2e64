"""Which texts there are: every template that can be written on a page, whose it is, and what it says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mailbot.config.shipped import shipped
from mailbot.core.errors import Refused
from mailbot.outbound.specimens import LANGUAGES
from mailbot.tasks.desk.office import Office

_WRITTEN = frozenset({".txt", ".html", ".css"})
# What a text is for, by the beginning of its path (a gap stands for the language), and whether a reminder shows it.
_ROOMS: tuple[tuple[str, str, bool], ...] = (
    ("words/*/reminder-", "reminder", True),
    ("words/*/quote-", "quote", True),
    ("mail/reminder-", "reminder", True),
    ("mail/quote-", "quote", True),
    ("words/*/standard", "standard", True),
    ("mail/standard", "standard", True),
    ("words/*/duplicate", "duplicate", False),
    ("mail/duplicate", "duplicate", False),
    ("letter/", "layout", True),
    ("mail/_shared/", "layout", True),
    ("words/*/digest", "firm", False),
    ("words/*/alert", "firm", False),
    ("words/*/answer", "firm", False),
    ("words/*/run-report", "firm", False),
    ("words/*/weekly", "firm", False),
    ("mail/", "firm", False),
    ("words/*/", "shared", True),
)
_KINDS = ("reminder-", "quote-", "standard")
_OTHERS = "paper"  # requests after the last notice, evidence, and their page


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """One text. `room`: what it is for (reminder, quote, standard, shared, layout, duplicate, firm, paper); `kind`:
    reminder-0 to reminder-3, quote-1, quote-2, standard, standard-quote, empty for one of several; `language` empty for
    one of all. `part`: the file's own name. `seen`: does a reminder show it? `own`: the firm has replaced the shipped
    one."""

    name: str
    room: str
    kind: str
    language: str
    part: str
    seen: bool
    own: bool

    @property
    def on_paper(self) -> bool:
        """Does only the letter show it?"""
        return self.name.startswith("letter/")


@cache
def _names() -> Mapping[str, tuple[str, bool]]:
    ours = shipped("templates")
    paths = (str(path.relative_to(ours)) for path in ours.rglob("*") if path.suffix in _WRITTEN and path.is_file())
    return {name: _room(name) for name in sorted(paths) if not name.startswith("fonts/")}


def _room(name: str) -> tuple[str, bool]:
    parts = name.split("/")
    spoken = "/".join("*" if part in LANGUAGES else part for part in parts)
    for beginning, room, seen in _ROOMS:
        if spoken.startswith(beginning):
            return room, seen
    return _OTHERS, False


def own_texts(office: Office) -> list[OwnText]:
    """Every text, by its path."""
    return [text(office, name) for name in _names()]


def text(office: Office, name: str) -> OwnText:
    """The text of that path. Raises Refused for anything that is no shipped text: nothing else is ever read or
    written."""
    if name not in _names():
        raise Refused("Il n'y a pas de texte de ce nom.")
    room, seen = _names()[name]
    parts = Path(name).parts
    return OwnText(
        name=name, room=room, seen=seen, own=(office.settings.templates.folder / name).is_file(),
        kind=next((part for part in parts if part.startswith(_KINDS) and "." not in part), ""),
        language=next((part for part in parts if part in LANGUAGES), ""), part=parts[-1],
    )  # fmt: skip


def shipped_content(name: str) -> str:
    """What Mailbot brings under that path."""
    return (shipped("templates") / name).read_text(encoding="utf-8")


def content(office: Office, name: str) -> str:
    """What the text says now: the firm's own where there is one, else the shipped one."""
    own = office.settings.templates.folder / text(office, name).name
    return own.read_text(encoding="utf-8") if own.is_file() else shipped_content(name)
