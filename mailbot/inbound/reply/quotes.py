"""Where the older message begins: header blocks and dividers, in the languages of Europe.

Every test looks at one line, or a few joined ones, of bounded length; patterns are anchored and have no nested repeats.
"""

from __future__ import annotations

import re

from mailbot.inbound.lines import Line
from mailbot.inbound.reply.attribution import DATE

_DIVIDER = re.compile(
    r"^[\s>*]{0,20}(?:[-_=–—]{2,60}|\*{2,60})?\s{0,20}(?:message d['’ ]?origine|message original|mail original|"
    r"courriel original|message d'origine"
    r"|(?:message|mail|courriel) transf[ée]r[ée]|message r[ée]exp[ée]di[ée]|original message|original-nachricht|"
    r"urspr[üu]ngliche nachricht"
    r"|urspr[üu]ngliche mail|forwarded message|weitergeleitete nachricht|mensaje original|"
    r"mensaje reenviado|mensagem original"
    r"|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|reply message|"
    r"message initial"
    r"|e-?mail d'origine|r[ée]ponse au message)\b[\s\S]{0,40}$",
    re.I,
)
_FORWARD_DIVIDER = re.compile(
    r"(?:transf[ée]r[ée]|r[ée]exp[ée]di[ée]|forwarded|weitergeleitete|reenviado|encaminhada|inoltrato|doorgestuurd)",
    re.I,
)
_FORWARD_BEGINS = re.compile(
    r"^\s*(?:d[ée]but du (?:message|courriel|mail) (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|begin forwarded message"
    r"|anfang der weitergeleiteten (?:nachricht|e-mail)|inicio del mensaje reenviado|inizio messaggio inoltrato"
    r"|begin doorgestuurd bericht)\s*:?\s*$",
    re.I,
)
# Orange, Wanadoo, La Poste: "> Message du 03/02/26 10:12", and Zimbra's block without a rule.
_MESSAGE_OF = re.compile(
    r"^\s{0,20}>?\s{0,20}message (?:du|envoy[ée] le)\s{0,5}:?\s{0,5}\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", re.I
)
_RULE = re.compile(r"^\s*(?:_{10,}|-{10,}|={10,}|\*{10,})\s*$")
_KEY = re.compile(
    r"^[\s>*|]{0,6}(?P<key>de|from|von|da|mittente|van|fr[åa]n?|fra|от|od|exp[ée]diteur|exp|envoy[ée](?: le| par)?|"
    r"sent|gesendet|enviado(?: el| por)?|inviato"
    r"|verzonden|skickat|sendt|отправлено|wys[łl]ano|date|data|datum|fecha|[àa]|to|an|para|per|pour|aan|"
    r"till?|кому|do|destinataires?|dest|cc|cci|copie(?: [àa])?|copy to|kopie"
    r"|objet|sujet|subject|betreff|asunto|oggetto|onderwerp|[äa]mne|emne|тема|temat|reply-to|"
    r"r[ée]pondre [àa]|importance|pi[èe]ces? jointes?)"
    r"[\s*]{0,8}:[\s*]*(?P<value>.{0,400})$",
    re.I,
)
_FROM_KEYS = frozenset(
    {"de", "from", "von", "da", "mittente", "van", "expéditeur", "expediteur", "exp", "envoyé par", "från", "fran",
     "fra", "от", "od"}
)  # fmt: skip
# HCL Notes: "Étude Vallier ---12/11/2026 09:17:00---Madame, Monsieur".
_NOTES = re.compile(r"^.{1,120}-{3}\s?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?\s?-{3}")
_REPLY_ABOVE = re.compile(
    r"^\W{0,8}(?:merci de r[ée]pondre|veuillez r[ée]pondre|r[ée]pondez|please (?:type|write) your reply|"
    r"reply) (?:au-dessus|above|over)"
    r"|^\W{0,8}(?:au-dessus de cette ligne|reply above this line)",
    re.I,
)


def is_divider(text: str) -> bool:
    """A line such as "-----Message d'origine-----": from here on all is quoted."""
    return len(text) < 200 and bool(_DIVIDER.match(text) and _dashed_or_alone(text) or _FORWARD_BEGINS.match(text))


def is_forward_divider(text: str) -> bool:
    """A divider that says that somebody else's message is passed on."""
    return is_divider(text) and bool(_FORWARD_DIVIDER.search(text))


def _dashed_or_alone(text: str) -> bool:
    return bool(re.match(r"^[\s>*]{0,20}[-_=–—*]{2}", text)) or len(text.split()) <= 4


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
            convincing = convincing or "@" in found["value"] or bool(DATE.search(found["value"]))
            end = index + 1
        elif text.strip() and index - end >= 2 or (text.strip() and not keys):
            break
    has_from = any(key in _FROM_KEYS for key in keys)
    if has_from and len(set(keys)) >= 2 and convincing or len(set(keys)) >= 3 and has_from:
        return end - at
    return 0


def is_reply_above(text: str) -> bool:
    """A ticket system's "please reply above this line": what is below is the older message."""
    return len(text) < 200 and bool(_REPLY_ABOVE.match(text))
