"""One PDF for the printer: letters and what is enclosed, one after the other, each looked at before it goes in.

A letter whose address does not lie in the envelope's window is not printed: its client would get nothing, or somebody
else would. Where it lies is measured in the finished PDF.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError

_MM = 72 / 25.4
# The window of a French DL envelope on a page folded in three: mm from the left and from the top (La Poste).
_LEFT, _RIGHT, _TOP, _BOTTOM = 100.0, 192.0, 42.0, 84.0
# How wide a letter is at least on average, in parts of the type's size.
_NARROW = 0.4


def misplaced(letter: bytes, address: Sequence[str]) -> str:
    """Why this letter cannot go in a window envelope; empty when it can. `address`: the lines that must show in it, and
    nothing else may."""
    try:
        page = PdfReader(io.BytesIO(letter)).pages[0]
        shown = _in_window(page)
    except (PyPdfError, IndexError, ValueError) as error:
        return f"the letter cannot be read ({error})"
    missing = [line for line in address if _plain(line) not in shown]
    if missing:
        return f"{missing[0]!r} does not lie in the envelope's window"
    rest = shown
    for line in address:
        rest = rest.replace(_plain(line), "", 1)
    return f"{rest!r} shows in the envelope's window beside the address" if rest else ""


def _in_window(page: PageObject) -> str:
    """What stands in the window, without spaces."""
    found: list[str] = []

    def visit(text: str, matrix: Any, text_matrix: Any, _font: Any, size: float) -> None:
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        top = (float(page.mediabox.height) - y) / _MM
        # A run of text that begins left of the window may reach into it.
        end = x + len(text.strip()) * abs(size * text_matrix[0] * matrix[0]) * _NARROW
        if x / _MM < _RIGHT and end / _MM > _LEFT and _TOP < top < _BOTTOM:
            found.append(text)

    page.extract_text(visitor_text=visit)
    return _plain("".join(found))


def _plain(text: str) -> str:
    return "".join(text.split())


def joined(documents: Sequence[Sequence[bytes]], *, duplex: bool) -> bytes:
    """Every letter with its enclosures, one after the other. `duplex`: each letter begins on a new sheet, a blank back
    where it needs one. The same documents give the same bytes."""
    writer = PdfWriter()
    for parts in documents:
        before = len(writer.pages)
        for part in parts:
            writer.append(io.BytesIO(part), import_outline=False)
        if duplex and (len(writer.pages) - before) % 2:
            last = writer.pages[-1].mediabox
            writer.add_blank_page(last.width, last.height)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
