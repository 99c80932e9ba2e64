"""Letters: facts, text and PDF by our press, against bare WeasyPrint on the finished HTML with everything shared."""

from __future__ import annotations

from functools import cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from mailbot.config.shipped import shipped
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.templates import Texts
from tests.outbound.samples import some_facts

_COUNT = 8


@cache
def _texts() -> Texts:
    return Texts()


@cache
def _press() -> LetterPress:
    return LetterPress()


@cache
def _facts() -> ReminderFacts:
    return some_facts(2)


@cache
def _bare() -> tuple[str, FontConfiguration, CSS, str]:
    fonts = FontConfiguration()
    folder = shipped("templates", "letter")
    sheet = CSS(filename=str(folder / "letter.css"), font_config=fonts)
    return _texts().letter(_facts()), fonts, sheet, folder.as_uri() + "/"


def ours() -> int:
    """From facts to bytes."""
    return sum(bool(_press().pdf(_texts().letter(_facts()))) for _ in range(_COUNT))


def bare() -> int:
    """From HTML to bytes."""
    html, fonts, sheet, base = _bare()
    return sum(
        bool(HTML(string=html, base_url=base).write_pdf(stylesheets=[sheet], font_config=fonts)) for _ in range(_COUNT)
    )
