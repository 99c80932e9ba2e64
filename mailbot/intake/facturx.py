"""The XML inside a Factur-X (or ZUGFeRD 2) PDF. The PDF is not drawn, nothing in it is run; one attachment is read.

pypdf is pure Python, maintained, limits by itself what a stream may unpack to, and is what other Factur-X software
stands on.
"""

from __future__ import annotations

import io
import logging
from itertools import islice

from pypdf import PdfReader

from mailbot.core.errors import InputError

# The names that the standards give the file, the newest first.
NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
MAX_ATTACHMENTS = 50

# Its warnings on sloppy files would stand among the log's own lines.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def embedded_invoice(content: bytes, name: str) -> bytes:
    """The invoice's XML. Raises InputError in one sentence when there is none, or the PDF cannot be read."""
    try:
        found = _attached(content)
    except Exception as error:  # whatever a damaged or hostile file makes of the library
        raise InputError(f"{name}: the PDF cannot be read ({type(error).__name__}); save it again.") from error
    if found is None:
        raise InputError(f"{name}: the PDF has a password; save it without one.")
    xml = next((found[known] for known in NAMES if known in found), None)
    if xml is None:
        raise InputError(
            f"{name}: this PDF holds no Factur-X data; name it in the column `file` of a list of invoices instead."
        )
    return xml


def _attached(content: bytes) -> dict[str, bytes] | None:
    """The attachments with a known name, None when the PDF has a password."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    found = {}
    for one in islice(reader.attachment_list, MAX_ATTACHMENTS):
        named = {one.name.lower(), (one.alternative_name or "").lower()} & set(NAMES)
        if named:
            found[named.pop()] = bytes(one.content)
    return found
