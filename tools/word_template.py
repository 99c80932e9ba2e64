"""Makes the shipped Word templates of letters anew: `python -m tools.word_template`.

A4, the address in the window of a French DL envelope, letterhead on the first page, legal line on each, a table of
invoices whose row repeats. A firm changes its copy in Word; only the fields in braces matter to Mailbot.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mailbot.outbound.docx_page import TAGS, page_number, prepare, timeless
from tools.word_parts import gap, grid, hair, line_on, say, tight

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "docx"
ACCENT, SOFT = RGBColor(0x1F, 0x4E, 0x5F), RGBColor(0x59, 0x63, 0x6E)
LABELS = {
    "fr": {
        "phone": "Tél. ", "contact": "Votre interlocuteur\u00a0: ", "subject": "Objet\u00a0: ",
        "heads": ("Facture", "Date", "Échéance", "Retard", "Montant TTC", "Reste dû"),
        "pay": ("Titulaire", "IBAN", "BIC", "Référence", "Libellé"),
    },
    "en": {
        "phone": "Tel. ", "contact": "Your contact: ", "subject": "Subject: ",
        "heads": ("Invoice", "Date", "Due date", "Overdue", "Total incl. VAT", "Amount due"),
        "pay": ("Account name", "IBAN", "BIC", "Reference", "Payment label"),
    },
}  # fmt: skip


def main() -> None:
    """Write both."""
    for language, words in LABELS.items():
        target = FOLDER / language / "letter.docx"
        target.write_bytes(template(language, words))


def template(language: str, words: dict[str, Any]) -> bytes:
    """The template of one language."""
    document = docx.Document()
    prepare(document, TAGS[language])
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(24)
    section.header_distance, section.footer_distance = Mm(14), Mm(8)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(10), Pt(5)
    document.styles["Footer"].font.size, document.styles["Footer"].font.color.rgb = Pt(8), SOFT
    _letterhead(section.first_page_header, words)
    say(section.header.paragraphs[0], "{{firm.name}}", size=8.5, colour=SOFT)
    _foot(section.first_page_footer)
    _foot(section.footer)
    _beside_window(document, words)
    _address(document)
    _text(document, words)
    about = document.core_properties
    about.title, about.author, about.comments, about.last_modified_by = "", "", "", ""
    about.created = about.modified = docx.Document().core_properties.created
    file = io.BytesIO()
    document.save(file)
    return timeless(file.getvalue())


def _letterhead(header: Any, words: dict[str, Any]) -> None:
    table = grid(header, (95, 75), 1)
    row = table.rows[0]
    row.height, row.height_rule = Mm(22), WD_ROW_HEIGHT_RULE.EXACTLY
    left, right = row.cells
    say(left.paragraphs[0], "{{firm.logo}}")
    say(tight(left.add_paragraph()), "{{firm.name}}", size=14, bold=True, colour=ACCENT)
    about = ("{{firm.address}}", "{{firm.town}}", f"{words['phone']}{{{{firm.phone}}}}")
    for text in (*about, "{{firm.email}}", "{{firm.website}}"):
        paragraph = tight(right.add_paragraph()) if right.paragraphs[0].text else right.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        say(paragraph, text, size=8.5, colour=SOFT)
    line_on(left, "bottom", strong=True, colour="1F4E5F")
    line_on(right, "bottom", strong=True, colour="1F4E5F")
    # The table stands first; the paragraph that Word wants in a header is a hair's breadth.
    header._element.append(header.paragraphs[-1]._p)
    hair(header.paragraphs[-1])


def _foot(foot: Any) -> None:
    say(tight(foot.paragraphs[0], after=1), "{{firm.small_print}}", size=7.5, colour=SOFT)
    say(tight(foot.add_paragraph(), after=1), "{{privacy}}", size=7.5, colour=SOFT)
    number = tight(foot.add_paragraph(style="Footer"))
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    page_number(number)


def _beside_window(document: Any, words: dict[str, Any]) -> None:
    """A cell as high as the window reaches down, so that the text begins below it."""
    table = grid(document, (78,), 1)
    row = table.rows[0]
    row.height, row.height_rule = Mm(49), WD_ROW_HEIGHT_RULE.EXACTLY
    cell = row.cells[0]
    tight(cell.paragraphs[0], after=10)
    say(tight(cell.add_paragraph(), after=6), "{{registered}}", bold=True)
    say(tight(cell.add_paragraph()), f"{words['contact']}{{{{signatory.name}}}}", size=9, colour=SOFT)
    say(tight(cell.add_paragraph(), after=14), f"{words['phone']}{{{{signatory.phone}}}}", size=9, colour=SOFT)
    say(tight(cell.add_paragraph()), "{{place_and_date}}")


def _address(document: Any) -> None:
    """In a frame at the window's place on the page, wherever the text around it goes."""
    paragraph = document.add_paragraph()
    say(tight(paragraph), "{{address}}", size=10.5)
    frame = OxmlElement("w:framePr")
    place = {"w": 4819, "hSpace": 0, "wrap": "around", "vAnchor": "page", "hAnchor": "page", "x": 5953, "y": 2778}
    for name, value in place.items():
        frame.set(qn(f"w:{name}"), str(value))
    paragraph._p.get_or_add_pPr().insert(0, frame)


