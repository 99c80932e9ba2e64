"""HTML to lines and to tables, as a reader sees them: hidden matter out, quotations with their depth.

Iterative, capped, no network, no entities of a document type (there is none in HTML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from mailbot.inbound.lines import MAX_LINE, MAX_LINES, Line, normalise

_SKIPPED = frozenset({"head", "style", "script", "title", "noscript", "template", "select", "object", "svg"})
_BLOCKS = frozenset(
    {"div", "tr", "table", "ul", "ol", "center", "section", "article", "header", "footer", "form", "dl", "dd", "dt",
     "blockquote", "address", "fieldset", "main", "tbody", "thead", "pre"}
)  # fmt: skip
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_QUOTED_CLASSES = ("yahoo_quoted", "protonmail_quote", "gmail_extra_quote", "zmail_extra", "ntkmail_quote")
_ATTRIBUTION_CLASSES = ("gmail_attr", "moz-cite-prefix")
_SIGNATURE_CLASSES = ("moz-signature", "gmail_signature", "protonmail_signature_block", "apple-signature")
_SIGNATURE_IDS = ("signature", "ms-outlook-mobile-signature", "applemailsignature", "divtagdefaultsignature")
# From here on the program puts what it quotes.
_QUOTE_IDS = ("appendonsend", "divrplyfwdmsg", "x_divrplyfwdmsg", "mail-editor-reference-message-container")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_RULE = re.compile(r"border-top\s*:\s*solid\s+#[0-9a-f]{6}\s+1\.0pt|border:none;\s*border-top", re.I)
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


def html_lines(html: str) -> list[Line]:
    """The lines that a reader sees, with quote depth and marks."""
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
    skipping: Element | None = None
    marks: list[tuple[Element, str]] = field(default_factory=list)
    loose_signature: bool = False

    def start(self, element: Element) -> None:
        if self.skipping is not None:
            return
        tag = str(element.tag)
        if tag in _SKIPPED or _HIDDEN.search(element.get("style") or ""):
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
        ident, classes = (element.get("id") or "").lower(), (element.get("class") or "").lower()
        if tag == "blockquote" or any(name in classes for name in _QUOTED_CLASSES):
            self.flush()
            self.depth += 1
            self.loose_signature = False
        if ident in _QUOTE_IDS or ident == "zwchr":
            self.flush()
            self.lines.append(Line("", self.depth, "quote"))
        elif tag == "hr" or _RULE.search(element.get("style") or ""):
            self.flush()
            self.lines.append(Line("", self.depth, "rule"))
        if ident == "linebreakatbeginningofsignature":
            self.loose_signature = True
        mark = self._mark(ident, classes)
        if mark:
            self.flush()
            self.marks.append((element, mark))

    @staticmethod
    def _mark(ident: str, classes: str) -> str:
        if any(name in classes for name in _ATTRIBUTION_CLASSES):
            return "attribution"
        if ident in _SIGNATURE_IDS or any(name in classes for name in _SIGNATURE_CLASSES):
            return "signature"
        return ""

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
        classes = (element.get("class") or "").lower()
        if tag == "blockquote" or any(name in classes for name in _QUOTED_CLASSES):
            self.flush()
            self.depth = max(0, self.depth - 1)

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
    for table in list(root.iter("table"))[:200]:
        if table.find(".//table") is not None:
            continue
        rows = [
            [text_of(cell) for cell in row if cell.tag in ("td", "th")][:50] for row in list(table.iter("tr"))[:2_000]
        ]
        found.append([row for row in rows if any(row)])
    return found
