"""Forwarded messages: does somebody of the firm pass on a message or an invoice that others wrote?"""

from __future__ import annotations

import re

from mailbot.inbound.parse import Mail

_SUBJECT = re.compile(r"^\s*(?:(?:re|r[ée]p|aw)\s?:\s*)*(?:fwd?|tr|wg|i|rv|enc|doorst|transf(?:ert|éré)?)\s?:", re.I)
_INVOICE_NAME = re.compile(
    r"fact|invoice|rechnung|fattura|factuur|avoir|note[ _-]?d|honoraires|\b[A-Z]{1,4}[-_ ]?20\d\d[-_ ]?\d{2,6}", re.I
)
_INVOICE_SUBJECT = re.compile(
    r"\bfactures?\b|\binvoices?\b|note d['’]honoraires|\bavoir\b|rechnung|fattura|factuur", re.I
)
_INVOICE_TYPES = ("application/pdf", "application/xml", "text/xml", "application/octet-stream")


def is_forward(mail: Mail) -> bool:
    """Does the subject say that it is passed on, or does it carry a message as a file?"""
    return bool(_SUBJECT.match(mail.subject)) or any(a.content_type == "message/rfc822" for a in mail.attachments)


def carries_invoice(mail: Mail) -> bool:
    """Is a file that looks like an invoice attached?"""
    files = [
        a for a in mail.attachments if a.content_type in _INVOICE_TYPES or a.name.lower().endswith((".pdf", ".xml"))
    ]
    return any(_INVOICE_NAME.search(a.name) for a in files) or bool(files and _INVOICE_SUBJECT.search(mail.subject))
