"""Fill the fields of a Word template: rows repeat, what has nothing to say goes away with its words.

A paragraph all of whose fields are empty is left out, and so is such a table row: `BIC : {{pay.bic}}` needs no
condition.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from mailbot.core.errors import InputError
from mailbot.outbound.docx_page import clean
from mailbot.outbound.word_fields import PICTURES, WordFields
from mailbot.outbound.word_places import FIELD, TBL, TC, TR, P, Written, fields_in, group_of, mistakes, written

_STORIES = ("header", "footer")
_HEIGHTS = {"firm.logo": Mm(17), "pay.code": Mm(26)}
_ALTERNATIVES = {"firm.logo": "firm.name", "pay.code": "pay.iban"}
# Marks that must be the only ones of their number or name: copies of a row go without them.
_ONLY_ONCE = tuple(qn(f"w:{kind}{end}") for kind in ("bookmark", "commentRange") for end in ("Start", "End"))
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def stories(document: Any) -> Iterator[tuple[str, Any]]:
    """Every part that holds text, with how it is named in errors: the page itself, headers and feet."""
    yield "", document.part
    for part in document.part.package.iter_parts():
        kind = next((one for one in _STORIES if str(part.content_type).endswith(f".{one}+xml")), "")
        if kind:
            yield f"{kind}, ", part


def check(document: Any, names: frozenset[str]) -> tuple[str, ...]:
    """A sentence for each wrong field, with where it stands."""
    return tuple(why for place, part in stories(document) for why in mistakes(part.element, names, place))


def fill(document: Any, fields: WordFields) -> None:
    """Put the values in. Raises InputError with every wrong field and where it stands."""
    wrong = check(document, fields.names)
    if wrong:
        raise InputError("; ".join(wrong))
    for _, part in stories(document):
        _Story(part, fields).fill()


class _Story:
    """One part being filled: the page, a header or a foot."""

    def __init__(self, part: Any, fields: WordFields) -> None:
        self._part, self._fields = part, fields
        self._done: list[Any] = []

    def fill(self) -> None:
        """Rows first, inner tables before outer ones; then paragraphs."""
        for row in reversed(list(self._part.element.iter(TR))):
            self._row(row)
        for table in list(self._part.element.iter(TBL)):
            if next(table.iter(TR), None) is None:
                table.getparent().remove(table)
        for paragraph in list(self._part.element.iter(P)):
            if paragraph not in self._done:  # braces in a client's data are no fields
                self._paragraph(paragraph, self._fields.single)

    def _row(self, row: Any) -> None:
        names = fields_in(row)
        group = next(filter(None, map(group_of, names)), "")
        if group:
            for values in self._fields.rows[group]:
                made = _copy(row)
                row.addprevious(made)
                own = {f"{group}.{key}": value for key, value in values.items()}
                for paragraph in list(made.iter(P)):
                    self._paragraph(paragraph, {**self._fields.single, **own})
                self._done += made.iter(P)
        if group or (names and not any(self._said(name) for name in names)):
            row.getparent().remove(row)

    def _said(self, name: str) -> bool:
        return bool(self._fields.pictures.get(name) or self._fields.single.get(name))

    def _paragraph(self, paragraph: Any, values: Mapping[str, str]) -> None:
        found = written(paragraph)
        names = found.fields
        if not names:
            return
        if not any(values.get(name) or self._fields.pictures.get(name) for name in names):
            _leave_out(paragraph)
            return
        whole = FIELD.fullmatch(found.text.strip())
        parts = values.get(names[0], "").split("\n\n") if whole else []
        if len(parts) > 1:
            for part in parts:
                made = _copy(paragraph)
                paragraph.addprevious(made)
                self._put(made, written(made), {**values, names[0]: part})
            paragraph.getparent().remove(paragraph)
        else:
            self._put(paragraph, found, values)

    def _put(self, paragraph: Any, found: Written, values: Mapping[str, str]) -> None:
        """From the last field to the first, so that the places of those before it stay true."""
        for match in reversed(list(FIELD.finditer(found.text))):
            first = _replace(found, match.span(), clean(values.get(match[1], "")))
            if match[1] in PICTURES and self._fields.pictures[match[1]]:
                self._draw(first, match[1])
        for _, element in found.pieces:
            _break_lines(element)

    def _draw(self, element: Any, name: str) -> None:
        picture = io.BytesIO(self._fields.pictures[name])
        inline = self._part.new_pic_inline(picture, None, _HEIGHTS[name])
        inline.docPr.set("descr", self._fields.single.get(_ALTERNATIVES[name], ""))
        run = OxmlElement("w:r")
        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        next(element.iterancestors(qn("w:r"))).addnext(run)


def _replace(found: Written, span: tuple[int, int], value: str) -> Any:
    """Put `value` where the field begins and take the rest of it out of the runs it lies in; the first element."""
    start, end = span
    first = None
    for begins, element in found.pieces:
        text: str = element.text or ""
        low, high = max(start - begins, 0), end - begins
        if begins >= end or begins + len(text) <= start:
            continue
        element.text = text[:low] + (value if first is None else "") + text[max(high, 0) :]
        element.set(qn("xml:space"), "preserve")
        first = element if first is None else first
    return first


def _break_lines(element: Any) -> None:
    """A line break in a value becomes Word's."""
    head, *rest = (element.text or "").split("\n")
    if not rest:
        return
    element.text, last = head, element
    for line in rest:
        broken, following = OxmlElement("w:br"), OxmlElement("w:t")
        following.text = line
        following.set(qn("xml:space"), "preserve")
        last.addnext(broken)
        broken.addnext(following)
        last = following


def _leave_out(paragraph: Any) -> None:
    """Take a paragraph away; one that its cell or its section cannot do without is emptied."""
    parent = paragraph.getparent()
    alone = parent.tag == TC and len(parent.findall(P)) == 1
    if alone or paragraph.find(f".//{qn('w:sectPr')}") is not None:
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)
    else:
        parent.remove(paragraph)


def _copy(element: Any) -> Any:
    made = deepcopy(element)
    for one in list(made.iter(*_ONLY_ONCE)):
        one.getparent().remove(one)
    for one in made.iter():
        for name in [key for key in one.attrib if str(key).startswith(_W14)]:
            del one.attrib[name]
    return made
