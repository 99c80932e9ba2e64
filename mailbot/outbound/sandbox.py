"""Jinja, fenced in: templates reach their facts and the filters below, nothing else.

A missing fact, an unknown filter or an unsafe attempt raises InputError with the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mailbot.core.errors import InputError
from mailbot.outbound.phrasing import Phrasing, grouped
from mailbot.outbound.qr import png_uri, svg
from mailbot.outbound.typography import first_up, paragraphs, typeset

# How Jinja names a fact that does not exist; who writes templates does not know our modules.
_NO_FACT = re.compile(r"'mailbot\.[\w.]*?(\w+) object' has no attribute '(\w+)'")


class Typesetting(Extension):
    """Puts the language's spaces and apostrophes into each template as it is loaded."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja before it parses a template."""
        return typeset(source, str(self.environment.globals["language"]))


class Sandbox:
    """The templates of one language, compiled once. `folders` in order: a file of the first one wins."""

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=lambda name: bool(name) and str(name).endswith(".html"),
            undefined=StrictUndefined, auto_reload=False, cache_size=-1,
        )  # fmt: skip
        self._environment.globals["language"] = language
        self._environment.add_extension(Typesetting)
        self._environment.filters.update(_filters(Phrasing(language)))

    def compiled(self, name: str) -> None:
        """Read a template without filling it in."""
        try:
            self._environment.get_template(name)
        except TemplateError as error:
            raise InputError(_sentence(error, name)) from error

    def render(self, name: str, given: Mapping[str, object]) -> str:
        """The template of that name with these facts."""
        try:
            return self._environment.get_template(name).render(given)
        except TemplateError as error:
            raise InputError(_sentence(error, name)) from error
        except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
            # A firm's own template may misuse a filter in any way; the message names the file all the same.
            raise InputError(f"templates/{name}: {error}. Mend the template; nothing was sent.") from error


def _sentence(error: TemplateError, name: str) -> str:
    place = getattr(error, "name", None) or name
    line = getattr(error, "lineno", None)
    where = f"templates/{place}, line {line}" if line else f"templates/{place}"
    said = _NO_FACT.sub(r"there is no \2 here (asked of \1)", error.message or type(error).__name__)
    return f"{where}: {said}. Mend the template; nothing was sent."


def _filters(phrasing: Phrasing) -> dict[str, Callable[..., object]]:
    """Every filter that templates may use, besides Jinja's own."""
    return {
        "money": phrasing.money,
        "day": phrasing.day,
        "weekday": phrasing.weekday,
        "short_day": phrasing.short_day,
        "day_month": phrasing.day_month,
        "hour": phrasing.hour,
        "number": phrasing.number,
        "plural": phrasing.plural,
        "counted": phrasing.counted,
        "listed": phrasing.listed,
        "grouped": grouped,
        "first_up": first_up,
        "paragraphs": paragraphs,
        "qr_png": png_uri,
        "qr_svg": lambda text: Markup(svg(text)),  # noqa: S704  a picture of squares, no text of anybody in it
    }
