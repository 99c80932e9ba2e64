"""HTML to lines and to tables, as a reader sees them: hidden matter out, quotations with their depth.

Iterative, capped, no network, no entities of a document type (there is none in HTML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from mailbot.inbound.lines import MAX_LINE, MAX_LINES, Line, normalise
from mailbot.inbound.program_marks import attribute, inner_mark, is_hidden, is_quotation, line_mark

_SKIPPED = frozenset({"head", "style", "script", "title", "noscript", "template", "select", "object", "svg"})
_BLOCKS = frozenset(
    {"div", "tr", "table", "ul", "ol", "center", "section", "article", "header", "footer", "form", "dl", "dd", "dt",
     "blockquote", "address", "fieldset", "main", "tbody", "thead", "pre"}
)  # fmt: skip
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
MAX_CELLS = 3_000
_TAGS = re.compile(r"<[^<>]{0,5000}>")


def root_of(html: str) -> Element | None:
    """The parsed document, None when nothing can be read."""
    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return None


@lru_cache(maxsize=1)
def html_lines(html: str) -> list[Line]:
    """The lines that a reader sees, with quote depth and marks. Several readers ask for one page; none changes it."""
    root = root_of(html)
    if root is None:
        return [Line(line[:MAX_LINE]) for line in normalise(_TAGS.sub(" ", html)).splitlines()[:MAX_LINES]]
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if len(writer.lines) >= MAX_LINES:
            break
        if event == "start":
            writer.start(element)
        else:
            writer.end(element)
    writer.flush()
    return writer.lines


@dataclass(slots=True)
class _Writer:
    """Collects the lines while the tree is walked."""

    lines: list[Line] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    depth: int = 0
    quotations: list[Element] = field(default_factory=list)
    skipping: Element | None = None
    marks: list[tuple[Element, str]] = field(default_factory=list)
    loose_signature: bool = False

    def start(self, element: Element) -> None:
        if self.skipping is not None:
            return
        tag = str(element.tag)
        if tag in _SKIPPED or is_hidden(element):
            self.skipping = element
            return
        if tag in _BLOCKS or tag in _PARAGRAPHS or tag == "li":
            self.flush()
        self._open(element, tag)
        if tag == "li":
            self.buffer.append("- ")
        if element.text:
            self.buffer.append(element.text)

    def _open(self, element: Element, tag: str) -> None:
        if is_quotation(element, tag):
            self.flush()
            self.quotations.append(element)
            self.depth += 1
            self.loose_signature = False
        drawn = line_mark(element, tag)
        if drawn:
            self.flush()
            self.lines.append(Line("", self.depth, drawn))
        if attribute(element, "id") == "linebreakatbeginningofsignature":
            self.flush()
            self.loose_signature = True
        mark = inner_mark(element)
        if mark:
            self.flush()
            self.marks.append((element, mark))

    def end(self, element: Element) -> None:
        if self.skipping is not None:
            if element is not self.skipping:
                return
            self.skipping = None
        else:
            self._close(element)
        if element.tail:
            self.buffer.append(element.tail)

    def _close(self, element: Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self.flush(even_empty=True)
        elif tag in ("td", "th"):
            self.buffer.append(" \t ")
        elif tag in _BLOCKS or tag == "li":
            self.flush()
        elif tag in _PARAGRAPHS:
            self.flush()
            self._blank()
        if self.marks and self.marks[-1][0] is element:
            self.flush()
            self.marks.pop()
        if self.quotations and self.quotations[-1] is element:
            self.flush()
            self.quotations.pop()
            self.depth -= 1

    def _blank(self) -> None:
        if self.lines and (self.lines[-1].text or self.lines[-1].mark):
            self.lines.append(Line("", self.depth))

    def flush(self, *, even_empty: bool = False) -> None:
        text = " ".join(normalise("".join(self.buffer)).split())
        self.buffer.clear()
        if not text and not even_empty:
            return
        mark = self.marks[-1][1] if self.marks else "signature" if self.loose_signature else ""
        self.lines.extend(_lines(text, self.depth, mark))


def _lines(text: str, depth: int, mark: str) -> list[Line]:
    # Some web mails keep the '>' of a quoted plain text inside the HTML.
    extra = 0
    while text.startswith(">"):
        text, extra = text[1:].lstrip(), extra + 1
    pieces = [text[i : i + MAX_LINE] for i in range(0, min(len(text), 20 * MAX_LINE), MAX_LINE)] or [""]
    return [Line(piece, depth + extra, mark) for piece in pieces]


def text_of(element: Element) -> str:
    """The visible text of an element, its line breaks kept as newlines."""
    lines = html_lines_of(element)
    return "\n".join(line.text for line in lines if line.text)


def html_lines_of(element: Element) -> list[Line]:
    """The lines of one element of a parsed document."""
    writer = _Writer()
    for event, child in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            writer.start(child)
        elif child is not element:
            writer.end(child)
    writer.flush()
    return writer.lines


def tables(html: str) -> list[list[list[str]]]:
    """The innermost tables (those that hold data, not layout) as rows of cell texts."""
    root = root_of(html)
    if root is None:
        return []
    found: list[list[list[str]]] = []
    left = MAX_CELLS
    for table in islice(root.iter("table"), 200):
        if table.find(".//table") is not None:
            continue
        rows: list[list[str]] = []
        for row in islice(table.iter("tr"), 2_000):
            cells = [cell for cell in row if cell.tag in ("td", "th")][: min(50, left)]
            rows.append([text_of(cell) for cell in cells])
            left -= len(cells)
        found.append([row for row in rows if any(row)])
    return found
