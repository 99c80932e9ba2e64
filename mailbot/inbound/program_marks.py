"""What mail programs write into their HTML to mark quotations, attributions and signatures: classes, ids, names."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

_QUOTED_CLASSES = (
    "yahoo_quoted", "protonmail_quote", "gmail_extra_quote", "zmail_extra", "ntkmail_quote", "ik_mail_quote",
    "freshdesk_quote",
)  # fmt: skip
_QUOTED_NAMES = ("quote", "messagereplysection")  # GMX and WEB.DE; Spark
_ATTRIBUTION_CLASSES = ("gmail_attr", "moz-cite-prefix", "replyheader", "airmail_on")
_SIGNATURE_CLASSES = (
    "moz-signature", "gmail_signature", "protonmail_signature_block", "apple-signature", "zmail_signature",
)  # fmt: skip
_SIGNATURE_IDS = (
    "signature", "x_signature", "ms-outlook-mobile-signature", "applemailsignature", "divtagdefaultsignature",
    "composer_signature",
)  # fmt: skip
# From here on the program puts what it quotes.
_QUOTE_IDS = (
    "appendonsend", "x_appendonsend", "divrplyfwdmsg", "x_divrplyfwdmsg", "mail-editor-reference-message-container",
    "zwchr",
)  # fmt: skip
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"(?:^|;)\s*(?:max-height|opacity)\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)",
    re.I,
)
_RULE = re.compile(r"border-top\s*:\s*solid\s+#[0-9a-f]{6}\s+1\.0pt|border:none;\s*border-top", re.I)
MAX_ATTRIBUTE = 2_000


def attribute(element: Element, name: str) -> str:
    """An attribute in lower case, cut to a sane length; empty when it is missing."""
    return (element.get(name) or "")[:MAX_ATTRIBUTE].lower()


def is_hidden(element: Element) -> bool:
    """Does a reader not see it?"""
    return element.get("hidden") is not None or bool(_HIDDEN.search(attribute(element, "style")))


def is_quotation(element: Element, tag: str) -> bool:
    """Does the program mark this element as what it quotes?"""
    if tag == "blockquote":
        return True
    named = f"{attribute(element, 'class')} {attribute(element, 'id')}"
    if any(name in named for name in _QUOTED_CLASSES):
        return True
    quoted = attribute(element, "name") in _QUOTED_NAMES or attribute(element, "data-marker") == "__quoted_text__"
    return tag == "div" and quoted


def line_mark(element: Element, tag: str) -> str:
    """What an element says by standing there: "quote" (all that follows is quoted), "rule", or nothing."""
    if attribute(element, "id") in _QUOTE_IDS:
        return "quote"
    return "rule" if tag == "hr" or _RULE.search(attribute(element, "style")) else ""


def inner_mark(element: Element) -> str:
    """What the lines inside an element are: "attribution", "signature", or nothing in particular."""
    ident, classes = attribute(element, "id"), attribute(element, "class")
    if ident == "reply-intro" or any(name in classes for name in _ATTRIBUTION_CLASSES):
        return "attribution"
    if ident in _SIGNATURE_IDS or any(name in classes for name in _SIGNATURE_CLASSES):
        return "signature"
    return ""