def _text(document: Any, words: dict[str, Any]) -> None:
    say(tight(document.add_paragraph(), after=8), f"{words['subject']}{{{{subject}}}}", bold=True)
    document.add_paragraph("{{civility}},")
    document.add_paragraph("{{before}}")
    _invoices(document, words)
    gap(document, 8)
    _payment(document, words)
    gap(document, 8)
    document.add_paragraph("{{after}}")
    closing = document.add_paragraph("{{closing}}")
    closing.paragraph_format.space_after = Pt(26)
    closing.paragraph_format.keep_with_next = True
    for text, bold in (("{{signatory.name}}", True), ("{{signatory.title}}", False)):
        paragraph = say(tight(document.add_paragraph()), text, bold=bold)
        paragraph.paragraph_format.left_indent = Mm(85)
        paragraph.paragraph_format.keep_with_next = bold
    last = say(document.add_paragraph(), "{{enclosures}}", size=8.5, colour=SOFT)
    last.paragraph_format.space_before = Pt(10)


def _invoices(document: Any, words: dict[str, Any]) -> None:
    widths = (40, 25, 27, 22, 28, 28)
    table = grid(document, widths, 5)
    head, line, sums, total, beside = table.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for position, (cell, text) in enumerate(zip(head.cells, words["heads"], strict=True)):
        say(cell.paragraphs[0], text, size=8, colour=SOFT)
        _right(cell, position)
        line_on(cell, "bottom", strong=True, colour="1B1F23")
    names = ("number", "issued_on", "due_on", "late", "total", "open")
    for position, (cell, name) in enumerate(zip(line.cells, names, strict=True)):
        say(cell.paragraphs[0], f"{{{{line.{name}}}}}", size=9)
        below = {"number": "matter", "open": "deducted"}.get(name)
        if below:
            say(tight(cell.add_paragraph()), f"{{{{line.{below}}}}}", size=8, colour=SOFT)
        _right(cell, position)
        line_on(cell, "bottom")
    for row, label, amount, bold in (
        (sums, "{{sum.label}}", "{{sum.amount}}", False),
        (total, "{{total.label}}", "{{total}}", True),
        (beside, "{{beside.label}}", "{{beside.amount}}", False),
    ):
        wide = row.cells[0].merge(row.cells[4])
        for spare in wide.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)
        say(tight(wide.paragraphs[0]), label, size=9, bold=bold)
        say(row.cells[5].paragraphs[0], amount, size=9, bold=bold)
        row.cells[5].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line_on(total.cells[0], "top", strong=True, colour="1B1F23")
    line_on(total.cells[5], "top", strong=True, colour="1B1F23")
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _right(cell: Any, position: int) -> None:
    for paragraph in cell.paragraphs:
        layout = tight(paragraph).paragraph_format
        layout.space_before = Pt(2) if paragraph is cell.paragraphs[0] else Pt(0)
        if position > 3:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _payment(document: Any, words: dict[str, Any]) -> None:
    table = grid(document, (30, 105, 35), 5)
    fields = ("{{pay.holder}}", "{{pay.iban}}", "{{pay.bic}}", "{{pay.reference}}", "{{pay.label}}")
    for row, label, field in zip(table.rows, words["pay"], fields, strict=True):
        say(row.cells[0].paragraphs[0], label, size=9, colour=SOFT)
        say(row.cells[1].paragraphs[0], field, size=9)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    code = table.rows[0].cells[2].merge(table.rows[-1].cells[2])
    for spare in code.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    say(tight(code.paragraphs[0]), "{{pay.code}}").alignment = WD_ALIGN_PARAGRAPH.RIGHT


if __name__ == "__main__":
    main()
