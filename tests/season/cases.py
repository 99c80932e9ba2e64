"""The cases: one writer each, which says what was paid and what is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailbot.core.matching.normalise import plain
from tests.season.labels import label, misspelt
from tests.season.ledger import Client, Invoice, Ledger

Way = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Draft:
    """A payment in the making. `right`: each set of allocations that is right, none when nobody could tell;
    `tolerated`: a sure match is neither right nor wrong; `used`: invoices that no later payment may be about."""

    minor: int
    label: str
    right: tuple[Way, ...]
    payer: str = ""
    iban: str = ""
    currency: str = "EUR"
    tolerated: bool = False
    used: tuple[Invoice, ...] = ()


Writer = Callable[[Ledger, Client], Draft | None]


def take(ledger: Ledger, client: Client, count: int = 1, currency: str = "EUR") -> list[Invoice]:
    """Invoices that the client pays, oldest first; fewer when there are not enough."""
    owed = [one for one in client.owed if one.currency == currency]
    return sorted(ledger.chance.sample(owed, min(count, len(owed))), key=lambda one: one.number)


def whole(*paid: Invoice) -> tuple[Way, ...]:
    return (tuple((one.number, one.open) for one in paid),)


def one(write: Callable[[Ledger, str], str], *, named: bool = True, payer: bool = True) -> Writer:
    """One invoice paid to the cent, its number written somehow. `payer`: the bank says who, `named`: in the label."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        paid = take(ledger, client)
        if not paid:
            return None
        name = misspelt(ledger.chance, client.name)
        text = label(ledger.chance, name, write(ledger, paid[0].number), named=named)
        return Draft(paid[0].open, text, whole(*paid), payer=name if payer else "", used=tuple(paid))

    return draft


def spaced(ledger: Ledger, number: str) -> str:
    return "FACT " + re.sub(r"[^A-Z0-9]+", ledger.chance.choice((" ", ".", "/", "- ")), number)


def no_zeros(ledger: Ledger, number: str) -> str:
    return "FACT " + re.sub(r"(?<![0-9])0+(?=[0-9])", "", number)


def bare(ledger: Ledger, number: str) -> str:
    return re.sub(r"^[A-Z/-]+", "", number)


def last_digits(ledger: Ledger, number: str) -> str:
    return f"FACT {_running(number)}"


def _running(number: str) -> int:
    return int(re.findall(r"[0-9]+", number)[-1][-4:])


def several(count: int, write: Callable[[list[str]], str], *, every: bool = False) -> Writer:
    """Several invoices paid together; `every`: all that the client owes, credit notes deducted."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        paid = take(ledger, client, 99 if every else count)
        paid += client.credits if every else []
        minor = sum(one.open for one in paid)
        if len(paid) < 2 or minor <= 0:
            return None
        name = plain(client.name)
        text = label(ledger.chance, name, write([one.number for one in paid]))
        return Draft(minor, text, whole(*paid), payer=name, used=tuple(paid))

    return draft


def running(numbers: list[str]) -> str:
    first, *rest = [str(_running(number)) for number in numbers]
    return f"FACTURES {first} ET {' ET '.join(rest)}"


def credited(*, cited: bool) -> Writer:
    """A credit note deducted from one invoice."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        paid = take(ledger, client)
        if not paid or not client.credits or paid[0].open + client.credits[0].open <= 0:
            return None
        both = (paid[0], client.credits[0])
        said = f"FACT {both[0].number}" + (f" AVOIR {both[1].number}" if cited else "")
        name = plain(client.name)
        text = label(ledger.chance, name, said)
        return Draft(both[0].open + both[1].open, text, whole(*both), payer=name, used=both)

    return draft


def amount(change: Callable[[int], int], *, number: bool = True) -> Writer:
    """One invoice, another amount. Right is what came in, up to what is open; the whole open amount too."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        paid = take(ledger, client)
        if not paid or change(paid[0].open) <= 0:
            return None
        minor, due = change(paid[0].open), paid[0]
        right: tuple[Way, ...] = (((due.number, min(minor, due.open)),),)
        if minor > due.open * 9 // 10:
            right += whole(due)
        name = plain(client.name)
        said = f"FACT {due.number}" if number else "ACOMPTE"
        alone = number or len(client.owed) == 1
        text = label(ledger.chance, name, said)
        return Draft(minor, text, right if alone else (), payer=name, used=(due,), tolerated=not alone)

    return draft


def abroad(ledger: Ledger, client: Client) -> Draft | None:
    paid = take(ledger, client, currency="CHF")
    if not paid:
        return None
    name = plain(client.name)
    text = label(ledger.chance, name, f"INVOICE {paid[0].number}")
    return Draft(paid[0].open, text, whole(*paid), payer=name, currency="CHF", used=tuple(paid))


def unsaid(write: Writer) -> Writer:
    """The same, and the bank's column of the payer is empty."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        made = write(ledger, client)
        return replace(made, payer="") if made else None

    return draft
