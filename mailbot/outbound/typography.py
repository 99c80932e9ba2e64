"""The spaces and apostrophes that good typesetting wants, put into templates when they are loaded.

Authors type plain French with ordinary spaces; what a client's data contains is never touched.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

NARROW = "\u202f"
NO_BREAK = "\xa0"
SIGNATURE = "-- "  # what parts a signature from the message (RFC 3676 § 4.3); its space stays

# What is code, not words: Jinja tags, HTML tags, comments and style sheets.
_CODE = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<style.*?</style>|<!--.*?-->|<[^<>]*>)", re.DOTALL)

# A number or a word that hyphens hold together and a line should not part, as long as a phone's line holds it.
_HYPHENED = re.compile(r"((?<![\w@.-])(?:(?=[\w/-]{0,18}\d)[\w/]{1,12}(?:-[\w/]{1,12}){1,3}|[Cc]i-\w{1,12})(?![\w@-]))")

_APOSTROPHE = (re.compile(r"(?:(?<=\w)|^)'(?=\w|$)"), "\u2019")
_FRENCH = (
    (re.compile(r" (?=[;?!])"), NARROW),
    (re.compile(r" (?=:)"), NO_BREAK),
    (re.compile(r"(?<=«) "), NO_BREAK),
    (re.compile(r" (?=»)"), NO_BREAK),
    (re.compile(r"(?<=\d) (?=€)"), NARROW),
    (re.compile(r"(?<=n°) "), NO_BREAK),
    (re.compile(r"(?<=\barticle) (?=[LDR\d])|(?<=\barticles) (?=[LDR\d])"), NO_BREAK),
)


def typeset(source: str, language: str) -> str:
    """A template's source with curly apostrophes and, in French, no-break spaces before high punctuation."""
    return "".join(part if _CODE.fullmatch(part) else _words(part, language) for part in _CODE.split(source))


def _words(text: str, language: str) -> str:
    rules = (_APOSTROPHE, *_FRENCH) if language == "fr" else (_APOSTROPHE,)
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def tidy(text: str) -> str:
    """A plain-text body: no trailing spaces, one blank line at most in a row, one line per paragraph.

    Lines are not broken: a phone breaks them where its screen ends, and quoted-printable carries them.
    """
    lines: list[str] = []
    for line in text.splitlines():
        bare = line if line == SIGNATURE else line.rstrip()
        if bare or (lines and lines[-1]):
            lines.append(bare)
    return "\n".join(lines).strip("\n") + "\n"


def one_line(text: str) -> str:
    """A subject: every run of ordinary white space becomes one space."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def unbroken(number: str) -> str:
    """A telephone number that does not come apart at a line's end."""
    return NARROW.join(number.split())


def first_up(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def flowing(text: str) -> str:
    """Sentences of a template as paragraphs: one line each, parted by one blank line."""
    blocks = (" ".join(block.split("\n")).strip(" ") for block in re.split(r"\n[ \t]*\n", text.strip()))
    return "\n\n".join(one_line(block) for block in blocks if block)


def paragraphs(text: str) -> Markup:
    """Flowing text as HTML paragraphs; everything is escaped, and what hyphens hold together stays on its line."""
    blocks = flowing(text).split("\n\n")
    return Markup("\n").join(Markup("<p>{}</p>").format(_held(block)) for block in blocks if block)


def _held(text: str) -> Markup:
    """Invoice numbers (`F-2026-0042`) and `ci-joint` do not come apart at their hyphens."""
    parts = _HYPHENED.split(text)
    held = Markup('<span class="nowrap">{}</span>')
    return Markup("").join(held.format(part) if at % 2 else escape(part) for at, part in enumerate(parts))
