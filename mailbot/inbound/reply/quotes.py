"""Where the quotation begins: attribution lines, header blocks and dividers, in the languages of Europe.

Every test looks at one line, or a few joined ones, of bounded length; patterns are anchored and have no nested repeats.
"""

from __future__ import annotations

import re

from mailbot.inbound.lines import Line

_DIVIDER = re.compile(
    r"^[\s>*]*(?:[-_=–—]{2,}|\*{2,})?\s*(?:message d['’ ]?origine|message original|mail original|"
    r"courriel original|message d'origine"
    r"|message transf[ée]r[ée]|message r[ée]exp[ée]di[ée]|original message|original-nachricht|"
    r"urspr[üu]ngliche nachricht"
    r"|urspr[üu]ngliche mail|forwarded message|weitergeleitete nachricht|mensaje original|"
    r"mensaje reenviado|mensagem original"
    r"|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|reply message|"
    r"message initial"
    r"|e-?mail d'origine|r[ée]ponse au message)\b[\s\S]{0,40}$",
    re.I,
)
_FORWARD_BEGINS = re.compile(
    r"^\s*(?:d[ée]but du (?:message|courriel|mail) (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|begin forwarded message"
    r"|anfang der weitergeleiteten (?:nachricht|e-mail)|inicio del mensaje reenviado|inizio messaggio inoltrato"
    r"|begin doorgestuurd bericht)\s*:?\s*$",
    re.I,
)
# Orange, Wanadoo, La Poste: "> Message du 03/02/26 10:12", and Zimbra's block without a rule.
_MESSAGE_OF = re.compile(r"^\s*>?\s*message (?:du|envoy[ée] le)\s*:?\s*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", re.I)
_RULE = re.compile(r"^\s*(?:_{10,}|-{10,}|={10,}|\*{10,})\s*$")
_KEY = re.compile(
    r"^[\s>*|]{0,6}(?P<key>de|from|von|da|van|fr[åa]n?|fra|от|od|exp[ée]diteur|exp|envoy[ée](?: le| par)?|"
    r"sent|gesendet|enviado(?: el| por)?|inviato"
    r"|verzonden|skickat|sendt|отправлено|wys[łl]ano|date|data|datum|fecha|[àa]|to|an|para|per|pour|aan|"
    r"till?|кому|do|destinataires?|dest|cc|cci|copie(?: [àa])?|copy to|kopie"
    r"|objet|sujet|subject|betreff|asunto|oggetto|onderwerp|[äa]mne|emne|тема|temat|reply-to|"
    r"r[ée]pondre [àa]|importance|pi[èe]ces? jointes?)"
    r"[\s*]{0,8}:[\s*]*(?P<value>.{0,400})$",
    re.I,
)
_FROM_KEYS = frozenset(
    {
        "de",
        "from",
        "von",
        "da",
        "van",
        "expéditeur",
        "expediteur",
        "exp",
        "envoyé par",
        "från",
        "fran",
        "fra",
        "от",
        "od",
    }
)
_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[:h]\d\d\b"
    r"|\b\d{1,2}(?:er|\.|th|st|nd|rd)?\s+(?:de\s+)?[a-zéûäçãà]{3,10}\.?\s*(?:de\s+)?,?\s*(?:19|20)\d\d\b"
    r"|\b[a-zé]{3,9}\.?\s+\d{1,2},?\s+(?:19|20)\d\d\b",
    re.I,
)
_LEAD = re.compile(
    r"^[\s*>]{0,4}(?:le|on|am|el|il(?: giorno)?|in data|op|em|den|at|dne|w dniu|vào|quoting|citing|du|from|"
    r"[\w\s.'-]{0,60}\bwrote)\b",
    re.I,
)
_WROTE = re.compile(
    r"\b(?:a [ée]crit|[ée]crivait|a r[ée]pondu|a envoy[ée]|vous a [ée]crit|wrote|writes|schrieb|"
    r"hat geschrieben|geschrieben"
    r"|escribi[óo]|escreveu|ha scritto|scrisse|schreef|het volgende geschreven|skrev|napsal|pisze|kirjoitti)\b"
    r"[^:]{0,120}:?\s*$",
    re.I,
)
_TRAILING_ADDRESS = re.compile(
    r"<[^<>\s]{1,100}@[^<>\s]{1,200}>\s*:?\s*$|^[^<>]{0,80}<[^<>\s]{1,100}@[^<>\s]{1,200}>\s*(?:le|on|:)", re.I
)
# HCL Notes: "Étude Vallier ---12/11/2026 09:17:00---Madame, Monsieur".
_NOTES = re.compile(r"^.{1,120}-{3}\s?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?\s?-{3}")
_REPLY_ABOVE = re.compile(
    r"^\W{0,8}(?:merci de r[ée]pondre|veuillez r[ée]pondre|r[ée]pondez|please (?:type|write) your reply|"
    r"reply) (?:au-dessus|above|over)"
    r"|^\W{0,8}(?:au-dessus de cette ligne|reply above this line)",
    re.I,
)
MAX_JOINED = 4


