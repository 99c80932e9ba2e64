"""The firm's accounts and its clients, drawn by chance."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from mailbot.demo.numbers import client_account, french_account
from tests.credits.people import FORMS, LAST, TOWNS, TRADES

_FEES = (120_00, 360_00, 360_00, 480_00, 1_200_00)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One of the firm's accounts: its bank's name and domain, and what that bank tells of a payer and gives as ids."""

    iban: str
    bank: str
    domain: str
    tells_iban: bool
    gives_ids: bool
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """A client. `fee` in cents: what they pay each time (0: never the same); `cites`: do they write numbers?"""

    code: str
    name: str
    iban: str
    fee: int
    cites: bool
    by_debit: bool = False


def accounts(rng: Random) -> tuple[Account, ...]:
    """Two accounts, at two banks or at one."""
    one_bank = rng.random() < 0.4
    names = ["Banque Armoricaine"] * 2 if one_bank else ["Banque Armoricaine", "Caisse Rhodanienne"]
    forms = rng.sample([("camt",), ("camt", "csv"), ("mt940",), ("mt940", "csv"), ("camt", "mt940")], 2)
    return tuple(
        Account(
            iban=french_account("99201", f"{at:05d}", f"{rng.randrange(10**11):011d}"), bank=name,
            domain=f"{name.split()[1].lower()}.example", tells_iban=rng.random() < 0.5, gives_ids=rng.random() < 0.6,
            forms=forms[at],
        )
        for at, name in enumerate(names)
    )  # fmt: skip


def payers(rng: Random) -> tuple[Payer, ...]:
    """Fourteen clients; every fifth pays by direct debit."""
    return tuple(
        Payer(
            code=f"C{at:02}", name=f"{trade} {rng.choice(LAST)} {rng.choice(TOWNS)} {rng.choice(FORMS)}",
            iban=client_account("FR", rng), fee=rng.choice(_FEES) if rng.random() < 0.6 else 0,
            cites=rng.random() < 0.6, by_debit=at % 5 == 0,
        )
        for at, trade in enumerate(rng.sample(TRADES, 14))
    )  # fmt: skip
