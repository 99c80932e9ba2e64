"""When and how much: the day and the amount of a promise, from the sentences that make it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from mailbot.core.understood import Promise
from mailbot.inbound.reply.amounts import Amount, amounts
from mailbot.inbound.reply.dates import Day, days
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.reply.references import without_references
from mailbot.inbound.reply.sentences import Sentence

# A day that belongs to something else: a meeting, an invoice, money that the writer expects, a past event.
_ELSE_BEFORE = re.compile(
    r"(?:\b(?:facture|note|courrier|lettre|mail|message|relance|rappel|devis|invoice|reminder|letter|"
    r"rechnung|factura|fattura|factuur)s? (?:n\S* ?)?(?:\S+ )?(?:du|de|dated|of|vom|van|del) (?:le )?"
    r"|\b(?:depuis|since|seit|desde|dal|sinds|apres|after|nach|hier|yesterday)(?: le| the| dem| el| il)? ?"
    r"|\b(?:touche|touch\w+|encaiss\w+|percois|percev\w+|recois|recevr\w+|"
    r"(?<!versement )(?<!paiement )(?<!virement )attend\w*|(?:suis|serai|sommes|serons) payee?s?|"
    r"paiement de (?:mon|notre|mes|nos) client\w*|salaire|retraite|indemnites?|prime|"
    r"subvention|retenue de garantie|audience|assemblee|reunion|ag|rendez-vous|rentre|retour|revien\w+|"
    r"conges?|vacances|certifie|echue?|echeance|certified|back)\b[^,;.]{0,40})$"
)
_THAT_DAY = re.compile(
    r"\b(?:a|pour|d'ici|by|on|bis|at|by|before) (?:cette|cette meme|that|then|dahin|diese[rm]?) ?(?:date|"
    r"echeance|day|datum)?\b|\bce jour[- ]la\b|\bby then\b|\bd'ici la\b"
)
_WHEN = re.compile(r"\b(?:des (?:que|le)|quand|lorsque|aussitot)\b")
_PAST = re.compile(r"\b(?:dernier|derniere|passe|passee|ecoule|last|letzten|pasado|scorso)\b")
_PAY_VERB = re.compile(
    r"\b(?:pa[iy]\w*|regl\w*|vir\w*|vers\w*|sold\w*|chequ\w*|mandat\w*|pay\w*|settl\w*|transfer\w*|send|"
    r"uberweis\w*|zahl\w*|begleich\w*|pag\w*|transf\w*|abon\w*|bonific\w*|sald\w*|betal\w*|overma\w*|part|"
    r"partira|recevr\w+|aurez|parviendra|interviendra)\b"
)


def promise_of(said: list[Sentence], before: dict[int, Sentence], today: date | None) -> Promise:
    """The promise made in `said`. `before`: the sentence before each, by its index, for "à cette date"."""
    day: date | None = None
    amount: Decimal | None = None
    for index, sentence in enumerate(said):
        found = _best_day(sentence.text, today) if today else None
        if found is None and today and _THAT_DAY.search(sentence.folded) and index in before:
            found = _best_day(before[index].text, today)
        if found is not None and day is None:
            day = found.date
            amount = _amount_near(sentence.text, found) or amount
        elif amount is None:
            amount = _amount_near(sentence.text, None)
        if day is not None:
            break
    return Promise(date=day, amount=amount)


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
    ahead = [day for day in days(plain, today, nearest=nearest) if day.date >= today and (day.date - today).days <= 370]
    ahead = [day for day in ahead if not _PAST.match(folded[day.end : day.end + 14].strip())]
    own = [day for day in ahead if not _ELSE_BEFORE.search(folded[max(0, day.start - 70) : day.start])]
    if not own and _WHEN.search(folded):
        own = ahead  # "je paye dès que je touche mon salaire le 5": the only day named is the one he can pay
    if not own:
        return None
    pay = [found.start() for found in _PAY_VERB.finditer(folded)]
    if not pay or len(own) == 1:
        return own[0]
    return min(own, key=lambda day: (min(abs(day.start - at) for at in pay) > 60, day.start))


def _amount_near(text: str, day: Day | None) -> Decimal | None:
    found = [amount for amount in amounts(without_references(text)) if amount.amount > 0]
    if not found:
        return None
    if day is None or len(found) == 1:
        return found[0].amount if len(found) == 1 else None
    return min(found, key=lambda amount: _distance(amount, day)).amount


def _distance(amount: Amount, day: Day) -> int:
    return min(abs(amount.start - day.end), abs(day.start - amount.end))
