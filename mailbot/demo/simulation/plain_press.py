"""A press without layout: a simulation is about what leaves and when, and prints ten thousand letters."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mailbot.outbound.letter_pdf import LETTER_SHEET, LetterPress

_PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
% {digest}
trailer<</Root 1 0 R>>
%%EOF
"""


class PlainPress(LetterPress):
    """Gives an empty page that differs where the letter differs."""

    def __init__(self, overrides: Path | None = None, logo: Path | None = None) -> None:
        """Nothing is loaded."""

    def pdf(self, html: str, sheet: str = LETTER_SHEET) -> bytes:
        """A page; the same letter gives the same bytes."""
        return _PDF.format(digest=hashlib.sha256(html.encode()).hexdigest()).encode()
