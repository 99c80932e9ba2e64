"""The address block of a letter, as the French post reads it (NF Z 10-011).

At most six lines of 38 characters, town line and country in capitals without punctuation, the country
named only abroad and in the sender's language. What does not fit so is set smaller, never dropped
from the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from babel import Locale

from mailbot.core.client import Client

_NORM_LINES, _NORM_CHARACTERS = 6, 38
_SMALL_LINES = 8

# Widths in average small letters of the letter's typeface; a capital takes 1.4 of them. The window
# column of 85 mm holds so many at the normal and at the small size.
_CAPITAL = 1.4
_NORMAL_WIDTH, _SMALL_WIDTH = 43.0, 52.0


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """The lines from top to bottom; `small` when they are too many or too long for the norm."""

    lines: tuple[str, ...]
    small: bool


def postal_address(client: Client, home: str = "FR", language: str = "fr") -> PostalAddress:
    """The block that shows in the envelope's window. `home` is the sender's country, left out of the block."""
    parts = _parts(client, home, language)
    lines = [line for part in parts for line in _broken(part, _fits_norm)]
    if len(lines) <= _NORM_LINES:
        return PostalAddress(tuple(lines), small=False)
    blocks = [[*_broken(part, _fits_small)] for part in parts]
    if sum(map(len, blocks)) > _SMALL_LINES:
        # The name keeps two lines, the contact one; the way to the door is never cut.
        blocks[0] = blocks[0][:2]
        blocks[1] = blocks[1][:1] if _has_contact(client) else blocks[1]
    return PostalAddress(tuple(line for block in blocks for line in block), small=True)


def _has_contact(client: Client) -> bool:
    return bool(client.contact) and client.contact.casefold() != client.name.casefold()


def _parts(client: Client, home: str, language: str) -> list[str]:
    parts = [client.name]
    if _has_contact(client):
        parts.append(client.contact)
    parts.extend(client.address.splitlines())
    parts.append(" ".join(f"{client.postcode} {client.city}".replace(",", " ").split()).upper())
    if client.country and client.country != home:
        parts.append(str(Locale(language).territories.get(client.country, client.country)).upper())
    return [" ".join(part.split()) for part in parts if part.strip()]


def _broken(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """`text` broken at spaces into lines that fit; a longer word is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if fits(longer):
            line = longer
            continue
        if line:
            yield line
        while not fits(word):
            cut = next(n for n in range(len(word) - 1, 0, -1) if fits(word[:n]))
            yield word[:cut]
            word = word[cut:]
        line = word
    if line:
        yield line


def _width(text: str) -> float:
    return sum(_CAPITAL if letter.isupper() or letter in "mw@%" else 1.0 for letter in text)


def _fits_norm(text: str) -> bool:
    return len(text) <= _NORM_CHARACTERS and _width(text) <= _NORMAL_WIDTH


def _fits_small(text: str) -> bool:
    return _width(text) <= _SMALL_WIDTH
