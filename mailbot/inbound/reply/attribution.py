"""The line that introduces a quotation: "Le mar. 6 oct. 2026 à 08:00, Étude <…> a écrit :", in the languages of Europe.

Every test looks at one line, or a few joined ones, of bounded length; patterns are anchored and have no nested repeats.
"""

from __future__ import annotations

import re

from mailbot.inbound.lines import Line

MAX_JOINED = 4
MAX_LENGTH = 400

DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d\d/\d{1,2}/\d{1,2}\b|\b\d{1,2}[:h]\d\d\b"
    r"|\b\d{1,2}(?:er|\.|th|st|nd|rd)?\s+(?:de\s+)?[a-zéûäçãà]{3,10}\.?\s*(?:de\s+)?,?\s*(?:19|20)\d\d\b"
    r"|\b[a-zé]{3,9}\.?\s+\d{1,2},?\s+(?:19|20)\d\d\b",
    re.I,
)
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d\d\b")
_LEAD = re.compile(
    r"^[\s*>]{0,4}(?:le|on|am|el|il(?: giorno)?|in data|op|em|den|at|dne|w dniu|vào|quoting|citing|du|from|"
    r"(?:luned|marted|mercoled|gioved|venerd)ì|sabato|domenica|\d{4}[/-]\d\d?[/-]\d\d?|[\w\s.'-]{0,60}\bwrote)\b",
    re.I,
)
# What may stand behind the verb: a name, an address, a date with its clock ("schreef op 2026-10-06 08:00:").
_TAIL = r"\b(?:[^:]|(?<=\d):(?=\d)){0,120}:?\s*$"
_WROTE = re.compile(
    r"\b(?:(?:a|ont) [ée]crit|[ée]crivai(?:t|ent)|a r[ée]pondu|a envoy[ée]|wrote|writes|schrieb|"
    r"hat geschrieben|geschrieben|escribi[óo]|escribieron|escreveu|ha scritto|scrisse|hanno scritto|schreef|schreven|"
    r"het volgende geschreven|skrev|napsal|pisze|kirjoitti)" + _TAIL,
    re.I,
)
# "Mon associé vous a écrit :" is prose far more often than a program's line.
_TO_SOMEBODY = re.compile(
    r"\b(?:vous|nous|lui|leur|te|me|m['’]|t['’]) ?(?:a|ont) (?:[ée]crit|r[ée]pondu|envoy[ée])\b|"
    r"\b(?:wrote|writes) (?:to )?(?:us|me|you|him|her|them)\b|\b(?:uns|mir|ihnen|ons|mij|ci|mi|vi|nos|le|les) "
    r"(?:geschrieben|schrieb|schreef|ha scritto|escribi[óo])\b|\bschrieb (?:uns|mir|ihnen)\b|\bschreef (?:ons|mij|u)\b",
    re.I,
)
_TRAILING_ADDRESS = re.compile(
    r"<[^<>\s]{1,100}@[^<>\s]{1,200}>\s*:?\s*$|^[^<>]{0,80}<[^<>\s]{1,100}@[^<>\s]{1,200}>\s*(?:le|on|:)", re.I
)
_MAILTO = re.compile(r"<\s?mailto:[^<>]{0,300}>|\[mailto:[^\]]{0,300}\]", re.I)
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,200}")
_SENTENCE_INSIDE = re.compile(r"[.!?] [A-ZÀ-Þ][a-zà-ÿ]+ ")


# What the last line of every attribution has: a colon or a bracket at its end, or a verb of writing.
_MAY_END = re.compile(
    r"[:：>]\s{0,20}$|escri|scri|crit\b|crivai|rote\b|rites\b|schr[ie]|pondu\b|envoy|skrev|napsal|pisze|kirjoitti", re.I
)


def may_end_here(text: str) -> bool:
    """Could an attribution end on this line? A quick look that spares most lines the long one."""
    return bool(_MAY_END.search(text, 0, MAX_LENGTH))


def attribution(lines: list[Line], at: int) -> int:
    """How many lines the attribution at `at` takes ("Le … a écrit :"), 0 when there is none.

    It needs a lead, a verb of writing at its end, and a date or an address: prose such as "votre collègue nous a
    écrit : …" has text after the colon or neither date nor address.
    """
    first = lines[at].text
    if lines[at].mark == "attribution":
        return 1
    if not first.strip() or len(first) > MAX_LENGTH:
        return 0
    taken = _joined(lines, at)
    if not taken or not _TO_SOMEBODY.search(" ".join(line.text for line in lines[at : at + taken])):
        return taken
    return taken if _quoted_below(lines, at + taken) else 0


def _joined(lines: list[Line], at: int) -> int:
    """The attribution's lines, to its colon where the program wrapped it."""
    found = 0
    joined = ""
    for count in range(1, MAX_JOINED + 1):
        index = at + count - 1
        if index >= len(lines) or (count > 1 and not _goes_on(lines, at, index)):
            break
        joined = f"{joined} {lines[index].text.strip()}".strip()
        if len(joined) > MAX_LENGTH:
            break
        if _is_attribution(joined):
            if joined.endswith((":", "：")):
                return count
            found = found or count
    return found


def _goes_on(lines: list[Line], at: int, index: int) -> bool:
    """May the line at `index` continue what begins at `at`? Not when an answer ends and a program's line begins."""
    line = lines[index]
    if not line.text.strip() or line.depth != lines[at].depth or line.mark != lines[at].mark:
        return False
    if _LEAD.match(lines[at].text):
        return True
    return lines[index - 1].text.rstrip()[-1:] not in ".!?" and not _LEAD.match(line.text)


def _quoted_below(lines: list[Line], index: int) -> bool:
    return any(line.depth > 0 for line in lines[index : index + 3])


def _is_attribution(text: str) -> bool:
    text = _MAILTO.sub("", text).rstrip()
    ends = text.endswith((":", "：", ">"))
    wrote = _WROTE.search(text)
    dated, address = DATE.search(text), _ADDRESS.search(text)
    if not (ends or wrote) or not (dated or address):
        return False
    if wrote:
        led = bool(_LEAD.match(text)) or "@" in text
        return led or bool(dated and _CLOCK.search(text) and text.endswith(":"))
    # Without a verb that we know: "2026-11-12 9:17 GMT+01:00 Étude Vallier <relances@…>:" in any language.
    named = text.endswith((":", "：")) or bool(_TRAILING_ADDRESS.search(text) and _LEAD.match(text))
    return named and bool(dated and address) and not _SENTENCE_INSIDE.search(text[30:])
