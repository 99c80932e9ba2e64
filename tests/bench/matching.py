"""Matching: the whole decision on a payment against a bare look-up of the label's words in a dict of all numbers."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from mailbot.core.client import Client
from mailbot.core.invoice import Invoice
from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.money import Money
from mailbot.core.payment import Payment

_CLIENTS, _INVOICES, _PAYMENTS = 300, 2_000, 400
_WORD = re.compile(r"[A-Z0-9-]+")


@cache
def _numbers() -> dict[str, int]:
    return {f"F-2026-{number:04}": number for number in range(_INVOICES)}


@cache
def _ledger() -> LedgerIndex:
    clients = [Client(id=key, code=f"C{key}", name=f"ATELIER {key} SARL") for key in range(_CLIENTS)]
    day = date(2026, 10, 1)
    invoices = [
        Invoice(
            id=key, client_id=key % _CLIENTS, number=number, issued_on=day, due_on=day,
            total=_owed(key), open=_owed(key),
        )
        for number, key in _numbers().items()
    ]  # fmt: skip
    return LedgerIndex.build(clients, invoices)


def _owed(key: int) -> Money:
    return Money.from_minor(10_000 + 37 * key)


@cache
def _payments() -> list[Payment]:
    return [
        Payment(
            id=key, received_on=date(2026, 11, 16), amount=_owed(5 * key), payer=f"ATELIER {5 * key % _CLIENTS}",
            label=f"VIREMENT SEPA RECU /DE ATELIER /MOTIF FACT F-2026-{5 * key:04} /REF NOTPROVIDED",
        )
        for key in range(_PAYMENTS)
    ]  # fmt: skip


def ours() -> int:
    """Evidence, ways to split, gates, a score and a sentence for each."""
    ledger = _ledger()
    decisions = [match(payment, ledger) for payment in _payments()]
    return len(decisions)


def bare() -> int:
    """The words of each label, looked up."""
    numbers = _numbers()
    found = [[word for word in _WORD.findall(payment.label) if word in numbers] for payment in _payments()]
    return len(found)
