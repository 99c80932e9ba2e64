"""What the readers of one or several movements share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailbot.core.understood import Movement
from mailbot.inbound.bank_labels import payer_in, remittance
from mailbot.inbound.banks.story import direction_of
from mailbot.inbound.banks.values import Sum
from mailbot.inbound.reply.folding import fold

TOTAL = re.compile(
    r"^\W*(?:sous-?)?(?:total|totaux|solde|balance|saldo|kontostand|summe|somme des|frais|net|montant (?:net|"
    r"brut|total)|tva|gross|fees?|ancien|nouveau)\b"
)
START_DATE = re.compile(r"^\s{0,6}(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)\b")


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
