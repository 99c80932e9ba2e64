"""Every mail and every letter as pictures: `python -m tools.mail_shots build/shots`.

Mails as a phone, a desktop and a printer show them, in light and (phone) dark; letters page by page. One folder per
kind of message, so that all can be looked at before a change of texts or layouts is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.specimens import specimens
from mailbot.outbound.templates import Draft, Texts
from mailbot.outbound.typography import unbroken
from tests.outbound.samples import SIGNATORY, a_digest, a_firm
from tests.outbound.week_mail import a_week

OPTIONS = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
# Name, width in px, the medium and the colours that the page is told.
Medium, Colours = Literal["print", "screen"], Literal["dark", "light"]
VIEWS: tuple[tuple[str, int, Medium, Colours], ...] = (
    ("phone", 390, "screen", "light"), ("phone-dark", 390, "screen", "dark"), ("desktop", 800, "screen", "light"),
    ("print", 794, "print", "light"),
)  # fmt: skip
_DPI = 110 / 72


def mails(texts: Texts) -> Iterator[tuple[str, str, Draft]]:
    """Kind, name and mail of everything that leaves."""
    for one in specimens(_FIRM, _SIGNATORY):
        yield one.facts.texts, _name(one.name, one.facts.language), texts.reminder(one.facts)
    for language in ("fr", "en"):
        yield "digest", f"usual.{language}", texts.digest(replace(a_digest(), language=language))
        yield "weekly", f"usual.{language}", texts.weekly(a_week(language))


def letters(texts: Texts, press: LetterPress) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and PDF of every letter."""
    for one in specimens(_FIRM, _SIGNATORY):
        if one.facts.text_level >= 2 and not one.facts.quotes:
            yield one.facts.texts, _name(one.name, one.facts.language), press.pdf(texts.letter(one.facts))


def main(folder: Path) -> None:
    """Write them all."""
    texts = Texts()
    for kind, name, pdf in letters(texts, LetterPress()):
        place = _place(folder, f"letter-{kind}")
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
            page.render(scale=_DPI).to_pil().save(place / f"{name}.{number}.png")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=[*OPTIONS, "--no-sandbox"])
        pages = {view: _page(browser, width, medium, colours) for view, width, medium, colours in VIEWS}
        for kind, name, mail in mails(texts):
            for view, page in pages.items():
                page.set_content(mail.html)
                page.screenshot(path=_place(folder, f"mail-{kind}") / f"{name}.{view}.png", full_page=True)
        browser.close()


def _page(browser: Browser, width: int, medium: Medium, colours: Colours) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.emulate_media(media=medium, color_scheme=colours)
    return page


def _name(shape: str, language: str) -> str:
    return f"{shape.replace(' ', '-')}.{language}"


def _place(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir(parents=True, exist_ok=True)
    return made


_FIRM = a_firm(phone=unbroken("02 40 12 34 56"))
_SIGNATORY = replace(SIGNATORY, phone=unbroken(SIGNATORY.phone))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
