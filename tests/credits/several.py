"""Cases: several invoices at once, credit notes deducted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from tests.credits.book import Book, Client, Invoice
from tests.credits.draft import Draft, Writer, by, kept, take, tells, whole

List = Callable[[list[Invoice]], str]


def several(count: tuple[int, ...], say: Callable[[Book, list[Invoice]], str], *, told: bool = True) -> Writer:
    """Some of what the client owes. `told`: the numbers are in it somehow."""

    def draft(book: Book, client: Client) -> Draft | None:
        paid = take(book, client, book.chance.choice(count))
        if not paid:
            return None
        said = say(book, paid)
        made = by(book, client, sum(one.open for one in paid), said, paid, whole(*paid))
        if told and kept(made, said):
            return made
        sure = only_way(client, paid) and tells(book, client, made.payer or client.name.upper())
        return made if sure else replace(made, right=(), tolerated=True)

    return draft


def only_way(client: Client, paid: list[Invoice]) -> bool:
    """No other choice of up to five of the client's open invoices comes to the same."""
    target, owed = sum(one.open for one in paid), [one.open for one in client.owed]
    if len(owed) > 14:
        return False
    ways = sum(sum(some) == target for size in range(1, 6) for some in combinations(owed, size))
    return ways == 1 or (len(paid) > 5 and ways == 0)


def every_number(book: Book, paid: list[Invoice]) -> str:
    glue = book.chance.choice((" ", ", ", " ET ", " + ", "/", " - ", ";"))
    return f"{book.chance.choice(('FACT', 'FACTURES', 'REGLT', ''))} {glue.join(one.number for one in paid)}".strip()


def first_then_short(book: Book, paid: list[Invoice]) -> str:
    first, *rest = paid
    glue = book.chance.choice((" ET ", ", ", " + ", "/", " & ", " "))
    return f"FACTURES {first.number}{glue}{glue.join(str(one.running) for one in rest)}"


def short(book: Book, paid: list[Invoice]) -> str:
    glue = book.chance.choice((" ET ", " + ", ", ", "/", "-", " & "))
    pad = book.chance.choice((0, 4))
    return f"{book.chance.choice(('FACTURES', 'FACT', 'FACT N', 'FACTS', 'FAC'))} " + glue.join(
        f"{one.running:0{pad}d}" for one in paid
    )


def from_to(book: Book, client: Client) -> Draft | None:
    """`42 A 45`: all that the client owes from one number to another."""
    owed = sorted((one for one in client.owed if one.currency == "EUR"), key=lambda one: (one.issued_on, one.running))
    if len(owed) < 3 or book.scheme.restarts == "month":
        return None
    at = book.chance.randrange(len(owed) - 2)
    paid = owed[at : at + book.chance.choice((2, 3, 4))]
    if len({one.issued_on.year for one in paid}) > 1 or len(paid) < 2:
        return None
    first, last = paid[0], paid[-1]
    said = book.chance.choice((
        f"FACTURES {first.running} A {last.running}", f"FACT {first.running} AU {last.running}",
        f"FACTURES DE {first.running} A {last.running}", f"FACT {first.number} A {last.number}",
        f"FACTURES {first.number} A {last.running}", f"DU {first.number} AU {last.number}",
    ))  # fmt: skip
    made = by(book, client, sum(one.open for one in paid), said, paid, whole(*paid))
    return made if kept(made, said) else replace(made, right=(), tolerated=True)


def whole_account(book: Book, client: Client) -> Draft | None:
    paid = [one for one in client.owed if one.currency == "EUR"]
    paid += client.credits if book.chance.random() < 0.7 else []
    minor = sum(one.open for one in paid)
    if len(paid) < 2 or minor <= 0 or len({one.currency for one in client.owed}) > 1:
        return None
    said = book.chance.choice(
        ("SOLDE DE TOUT COMPTE", "SOLDE COMPTE", "REGLEMENT SOLDE", "VOS FACTURES", "RELEVE 10/2026", "")
    )
    made = by(book, client, minor, said, paid, whole(*paid))
    left_out = client.credits and not any(one in paid for one in client.credits)
    sure = tells(book, client, made.payer or client.name.upper()) and not left_out
    return made if sure else replace(made, right=(), tolerated=True)


def credited(*, cited: bool) -> Writer:
    """A credit note deducted from one or two invoices."""

    def draft(book: Book, client: Client) -> Draft | None:
        paid, notes = take(book, client, book.chance.choice((1, 1, 2))), client.credits
        if not paid or not notes or sum(one.open for one in paid) + notes[0].open <= 0:
            return None
        both = [*paid, notes[0]]
        said = "FACT " + " ".join(one.number for one in paid)
        if cited:
            said += f" {book.chance.choice(('AVOIR', 'MOINS AVOIR', '-', 'AV', 'DEDUIT'))} {notes[0].number}"
        made = by(book, client, sum(one.open for one in both), said, both, whole(*both))
        if kept(made, *(one.number for one in (both if cited else paid))):
            return made
        return replace(made, right=(), tolerated=True)

    return draft
