"""Is a day to come, or one gone by, named in a sentence that is not the day of something else?"""

from __future__ import annotations

import re
from datetime import date

from mailbot.inbound.reply.dates import Day, days
from mailbot.inbound.reply.day_ranges import joined
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.reply.references import without_references

# A day that belongs to something else: a meeting, an invoice, money that the writer expects, a past event.
_ELSE_BEFORE = re.compile(
    r"(?:\b(?:facture|note|courrier|lettre|mail|message|relance|rappel|devis|invoice|reminder|letter|"
    r"rechnung|factura|fattura|factuur)s? (?:n\S* ?)?(?:\S+ )?(?:du|de|dated|of|vom|van|del) (?:le )?"
    r"|\b(?:depuis|since|seit|desde|dal|sinds|apres|after|nach|hier|yesterday)(?: le| the| dem| el| il)? ?"
    r"|\b(?:touche|touch\w+|encaiss\w+|percois|percev\w+|recois|recevr\w+|"
    r"(?<!versement )(?<!paiement )(?<!virement )attend\w*|(?:suis|serai|sommes|serons) payee?s?|"
    r"paiement de (?:mon|notre|mes|nos) client\w*|salaire|retraite|indemnites?|prime|"
    r"subvention|retenue de garantie|audience|assemblee|reunion|ag|rendez-vous|rentr\w+|(?<!a mon )(?<!des mon )"
    r"(?<!a notre )(?<!a son )retour|revien\w+|signature|until|jusqu'\w+|hasta|fino a|fino al|"
    r"conges?|vacances|certifie|echue?|certified|back|travelling|away|traveling|ferme|fermee|closed|frozen)\b[^,;.]{0,40})$"
)
# Done on the day named: what follows is no promise.
_DONE = re.compile(
    r"\b(?:envoyee?s?|partie?s?|fait|faite|viree?s?|payee?s?|versee?s?|postee?s?|reglee?s?|sent|paid|posted|transferred|"
    r"debloquee?s?|deposee?s?|recue?s?|venons|viens|received) (?:\w+ ){0,3}$"
)
_BREAK = re.compile(
    r"[;:]|\.(?: |$)|, (?:mais|le|la|les|but|and|et)\b|"
    r"\b(?:et|and|und|y) (?:je|nous|vous|on|il|i|we|you|le|la)\b"
)
_WHEN = re.compile(r"\b(?:des (?:que|le)|quand|lorsque|aussitot)\b")
_PAST = re.compile(r"\b(?:dernier|derniere|passe|passee|ecoule|last|letzten|pasado|scorso)\b")
_PAY_VERB = re.compile(
    r"\b(?:pa[iy]\w*|regl\w*|vir\w*|vers\w*|sold\w*|chequ\w*|mandat\w*|pay\w*|settl\w*|transfer\w*|send|"
    r"uberweis\w*|zahl\w*|begleich\w*|pag\w*|transf\w*|abon\w*|bonific\w*|sald\w*|betal\w*|overma\w*|part|"
    r"partira|recevr\w+|aurez|parviendra|interviendra)\b"
)


def has_day_ahead(text: str, today: date | None, *, nearest: bool = False) -> bool:
    """Does the text name a day from today on? `nearest`: 12 September said in October is past."""
    return today is not None and _best_day(text, today, nearest=nearest) is not None


def has_day_behind(text: str, today: date) -> bool:
    """Does the text name a day gone by that is no invoice's or letter's date?"""
    plain = without_references(text)
    folded = fold(plain)
    behind = [day for day in days(plain, today, nearest=True) if day.date < today and not day.vague]
    return any(not _ELSE_BEFORE.search(folded[max(0, day.start - 70) : day.start]) for day in behind)


def _best_day(text: str, today: date, *, nearest: bool = False) -> Day | None:
    plain = without_references(text)
    folded = fold(plain)
    named = joined(days(plain, today, nearest=nearest), folded)
    ahead = [day for day in named if day.date >= today and (day.date - today).days <= 370]
    ahead = [day for day in ahead if not _PAST.match(folded[day.end : day.end + 14].strip())]
    own = [day for day in ahead if not _ELSE_BEFORE.search(folded[max(0, day.start - 70) : day.start])]
    if not own and _WHEN.search(folded):
        own = ahead  # "je paye dès que je touche mon salaire le 5": the only day named is the one he can pay
    # "le premier est parti ce matin, le second partira le 7": today is told of what is done
    own = [day for day in own if day.date > today or not _DONE.search(folded[max(0, day.start - 50) : day.start])]
    if not own:
        return None
    pay = [found.start() for found in _PAY_VERB.finditer(folded)]
    if not pay or len(own) == 1:
        return own[0]
    return min(own, key=lambda day: (_far_from(pay, day, folded), day.start))


def _far_from(pay: list[int], day: Day, folded: str) -> bool:
    """Does no word of payment stand near the day, in its own part of the sentence?"""
    near = [at for at in pay if abs(day.start - at) <= 60]
    return not any(not _BREAK.search(folded[min(at, day.end) : max(at, day.start)]) for at in near)