def is_divider(text: str) -> bool:
    """A line such as "-----Message d'origine-----": from here on all is quoted."""
    return len(text) < 200 and bool(_DIVIDER.match(text) and _dashed_or_alone(text) or _FORWARD_BEGINS.match(text))


def _dashed_or_alone(text: str) -> bool:
    return bool(re.match(r"^[\s>*]*[-_=–—*]{2}", text)) or len(text.split()) <= 4


def is_message_of(text: str) -> bool:
    """Orange's and Zimbra's "Message du 03/02/26 10:12"."""
    return len(text) < 200 and bool(_MESSAGE_OF.match(text) or _NOTES.match(text))


def is_rule(line: Line) -> bool:
    """A line drawn across the page."""
    return line.mark == "rule" or bool(_RULE.match(line.text))


def header_block(lines: list[Line], at: int) -> int:
    """How many lines of a quoted message's header stand at `at`; 0 when there is none.

    At least two keys with a From-like one that carries a date or an address, or three keys; blank lines between them
    are allowed, as Outlook and Notes leave them.
    """
    keys: list[str] = []
    convincing = False
    end = at
    for index in range(at, min(at + 16, len(lines))):
        text = lines[index].text
        found = _KEY.match(text) if len(text) < 500 else None
        if found:
            keys.append(found["key"].lower())
            convincing = convincing or "@" in found["value"] or bool(_DATE.search(found["value"]))
            end = index + 1
        elif text.strip() and index - end >= 2 or (text.strip() and not keys):
            break
    has_from = any(key in _FROM_KEYS for key in keys)
    if has_from and len(set(keys)) >= 2 and convincing or len(set(keys)) >= 3 and has_from:
        return end - at
    return 0


def attribution(lines: list[Line], at: int) -> int:
    """How many lines the attribution at `at` takes ("Le … a écrit :"), 0 when there is none.

    It needs a lead, a verb of writing at its end, and a date or an address: prose such as "votre collègue nous a
    écrit : …" has text after the colon or neither date nor address.
    """
    first = lines[at].text
    if lines[at].mark == "attribution":
        return 1
    if not first.strip() or len(first) > 400:
        return 0
    joined = ""
    for count in range(1, MAX_JOINED + 1):
        index = at + count - 1
        if index >= len(lines) or (
            count > 1 and (not lines[index].text.strip() or lines[index].depth != lines[at].depth)
        ):
            break
        joined = f"{joined} {lines[index].text.strip()}".strip()
        if len(joined) > 400:
            break
        if _is_attribution(joined):
            return count
    return 0


_MAILTO = re.compile(r"<\s?mailto:[^<>]{0,300}>|\[mailto:[^\]]{0,300}\]", re.I)
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,200}")


def _is_attribution(text: str) -> bool:
    text = _MAILTO.sub("", text).rstrip()
    if not text.rstrip().endswith((":", "：", ">")) and not _WROTE.search(text):
        return False
    if not (_DATE.search(text) or "@" in text):
        return False
    if _WROTE.search(text):
        return bool(_LEAD.match(text)) or "@" in text
    # Without a verb that we know: "2026-11-12 9:17 GMT+01:00 Étude Vallier <relances@…>:" in any language.
    ends = text.endswith((":", "：")) or bool(_TRAILING_ADDRESS.search(text) and _LEAD.match(text))
    return (
        ends
        and bool(_DATE.search(text) and _ADDRESS.search(text))
        and not re.search(r"[.!?] [A-ZÀ-Þ][a-zà-ÿ]+ ", text[30:])
    )


def is_reply_above(text: str) -> bool:
    """A ticket system's "please reply above this line"."""
    return len(text) < 200 and bool(_REPLY_ABOVE.match(text))
