"""The words of the pages. They are written in French in the code; `translations/en.po` holds them in English.

The catalogue is read as text, so there is nothing to compile; French gets its no-break spaces here, so that authors
type ordinary ones.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

import flask_babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, Domain, get_locale

CATALOGUES = Path(__file__).parent / "translations"

_TYPOGRAPHY = (
    (re.compile(r" (?=[;?!])"), "\u202f"),
    (re.compile(r" (?=:)"), "\xa0"),
    (re.compile(r"(?<=«) "), "\xa0"),
    (re.compile(r" (?=»)"), "\xa0"),
    (re.compile(r"(?<=\w)'(?=\w|%)"), "\u2019"),
)


@cache
def typeset(text: str) -> str:
    """French as it is printed: no-break spaces before high punctuation, curly apostrophes."""
    for pattern, replacement in _TYPOGRAPHY:
        text = pattern.sub(replacement, text)
    return text


class _French(NullTranslations):
    """The words as they stand in the code. Up to two, exclusive, is singular: zéro facture."""

    def ugettext(self, message: str) -> str:
        return typeset(message)

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        return typeset(singular if abs(number) < 2 else plural)


def _read(path: Path) -> Translations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Translations(compiled)


class _Words(Domain):
    """Where Flask-Babel finds the words."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the locale of this request."""
        return catalogue(str(get_locale()))


@cache
def catalogue(language: str) -> NullTranslations:
    """The words in this language; what has no catalogue is read as French."""
    path = CATALOGUES / f"{language}.po"
    return _read(path) if path.is_file() else _French()


class _Babel(Babel):
    @cached_property
    def domain_instance(self) -> _Words:
        """The words of all pages."""
        return _Words()


def speak(app: Flask, language: str, zone: str) -> None:
    """Let the pages of this application speak this language and count days in this zone."""
    _Babel(app, locale_selector=lambda: language, timezone_selector=lambda: zone)


def gettext(text: str, **values: object) -> str:
    """The words in the language of the pages, with these values in them."""
    return str(flask_babel.gettext(text, **values))


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """The words for so many (`%(num)d` is how many), in the language of the pages."""
    return str(flask_babel.ngettext(singular, plural, number, **values))


def mark(text: str) -> str:
    """Names words that stand in a table and are translated where they are shown."""
    return text
