"""A payment in the making, and what the writers of all cases share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.credits.book import Book, Client, Invoice
from tests.credits.wording import label, person, spelt

Way = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Draft:
    """`right`: each set of allocations that is right, none when nobody could tell; `tolerated`: a sure match is then
    neither right nor wrong; `used`: invoices that no later payment is about."""

    minor: int
    label: str
    right: tuple[Way, ...] = ()
    payer: str = ""
    iban: str = ""
    currency: str = "EUR"
    tolerated: bool = False
    used: tuple[Invoice, ...] = ()


Writer = Callable[[Book, Client], "Draft | None"]


def take(book: Book, client: Client, count: int = 1, currency: str = "EUR") -> list[Invoice]:
    """Invoices that the client pays, oldest first; empty when there are not enough."""
    owed = [one for one in client.owed if one.currency == currency and one.issued_on.isoformat() < "2026-11-02"]
    if len(owed) < count:
        return []
    return sorted(book.chance.sample(owed, count), key=lambda one: (one.issued_on, one.number))


def whole(*paid: Invoice) -> tuple[Way, ...]:
    """All that is open on each."""
    return (tuple((one.number, one.open) for one in paid),)


def alone(client: Client, paid: Invoice) -> bool:
    """No other open invoice of the client's comes to the same."""
    return sum(one.open == paid.open and one.currency == paid.currency for one in client.owed) == 1


def tells(book: Book, client: Client, name: str) -> bool:
    """Is there nobody else whose name has all these words (a word may be begun only)?"""
    words = [
        word for word in name.split() if len(word) > 2 and word not in ("SAS", "SARL", "EURL", "SCI", "STE", "ETS")
    ]
    if not words:
        return False

    def fits(one: Client) -> bool:
        theirs = one.name.upper().split()
        return all(any(other.startswith(word[:5]) for other in theirs) for word in words)

    return sum(map(fits, book.clients)) == 1 and fits(client)


def shown(book: Book, client: Client) -> tuple[str, str, str]:
    """(name as the bank has it, payer's column, account's column): either may be empty."""
    chance = book.chance
    name = person(chance, client.name) if client.kind == "person" else spelt(chance, client.name)
    return name, name if chance.random() < 0.75 else "", client.pays_from if chance.random() < 0.4 else ""


def by(book: Book, client: Client, minor: int, said: str, paid: list[Invoice], right: tuple[Way, ...],
       tolerated: bool = False) -> Draft:  # fmt: skip
    """The client pays and writes that."""
    name, payer, iban = shown(book, client)
    text = label(book.chance, name, said)
    return Draft(minor, text, right, payer, iban, paid[0].currency if paid else "EUR", tolerated, tuple(paid))


def kept(draft: Draft, *said: str) -> bool:
    """Did the bank leave all of that in the label?"""
    flat = "".join(sign for sign in draft.label if sign.isalnum())
    return all("".join(sign for sign in one.upper() if sign.isalnum()) in flat for one in said)
