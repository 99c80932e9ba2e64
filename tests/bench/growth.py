"""Matching against a million open invoices beside ten thousand: what a payment costs must not grow with the ledger.

Names are made of a few thousand words, a quarter of the amounts are a price list's, labels name the invoice in full,
in part, with an error, or not at all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from mailbot.core.client import Client
from mailbot.core.invoice import Invoice
from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.money import Money
from mailbot.core.payment import Payment

SMALL, MIDDLE, LARGE = 10_000, 100_000, 1_000_000
_PAYMENTS, _PER_CLIENT = 1_000, 10
_PRICES = (12_000, 24_000, 36_000, 60_000)
_BUILT: dict[int, float] = {}


def _name(chance: random.Random) -> str:
    head = "".join(chance.choice("BCDFGLMNPRSTV") + chance.choice("AEIOU") for _ in range(3))
    trade = chance.choice(("BATIMENT", "CONSEIL", "TRANSPORTS", "GARAGE", "OPTIQUE"))
    town, form = chance.choice(("LYON", "METZ", "PAU")), chance.choice(("SARL", "SAS"))
    return f"{head}{chance.choice('LNRTX')} {trade} {town} {form}"


def _invoices(size: int, chance: random.Random) -> Iterator[Invoice]:
    first = date(2026, 1, 2)
    for key in range(size):
        total = chance.choice(_PRICES) if key % 4 == 0 else chance.randrange(3_000, 900_000)
        day = first + timedelta(days=key * 280 // size)
        yield Invoice(
            id=key, client_id=chance.randrange(size // _PER_CLIENT), number=f"F-2026-{key:07}", issued_on=day,
            due_on=day + timedelta(days=30), total=Money.from_minor(total), open=Money.from_minor(total),
        )  # fmt: skip


@cache
def _scene(size: int) -> tuple[LedgerIndex, list[Payment]]:
    chance, start = random.Random(size), perf_counter()
    names = [_name(chance) for _ in range(size // _PER_CLIENT)]
    clients = [Client(id=key, code=f"C{key:06}", name=name) for key, name in enumerate(names)]
    picked = set(random.Random(7).sample(range(size), _PAYMENTS))
    kept: list[Invoice] = []

    def passing() -> Iterator[Invoice]:
        for invoice in _invoices(size, chance):
            if invoice.id in picked:
                kept.append(invoice)
            yield invoice

    ledger = LedgerIndex.build(clients, passing())
    _BUILT[size] = perf_counter() - start
    return ledger, [_payment(at, invoice, names[invoice.client_id]) for at, invoice in enumerate(kept)]


def _payment(at: int, invoice: Invoice, name: str) -> Payment:
    number = invoice.number
    said = (
        f"FACT {number}",
        number[2:].replace("-", " "),
        f"FACT {number[:-1]}",
        "VOTRE FACTURE",
        f"FACT {number[-4:]}",
    )
    return Payment(
        id=at, received_on=date(2026, 11, 16), amount=invoice.open, payer=name,
        label=f"VIREMENT SEPA RECU /DE {name} /MOTIF {said[at % len(said)]} /REF NOTPROVIDED",
    )  # fmt: skip


def large() -> int:
    """A thousand payments against a million invoices."""
    return _all(LARGE)


def small() -> int:
    """The same against ten thousand."""
    return _all(SMALL)


def prepare() -> None:
    """Both ledgers, once."""
    _scene(SMALL)
    _scene(LARGE)


def story() -> str:
    """Payments a second at each size of the ledger, how long the large index took, and the memory of it all."""
    rates = []
    for size in (SMALL, MIDDLE, LARGE):
        _scene(size)
        start = perf_counter()
        done = _all(size)
        rates.append(f"{done / (perf_counter() - start):,.0f}/s against {size:,}")
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024  # Linux counts in kilobytes
    return f"{', '.join(rates)}; index of {LARGE:,} built in {_BUILT[LARGE]:.0f} s, {peak:,} MB at most"


def _all(size: int) -> int:
    ledger, payments = _scene(size)
    return len([match(payment, ledger) for payment in payments])
