"""Are the firm's own templates fit to be sent with? Every reminder they make is made once, of every shape, and read.

What is a mistake: a template that fails; a reminder that does not name its invoices or its sum; a consumer who is told
of fees; a file that has the path of no shipped one. Mails to the firm's own people are only compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from mailbot.config.shipped import shipped
from mailbot.core.errors import InputError
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.letter_pdf import LACKING, LetterPress
from mailbot.outbound.own_templates import own_files
from mailbot.outbound.phrasing import Phrasing
from mailbot.outbound.specimens import LANGUAGES, Specimen, specimens
from mailbot.outbound.templates import Texts
from mailbot.outbound.word_letter import word_letter, words_of

_TAGS = re.compile(r"<style.*?</style>|<title.*?</title>|<[^>]+>", re.DOTALL)
# What a private person cannot be asked for (C. com. L441-10 and D441-5 hold between professionals only).
_FEES = re.compile(r"\b40\s*€|€\s*40\b|pénalité|indemnité forfaitaire|penalty|fixed compensation", re.IGNORECASE)
_ENOUGH = 12


def template_mistakes(own: Path, firm: FirmCard, signatory: Signatory, logo: Path | None = None) -> tuple[str, ...]:
    """A sentence for each mistake, the same one once; empty when all is well."""
    found = dict.fromkeys((*_paths(own), *_compiled(own)))
    if not found:
        found = dict.fromkeys((*_made(own, firm, signatory), *_worded(own, firm, signatory)))
    if not found and not LACKING:
        found = dict.fromkeys(_printed(own, firm, signatory, logo))
    return tuple(found)[:_ENOUGH]


def _paths(own: Path) -> Iterator[str]:
    ours = shipped("templates")
    for name in own_files(own):
        if not (ours / name).is_file():
            yield f"{name}: no shipped template has this path, so that nothing would use it. Compare with {ours}."


def _compiled(own: Path) -> Iterator[str]:
    texts = Texts(own)
    for name in own_files(own):
        if Path(name).suffix in (".txt", ".html"):
            for language in _languages(name):
                yield from _fault(partial(texts.compiles, name, language))


def _languages(name: str) -> tuple[str, ...]:
    """The language of a file is a folder of its path; a layout is of all."""
    return tuple(one for one in LANGUAGES if one in Path(name).parts) or LANGUAGES


def _made(own: Path, firm: FirmCard, signatory: Signatory) -> Iterator[str]:
    texts = Texts(own)
    for specimen in specimens(firm, signatory):
        try:
            yield from _read(texts, specimen)
        except InputError as error:
            yield str(error)


def _read(texts: Texts, specimen: Specimen) -> Iterator[str]:
    facts = specimen.facts
    mail = texts.reminder(facts)
    made = {"the text of the mail": mail.text, "the HTML of the mail": _plain(mail.html)}
    if not facts.quotes and facts.text_level >= 2:
        made["the letter"] = _plain(texts.letter(facts))
    yield from _unsaid(specimen, made)


def _unsaid(specimen: Specimen, made: Mapping[str, str]) -> Iterator[str]:
    """What each part of a reminder must say and does not, or must not and does."""
    facts = specimen.facts
    where = f"{facts.texts}, {facts.language}, {specimen.name}"
    total = Phrasing(facts.language).money(facts.total)
    for part, said in made.items():
        missing = [line.number for line in facts.debts if line.number not in said]
        if missing:
            yield f"{where}: {part} does not name the invoice {missing[0]}."
        if not facts.quotes and total not in said:
            yield f"{where}: {part} does not say the sum, {total} (f.total | money)."
        if facts.consumer and _FEES.search(said):
            yield f"{where}: {part} tells a consumer of penalties or fees, which only professionals owe."


def _worded(own: Path, firm: FirmCard, signatory: Signatory) -> Iterator[str]:
    """Word letters of every shape, where the firm has a template of its own for them."""
    languages = {name.split("/")[1] for name in own_files(own) if Path(name).suffix == ".docx"}
    texts = Texts(own)
    for specimen in specimens(firm, signatory) if languages else ():
        facts = specimen.facts
        if facts.language in languages and facts.text_level >= 2 and not facts.quotes:
            try:
                made = word_letter(texts, facts)
            except InputError as error:
                yield str(error)
            else:
                yield from _unsaid(specimen, {"the Word letter": words_of(made)})


def _plain(html: str) -> str:
    return " ".join(_TAGS.sub(" ", html).replace("&nbsp;", "\u00a0").split(" "))


def _printed(own: Path, firm: FirmCard, signatory: Signatory, logo: Path | None) -> Iterator[str]:
    """One letter of each level goes through the press where the firm has changed letters."""
    if not any(name.startswith("letter/") for name in own_files(own)):
        return
    texts, presses = Texts(own), [LetterPress(None, logo)]
    yield from _fault(lambda: presses.append(LetterPress(own, logo)))
    seen: set[tuple[str, str]] = set()
    for specimen in specimens(firm, signatory):
        kind = (specimen.facts.language, specimen.facts.texts)
        if kind not in seen and specimen.facts.text_level >= 2 and not specimen.facts.quotes:
            seen.add(kind)
            yield from _fault(partial(_print, texts, presses[-1], specimen))


def _print(texts: Texts, press: LetterPress, specimen: Specimen) -> None:
    press.pdf(texts.letter(specimen.facts))


def _fault(work: Callable[[], None]) -> Iterator[str]:
    try:
        work()
    except InputError as error:
        yield str(error)
