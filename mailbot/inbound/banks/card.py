"""One movement told as a card of fields: `Montant : 642,00 EUR`, one field a line or a row of two cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mailbot.inbound.banks import fields as names
from mailbot.inbound.reply.folding import fold

_PAIR = re.compile(
    r"^\s{0,8}(?:[-•*]\s)?(?P<name>[^:=\t]{1,44}?)\s*[:=]\s+(?P<value>\S.{0,400})$|"
    r"^\s{0,8}(?P<name2>[^:\t]{1,44}?)\s*:(?P<value2>\S.{0,400})$"
)
_ONLY_NAME = re.compile(r"^\s{0,8}(?P<name>[^:\t]{1,60}?)\s*:\s*$")
# "Montant ......... 642,00 EUR", "Montant          642,00 EUR"
_LEADERS = re.compile(r"^(\s{0,8}[^:.]{2,44}?)\s?(?:\.{3,}|_{3,}|…+)\s?(?=\S)|^(\s{0,8}[^:\d]{2,44}?) {3,}(?=[^\s:])")


@dataclass(slots=True)
class Card:
    """The fields found, each with all its values in order."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        """Note one field, if its name means one."""
        known = names.field_of(fold(name))
        clean = " ".join(value.split()).strip()
        if known and clean:
            self.values.setdefault(known, []).append(clean)

    def first(self, *wanted: str) -> str | None:
        """The first value of the first of these fields that is there."""
        return next((self.values[name][0] for name in wanted if self.values.get(name)), None)

    def every(self, name: str) -> list[str]:
        """All values of a field."""
        return self.values.get(name, [])


def card_of(lines: Iterable[str], tables: Iterable[list[list[str]]]) -> Card:
    """The fields of lines of `name : value` and of rows of two cells."""
    card = Card()
    for table in tables:
        for row in table:
            if len(row) == 2 and not any(_boxed(cell) for cell in row):
                card.add(row[0], row[1])
            for cell in row:
                card.add(*(_boxed(cell) or ("", "")))
    waiting = ""
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) == 2 and not card.values:
            card.add(cells[0], cells[1])
        waiting = _line(card, line.replace("\t", " "), waiting)
    return card


def _boxed(cell: str) -> tuple[str, str] | None:
    """A field's name and its value in one cell, the one above the other."""
    words = cell.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        name, value = " ".join(words[:count]), " ".join(words[count:])
        if names.is_whole_name(fold(name)) and value[:1] not in ":=" and _is_bare_name(name):
            return name, value
    return None


def _line(card: Card, line: str, waiting: str) -> str:
    """Read one line; returns the name that waits for its value on the next line."""
    if waiting and not line.strip():
        return waiting
    if waiting and not _is_bare_name(line):
        card.add(waiting, line.strip())
        return ""
    line = _LEADERS.sub(_colon, line)
    only = _ONLY_NAME.match(line)
    if only and names.field_of(fold(only["name"])):
        return only["name"]
    if _is_bare_name(line):
        return line.strip()
    for piece in _pieces(line):
        found = _PAIR.match(piece)
        if found:
            card.add(found["name"] or found["name2"], found["value"] or found["value2"])
    return ""


def _colon(found: re.Match[str]) -> str:
    name = found[1] or found[2]
    return f"{name} : " if names.field_of(fold(name)) else found[0]


def _is_bare_name(line: str) -> bool:
    """A field's name alone on its line, its value below: pages made of boxes come out like that."""
    text = line.strip()
    return 0 < len(text) <= 30 and len(text.split()) <= 4 and text[0].isupper() and names.is_whole_name(fold(text))


def _pieces(line: str) -> list[str]:
    """`Donneur d'ordre : X. Motif : Y` as two fields; a label with `DE: … MOTIF: …` stays whole."""
    if re.match(r"\s*lib\S*\s*:", fold(line)) or line.count(":") < 2:
        return [line]
    cuts = [m.end() for m in re.finditer(r"[.;,|] +(?=[A-ZÉÈ][^:.]{2,30} ?: )", line)]
    return [line[a:b].rstrip(" .;,|") for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]
