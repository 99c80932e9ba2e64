"""Orders of members of the firm, a line at the top of a mail or of a forwarded one: LITIGE, PROMESSE 30/11 …

Who may give orders, and whether the sender is proved, is decided elsewhere; here only the writing is read.
"""

from __future__ import annotations

import re

from mailbot.core.reading.understood import Command
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.dates import Day, days
from mailbot.inbound.reply.references import without_references

# Word as written (accents and case folded) -> verb.
_VERBS = {
    "litige": "dispute", "conteste": "dispute", "contestation": "dispute", "dispute": "dispute", "disputed": "dispute",
    "promesse": "promise", "promise": "promise", "promised": "promise", "promis": "promise",
    "paye": "pay", "payee": "pay", "payer": "pay", "regle": "pay", "reglee": "pay", "paid": "pay", "pay": "pay",
    "encaisse": "pay", "recu": "pay",
    "stop": "stop", "stopper": "stop", "suspendre": "stop", "suspend": "stop", "hold": "stop", "pause": "stop",
    "gel": "stop", "geler": "stop",
    "statut": "status", "status": "status", "etat": "status", "solde": "status", "situation": "status",
    "reprendre": "resume", "reprise": "resume", "resume": "resume",
}  # fmt: skip
_FIRST = re.compile(r"^\W{0,3}([A-Za-zÀ-ÿ]{3,14})\b\W{0,3}(.*)$", re.S)
MAX_LINE = 160
_ACCENTS = str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc")


def read_command(text: str, mail: Mail) -> Command | None:
    """The order in the first line of `text`; in the subject when the text is empty or repeats it."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if not first:
        first = re.sub(r"^(?:(?:re|tr|fwd?|rv|wg|i)\s?:\s*)+", "", mail.subject, flags=re.I)
    return _order(first, mail)


def _order(line: str, mail: Mail) -> Command | None:
    found = _FIRST.match(line) if len(line) <= MAX_LINE else None
    if found is None:
        return None
    verb = _VERBS.get(found[1].lower().translate(_ACCENTS))
    rest = found[2].strip()
    if verb is None or not _fits(verb, found[1], rest):
        return None
    if verb in ("status",):
        return Command(verb=verb, query=rest.strip(" .!") or None)
    plain = without_references(rest)
    day = _day(plain, mail)
    money = amounts(_without_day(plain, day), bare=True)
    return Command(verb=verb, date=day.date if day else None, amount=money[0].amount if money else None)


def _fits(verb: str, word: str, rest: str) -> bool:
    """An order is short; a sentence that begins with the same word is not one."""
    words = rest.split()
    if verb == "status":
        return 0 < len(words) <= 6 and not rest.endswith("?")
    if word.isupper():
        return len(words) <= 8
    return len(words) <= 4 and not re.search(
        r"\b(?:je|il|elle|nous|vous|on|que|pas|the|you|he|we|i|est|is|a|le|la|les)\b", rest, re.I
    )


def _day(text: str, mail: Mail) -> Day | None:
    if mail.date is None:
        return None
    found = days(text, mail.date.date())
    return found[0] if found else None


def _without_day(text: str, day: Day | None) -> str:
    return text if day is None else text[: day.start] + " " + text[day.end :]
