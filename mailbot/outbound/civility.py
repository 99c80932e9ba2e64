"""How one addresses and leaves the person written to, from what the books call them.

Nothing is guessed: a contact without a title is never made a man or a woman.
"""

from __future__ import annotations

from dataclasses import dataclass

# Title as found (lower case, no dot) → French address, English title.
_TITLES = {
    "m": ("Monsieur", "Mr"),
    "mr": ("Monsieur", "Mr"),
    "monsieur": ("Monsieur", "Mr"),
    "mme": ("Madame", "Ms"),
    "mlle": ("Madame", "Ms"),
    "madame": ("Madame", "Ms"),
    "mrs": ("Madame", "Mrs"),
    "ms": ("Madame", "Ms"),
    "miss": ("Madame", "Ms"),
    "me": ("Maître", "Maître"),
    "maître": ("Maître", "Maître"),
    "maitre": ("Maître", "Maître"),
    "dr": ("Docteur", "Dr"),
    "docteur": ("Docteur", "Dr"),
    "pr": ("Professeur", "Professor"),
    "professeur": ("Professeur", "Professor"),
}


@dataclass(frozen=True, slots=True)
class Civility:
    """The address (`Madame`) without its comma, and the letter's closing sentence."""

    address: str
    closing: str


def civility(name: str, language: str) -> Civility:
    """The civility for a contact such as `Mme Claire Dupont`; empty or without a title: neutral."""
    words = name.split()
    title = _TITLES.get(words[0].rstrip(".").casefold()) if words else None
    if title is None or len(words) < 2:
        title = None
    return _french(title) if language == "fr" else _english(title, words)


def _french(title: tuple[str, str] | None) -> Civility:
    address = title[0] if title else "Madame, Monsieur"
    closing = f"Nous vous prions d\u2019agréer, {address}, l\u2019expression de nos salutations distinguées."
    return Civility(address, closing)


def _english(title: tuple[str, str] | None, words: list[str]) -> Civility:
    if title is None:
        return Civility("Dear Sir or Madam", "Yours faithfully,")
    return Civility(f"Dear {title[1]} {words[-1]}", "Yours sincerely,")
