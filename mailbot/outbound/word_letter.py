"""The letter as a Word document: the firm's own template with its fields filled in, the annex of penalties behind it.

The same facts give the same bytes; nothing of the machine or the hour is in them.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from mailbot.core.errors import InputError
from mailbot.outbound.civility import civility
from mailbot.outbound.docx_page import TAGS, clean, timeless
from mailbot.outbound.docx_paper import add_blocks
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.postal_address import postal_address
from mailbot.outbound.templates import Texts
from mailbot.outbound.word_fields import WordFields, word_fields
from mailbot.outbound.word_fill import fill, stories
from mailbot.outbound.word_places import P, written

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_QUOTES = "\"'"
_SAID = ("subject", "before", "after", "closing", "enclosures", "privacy")
_FETCHED = ("/image", "/attachedTemplate", "/oleObject", "/subDocument", "/frame")


def template_name(language: str) -> str:
    """Where the template of a language lies."""
    return f"docx/{language}/letter.docx"


def word_letter(texts: Texts, facts: ReminderFacts, own_words: str = "") -> bytes:
    """The letter as .docx. Raises InputError that names the template, the field and where it stands."""
    name = template_name(facts.language)
    document = _opened(texts.file(name), name)
    fields = _fields(texts, facts, own_words)
    try:
        fill(document, fields)
        if facts.claimed:
            add_blocks(document, texts.annex_blocks(facts))
    except InputError as error:
        raise InputError(f"templates/{name}: {error}. Mend the template; nothing was sent.") from error
    except KeyError as error:
        said = f"{str(error).strip(_QUOTES)}; the annex needs it"
        raise InputError(f"templates/{name}: {said}. Mend the template; nothing was sent.") from error
    _about(document, facts, fields.single["subject"])
    file = io.BytesIO()
    document.save(file)
    return timeless(file.getvalue())


def words_of(content: bytes) -> str:
    """All that a Word document says, a line a paragraph."""
    document = docx.Document(io.BytesIO(content))
    return "\n".join(written(one).text for _, part in stories(document) for one in part.element.iter(P))


def _fields(texts: Texts, facts: ReminderFacts, own_words: str) -> WordFields:
    given = texts.sentences(facts, own_words)
    said = {name: str(given[name]) for name in _SAID}
    address = postal_address(facts.client, facts.firm.country, facts.firm.language)
    said |= {"civility": civility(facts.addressee, facts.language).address, "address": "\n".join(address.lines)}
    return word_fields(facts, said, texts.labels(facts.language))


def _opened(content: bytes, name: str) -> Any:
    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise InputError(f"templates/{name}: no Word document (.docx) can be read there; nothing was sent.") from error
    for part in document.part.package.iter_parts():
        for link in part.rels.values():
            if link.is_external and link.reltype.endswith(_FETCHED):
                said = f"{link.target_ref} would be fetched from outside: put it into the document"
                raise InputError(f"templates/{name}: {said}. Mend the template; nothing was sent.")
    return document


def _about(document: Any, facts: ReminderFacts, subject: str) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = clean(subject), clean(facts.firm.name), ""
    about.comments, about.revision = "", 1
    day = facts.today
    about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001  Word knows no zone
    about.language = TAGS[facts.language]
