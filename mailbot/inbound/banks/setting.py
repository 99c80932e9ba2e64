"""What the readers of one or several movements share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in, remittance
from mailbot.inbound.banks.story import direction_of
from mailbot.inbound.banks.values import Sum
from mailbot.inbound.reply.folding import fold

TOTAL = re.compile(
    r"^\W*(?:sous-?)?(?:total|totaux|solde|balance|saldo|kontostand|summe|somme des|frais|net|montant (?:net|"
    r"brut|total)|tva|gross|fees?|ancien|nouveau)\b"
)
# "TOTAL ENERGIES", "NET CLEAN SERVICES": a name follows, not what a sum is of.
_OF_A_TOTAL = re.compile(
    r"(?:du|des|de|au|a|in|of|on|out|general|generale?s?|debits?|credits?|operations?|virements?|paiements?|encaiss\w*|ttc|ht"
    r"|eur|euros?|verse|vers|credite|payout|amount|payments?|paid|received|recus?|montants?|brut|net|settlement|frais|fees?"
    r"|disponible|actuel|nouveau|ancien|journee|jour|periode|am|der|betrag|summe)\b"
)
_SUM_OR_NAME = re.compile(r"^\W*(?:total|net|gross)\W+(?=[^\W\d_])")
START_DATE = re.compile(r"^\s{0,6}(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)\b")


def is_total(line: str) -> bool:
    """Does a line or row tell a sum, a balance or fees, rather than a movement?"""
    folded = fold(line)
    if not TOTAL.match(folded):
        return False
    begun = _SUM_OR_NAME.match(folded)
    if begun is None or _OF_A_TOTAL.match(folded[begun.end() :]):
        return True
    return not line[begun.end() :][:1].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the reader of rows must know: the day of the mail, the bank's currency, which way money goes by default."""

    written: date | None
    currency: str
    default: str = ""
    value_date: date | None = None


def movement_of(label: str, money: Sum, day: date | None, setting: Setting) -> Movement:
    """A movement whose label tells the payer and, without a sign, the direction."""
    return Movement(
        amount=money.amount,
        currency=money.currency or setting.currency,
        direction="debit" if money.negative else direction_of(fold(label), setting.default),
        value_date=day or setting.value_date,
        payer=payer_in(label),
        label=remittance(label),
    )
