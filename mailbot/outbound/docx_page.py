"""The page of a Word document: its styles, margins, foot and language, and its archive without a date of its own."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

WIDTH = 166  # mm between the margins of an A4 page
TAGS = {"fr": "fr-FR", "en": "en-GB"}

_FONT = "Cambria"
_GREY = RGBColor(0x59, 0x63, 0x6E)
_EPOCH = (1980, 1, 1, 0, 0, 0)
# What XML cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def timeless(content: bytes) -> bytes:
    """The same archive without the instant at which it was written."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return file.getvalue()


def prepare(document: Any, tag: str) -> None:
    """A4, the firm's margins, plain styles in black, and the language that spelling is checked in."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    for name, size, before, after in (("Normal", 11, 0, 6), ("Title", 16, 6, 14), ("Heading 1", 12, 14, 4)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    document.styles["Title"].font.bold = document.styles["Heading 1"].font.bold = True
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    borders = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        document.styles["Title"].element.pPr.remove(borders)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), tag)
    document.styles["Normal"].element.get_or_add_rPr().append(lang)


def foot(document: Any, title: str) -> None:
    """The title and the page's number at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(f"{title} \u2013 ")
    run.font.size, run.font.color.rgb = Pt(8.5), _GREY
    page_number(paragraph)


def page_number(paragraph: Any) -> None:
    """`1/2`, counted by Word."""
    for part in (_field(paragraph, "PAGE"), paragraph.add_run("/"), _field(paragraph, "NUMPAGES")):
        part.font.size, part.font.color.rgb = Pt(8.5), _GREY


def _field(paragraph: Any, name: str) -> Any:
    """A number that Word counts by itself."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in ("", "text"):
            element = OxmlElement("w:instrText" if not kind else "w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
    return run


def clean(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return _CONTROLS.sub("\ufffd", text)
