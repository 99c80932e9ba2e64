"""Invoice numbers in a text: with a known shape, by the ledger, or short ones by the thread they stand in."""

from __future__ import annotations

import re

from mailbot.inbound.firm import FirmFacts
from mailbot.inbound.reply.folding import fold

# A letter prefix, a year and a running number: F-2026-0042, FA2026/042, D-2026-031, FACT 2026 0042.
_SHAPED = re.compile(r"(?<![\w/-])[A-Za-z]{1,5}[-_/. ]?20\d\d[-_/. ]?\d{2,6}(?![\w/-]|[.,]\d)")
_AFTER_WORD = re.compile(
    r"\b(?:factures?|fact|fac|invoices?|inv|notes?(?: d'honoraires)?|avoirs?|devis|rechnung(?:s-?nr)?|re|"
    r"facturas?|fattur[ae]|facturen|factuur|la|les|celle|ref|reference|n°|no|nr|num(?:ero)?)"
    r"[ .:]{0,3}(?:n° ?|no ?|nr\.? ?|num(?:ero)? ?|# ?)?(?P<number>[a-z]{0,4}[-/]?\d[\d/-]{1,14}\d)"
    r"(?![\w/]|[.,]\d| ?(?:€|eur))"
)
_AND_MORE = re.compile(
    r"^ ?(?:,|et|and|und|y|e|en|&|ou|\+|/) ?(?:la |les |n° ?)?(?P<number>[a-z]{0,4}[-/]?\d[\d/-]{1,14}\d)"
    r"(?![\w/]|[.,]\d| ?(?:€|eur))"
)
MAX_REFERENCES = 50


def references(text: str, firm: FirmFacts, thread: str = "") -> tuple[str, ...]:
    """The invoice numbers named in `text`, in the ledger's form where it is known, each once.

    `thread`: subject and quoted text; a short "0141" means the one number there that ends so.
    """
    found: dict[str, None] = {}
    for written in _shaped(text, firm):
        found[firm.known_number(written) or tidy(written)] = None
    known_here = [tidy(written) for written in _shaped(thread, firm)]
    for written in _short(text):
        number = firm.known_number(written) or _by_ending(written, known_here)
        if number:
            found[number] = None
    return tuple(found)[:MAX_REFERENCES]


def _shaped(text: str, firm: FirmFacts) -> list[str]:
    found = [(match.start(), match[0]) for match in _SHAPED.finditer(text[:40_000])]
    if firm.invoice_pattern is not None:
        found += [(match.start(), match[0]) for match in firm.invoice_pattern.finditer(text[:40_000])]
    return [written for _, written in sorted(found)]


def tidy(written: str) -> str:
    """F20260042 and f-2026/0042 as F-2026-0042 … only where the parts are plain; else as written."""
    parts = re.fullmatch(r"([A-Za-z]{1,5})[-_/. ]?(20\d\d)[-_/. ]?(\d{2,6})", written)
    return f"{parts[1].upper()}-{parts[2]}-{parts[3]}" if parts else written


def _short(text: str) -> list[str]:
    folded = fold(text[:40_000])
    out: list[str] = []
    for match in _AFTER_WORD.finditer(folded):
        out.append(match["number"])
        at = match.end()
        while (more := _AND_MORE.match(folded[at : at + 60])) is not None and len(out) < MAX_REFERENCES:
            out.append(more["number"])
            at += more.end()
    return out


def _by_ending(written: str, known: list[str]) -> str | None:
    digits = re.sub(r"\D", "", written)
    if len(digits) < 2:
        return None
    same = {number for number in known if re.sub(r"\D", "", number).endswith(digits)}
    exact = {
        number for number in same if re.sub(r"\D", "", number.rpartition("-")[2]).lstrip("0") == digits.lstrip("0")
    }
    chosen = exact or same
    return chosen.pop() if len(chosen) == 1 else None


def without_references(text: str) -> str:
    """The text with shaped numbers blanked, so that they are not read as amounts or days."""
    return _SHAPED.sub(lambda match: " " * len(match[0]), text)
