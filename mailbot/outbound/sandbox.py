"""Jinja, fenced in: templates reach their facts and the filters below, nothing else.

A missing fact, an unknown filter or an unsafe attempt raises InputError with the file and the line. A template walks
over its facts only: there is nothing to count to, and no text can be made without measure.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from mailbot.core.errors import InputError, Refused
from mailbot.outbound import chart_png
from mailbot.outbound.phrasing import Phrasing, grouped
from mailbot.outbound.qr import png_uri, svg
from mailbot.outbound.typography import first_up, paragraphs, typeset

# How Jinja names a fact that does not exist; who writes templates does not know our modules.
_NO_FACT = re.compile(r"'mailbot\.[\w.]*?(\w+) object' has no attribute '(\w+)'")

_LONGEST_LINE = 200
# Jinja's filters that make as much text as a number asks for, and the one that says something else each time.
_WITHOUT = ("batch", "center", "indent", "random", "slice")
_WIDTH = re.compile(r"\d{4,}|\*")
# What a filter or a fact raises when a template misuses it.
_MISUSE = (
    TypeError, ValueError, AttributeError, LookupError, ArithmeticError, AssertionError, RecursionError, Refused,
)  # fmt: skip


class Typesetting(Extension):
    """Puts the language's spaces and apostrophes into each template as it is loaded."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja before it parses a template."""
        return typeset(source, str(self.environment.globals["language"]))


class _Fenced(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, where a template cannot use up the machine either."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers may be multiplied, and a line drawn from a sign; no text grows without measure, and no number is
        raised to a power."""
        plain = isinstance(left, int | Decimal) and isinstance(right, int | Decimal)
        drawn = isinstance(left, str) and isinstance(right, int) and len(left) * right <= _LONGEST_LINE
        if operator == "*" and (plain or drawn):
            return left * right
        raise SecurityError(f"{operator} is not allowed here")


class _Compiled(BytecodeCache):
    """The newest version of each template that this process has compiled for a language: firms, previews and checks
    make sandboxes of their own, of the same files. Jinja asks with a checksum of the source."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it compiled."""
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


@cache
def _compiled(_language: str) -> _Compiled:
    return _Compiled()


class Sandbox:
    """The templates of one language, compiled once. `folders` in order: a file of the first one wins."""

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._environment = _Fenced(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=lambda name: bool(name) and str(name).endswith(".html"),
            undefined=StrictUndefined, auto_reload=False, cache_size=-1, bytecode_cache=_compiled(language),
        )  # fmt: skip
        self._environment.globals = {"language": language, "namespace": Namespace}
        self._environment.add_extension(Typesetting)
        for name in _WITHOUT:
            self._environment.filters.pop(name)
        self._environment.filters.update(_filters(Phrasing(language)))

    def compiled(self, name: str) -> None:
        """Read a template without filling it in."""
        try:
            self._environment.get_template(name)
        except TemplateError as error:
            raise InputError(self._sentence(error, name)) from error

    def render(self, name: str, given: Mapping[str, object]) -> str:
        """The template of that name with these facts."""
        try:
            return self._environment.get_template(name).render(given)
        except TemplateError as error:
            raise InputError(self._sentence(error, name)) from error
        except _MISUSE as error:
            # A firm's own template may misuse a filter in any way; the message names the file all the same.
            said = str(error).rstrip(".") or "a filter is given what it cannot write"
            raise InputError(f"{self._where(error, name)}: {said}. Mend the template; nothing was sent.") from error

    def _sentence(self, error: TemplateError, name: str) -> str:
        said = _NO_FACT.sub(r"there is no \2 here (asked of \1)", error.message or type(error).__name__)
        if isinstance(error, TemplateNotFound):
            said = f"there is no template {error.message}"
        return f"{self._where(error, name)}: {said.rstrip('.')}. Mend the template; nothing was sent."

    def _where(self, error: Exception, name: str) -> str:
        """The file and the line: as the error says while templates are read, else where one was being filled in."""
        place, line = str(getattr(error, "name", None) or name), getattr(error, "lineno", None)
        for frame, number in traceback.walk_tb(error.__traceback__ if line is None else None):
            if "__jinja_exception__" in frame.f_globals:  # Jinja's picture of a template, innermost last
                place, line = self._below(Path(frame.f_code.co_filename), place), number
        return f"templates/{place}, line {line}" if line else f"templates/{place}"

    def _below(self, path: Path, otherwise: str) -> str:
        found = (str(path.relative_to(folder)) for folder in self._folders if path.is_relative_to(folder))
        return next(found, otherwise)


def _format(words: object, *values: object) -> str:
    """Jinja's `format`, of texts that ask for no width beyond measure."""
    if _WIDTH.search(str(words)):
        raise SecurityError("format with such a width is not allowed here")
    return str(words) % values


def _filters(phrasing: Phrasing) -> dict[str, Callable[..., object]]:
    """Every filter that templates may use, besides Jinja's own."""
    return {
        "format": _format,
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
        "chart_png": chart_png.png_uri,
        "chart_height": chart_png.height,
        "qr_png": png_uri,
        "qr_svg": lambda text: Markup(svg(text)),  # noqa: S704  a picture of squares, no text of anybody in it
    }
