"""Cases: the payer, not a number, tells; or somebody else pays."""

from __future__ import annotations

from dataclasses import replace

from mailbot.core.matching.normalise import plain
from tests.credits.book import Book, Client, Invoice
from tests.credits.draft import Draft, Writer, alone, by, shown, take, tells, whole
from tests.credits.one import clean, lost
from tests.credits.people import FIRST, surname
from tests.credits.wording import MONTHS, label, spelt

NOTHING_SAID = ("", "REGLEMENT", "VIREMENT", "PAIEMENT", "HONORAIRES", "MERCI", "VOTRE FACTURE", "FACTURE")


def silent(book: Book, client: Client) -> Draft | None:
    paid = take(book, client)
    if not paid:
        return None
    made = by(book, client, paid[0].open, book.chance.choice(NOTHING_SAID), paid, whole(*paid))
    return lost(book, client, made, paid[0])


def twins(book: Book, client: Client) -> Draft | None:
    """A client whose name resembles another's, in its usual spelling."""
    words = client.name.split()
    if not any(other is not client and len(set(other.name.split()) & set(words)) >= 2 for other in book.clients):
        return None
    return silent(book, client)


def family_name(book: Book, client: Client) -> Draft | None:
    paid = take(book, client) if client.kind == "person" else []
    if not paid:
        return None
    name = plain(client.name).split()[-1]
    text = label(book.chance, name, book.chance.choice(NOTHING_SAID))
    payer = name if book.chance.random() < 0.7 else f"{book.chance.choice(('M', 'MME', 'FAMILLE'))} {name}"
    sure = alone(client, paid[0]) and tells(book, client, name)
    return Draft(paid[0].open, text, whole(*paid) if sure else (), payer, used=tuple(paid), tolerated=not sure)


def regular(said: bool) -> Writer:
    """One of several equal monthly fees; the month is `said` or not."""

    def draft(book: Book, client: Client) -> Draft | None:
        equal = [one for one in client.owed if sum(other.open == one.open for other in client.owed) > 1]
        if len(equal) < 2:
            return None
        paid: Invoice = book.chance.choice(equal)
        month = f"{MONTHS[paid.issued_on.month - 1]} {paid.issued_on.year}"
        text = book.chance.choice((f"HONORAIRES {month}", f"{month}", f"ABO {paid.issued_on:%m/%Y}", f"LOYER {month}"))
        same = sum(one.issued_on.month == paid.issued_on.month for one in equal if one.open == paid.open)
        made = by(book, client, paid.open, text if said else "HONORAIRES", [paid], whole(paid))
        clear = said and same == 1 and text in made.label and tells(book, client, made.payer or "?")
        return made if clear else replace(made, right=(), tolerated=True)

    return draft


def account(book: Book, client: Client) -> Draft | None:
    """A known account under a name that is not on file."""
    if not client.iban or client.iban != client.pays_from:
        return None
    paid = take(book, client)
    if not paid:
        return None
    name = book.chance.choice(
        (f"{surname(book.chance)} GESTION", f"CABINET {surname(book.chance)}", "COMPTE JOINT", "")
    )
    sure = alone(client, paid[0])
    text = label(book.chance, name, book.chance.choice(NOTHING_SAID))
    return Draft(paid[0].open, text, whole(*paid) if sure else (), name, client.iban, used=tuple(paid),
                 tolerated=not sure)  # fmt: skip


def holding(number: bool) -> Writer:
    def draft(book: Book, client: Client) -> Draft | None:
        paid = take(book, client) if client.holding else []
        if not paid:
            return None
        said = clean(book, paid[0]) if number else book.chance.choice(NOTHING_SAID)
        text = label(book.chance, client.holding, said)
        sure = number and paid[0].number.replace("-", "") in text.replace("-", "")
        iban = client.pays_from if book.chance.random() < 0.5 else ""
        return Draft(paid[0].open, text, whole(*paid) if sure else (), client.holding, iban, used=tuple(paid),
                     tolerated=not sure)  # fmt: skip

    return draft


def on_behalf(*who: str) -> Writer:
    """With the number: a spouse, a notary, an insurer, a liquidator."""

    def draft(book: Book, client: Client) -> Draft | None:
        paid = take(book, client)
        if not paid:
            return None
        name = book.chance.choice(who).format(
            first=book.chance.choice(FIRST), last=surname(book.chance), theirs=plain(client.name).split()[-1]
        )
        said = clean(book, paid[0])
        said += book.chance.choice(("", f" POUR {spelt(book.chance, client.name)}", f" {client.name.upper()}"))
        text = label(book.chance, name, said)
        sure = paid[0].number in text
        return Draft(paid[0].open, text, whole(*paid) if sure else (), name, used=tuple(paid), tolerated=not sure)

    return draft


def code_only(book: Book, client: Client) -> Draft | None:
    paid = take(book, client)
    if not paid:
        return None
    said = book.chance.choice(("CLIENT {}", "{}", "REF CLIENT {}", "CODE {}", "NO CLIENT {}")).format(client.code)
    name, payer, iban = shown(book, client)
    text = label(book.chance, name, said)
    made = Draft(paid[0].open, text, whole(*paid), payer, iban, used=tuple(paid))
    if client.code in text and alone(client, paid[0]):
        return made
    return lost(book, client, made, paid[0])
