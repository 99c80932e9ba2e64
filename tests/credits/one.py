"""Cases: one invoice, its number written somehow; and another amount than is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailbot.core.creditor_reference import creditor_reference
from tests.credits.book import Book, Client, Invoice
from tests.credits.draft import Draft, Writer, alone, by, kept, take, tells, whole
from tests.credits.wording import MONTHS, bare, label, mistyped, separated, word, zeroless

Say = Callable[[Book, Invoice], str]


def numbered(say: Say, *, whole_number: bool = True) -> Writer:
    """To the cent. Where the bank cut the number off, the name and the amount have to tell."""

    def draft(book: Book, client: Client) -> Draft | None:
        paid = take(book, client)
        if not paid:
            return None
        said = say(book, paid[0])
        made = by(book, client, paid[0].open, said, paid, whole(*paid))
        if whole_number and kept(made, said):
            return made
        return lost(book, client, made, paid[0])

    return draft


def lost(book: Book, client: Client, made: Draft, paid: Invoice) -> Draft:
    """The number does not tell: right only when name (or account) and amount do."""
    known = bool(made.iban) and made.iban == client.iban
    told = alone(client, paid) and (known or tells(book, client, made.payer or client.name.upper()))
    visible = bool(made.payer) or known or client.name.upper().split()[0] in made.label
    sure = told and visible
    return made if sure else replace(made, right=(), tolerated=True)


def clean(book: Book, one: Invoice) -> str:
    return f"{word(book.chance)} {one.number}".strip()


def apart(book: Book, one: Invoice) -> str:
    return f"{word(book.chance)} {separated(book.chance, one.number)}".strip()


def among(book: Book, one: Invoice) -> str:
    pick, chance = book.chance.choice, book.chance
    return pick((
        f"CDE 45{chance.randrange(10**7, 10**8)} FACT {one.number} DU {one.issued_on:%d/%m/%Y}",
        f"{one.number} BC {chance.randrange(100, 9999)} CLT {chance.randrange(1000, 99999)}",
        f"FACTURE {one.number} DU {one.issued_on:%d%m%y} DOSSIER 26/{chance.randrange(100, 999)}",
        f"REF {chance.randrange(10**5, 10**6)} / {one.number} / {one.issued_on:%d.%m.%y} 06 12 34 56 78",
        f"CMD-{chance.randrange(1000, 9999)}-{chance.randrange(10, 99)} {one.number} ECH 30/11/2026",
    ))  # fmt: skip


def without_prefix(book: Book, one: Invoice) -> str:
    return book.chance.choice(("", "FACT ", "N ", "VOTRE REF ")) + bare(one.number)


def without_zeros(book: Book, one: Invoice) -> str:
    return f"{word(book.chance)} {zeroless(one.number)}".strip()


def together(book: Book, one: Invoice) -> str:
    flat = "".join(sign for sign in one.number if sign.isalnum())
    return book.chance.choice((f"FACTURE{flat}", f"FACT{one.number}MERCI", f"REGLT{flat}CORDIALEMENT", f"FACTNO{flat}"))


def typo(book: Book, one: Invoice) -> str:
    return f"{word(book.chance)} {mistyped(book.chance, one.number)}".strip()


def other_year(book: Book, one: Invoice) -> str:
    year = one.issued_on.year
    if str(year) in one.number:
        return f"FACT {one.number.replace(str(year), str(year + book.chance.choice((-1, 1))), 1)}"
    return f"FACT {one.number.replace(str(year % 100), str(year % 100 - 1), 1)}"


def last_digits(book: Book, one: Invoice) -> str:
    figures = str(one.running) if book.chance.random() < 0.6 else f"{one.running:04d}"
    return book.chance.choice(("FACT {}", "FACTURE N {}", "FACTURE {}", "N {}", "NO {}", "FAC {}", "INV {}", "{}",
                               "VOTRE FACTURE {}", "FACT.{}", "FACT NUM {}")).format(figures)  # fmt: skip


def creditor(book: Book, one: Invoice) -> str:
    reference = creditor_reference(one.number)
    fours = " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
    return book.chance.choice((reference, fours, f"/RFS/{reference}", f"REF {reference}"))


def code(book: Book, one: Invoice) -> str:
    return book.chance.choice(("CLIENT {}", "{}", "REF CLIENT {}", "N CLIENT {}", "COMPTE {}")).format(one.client.code)


def month(book: Book, one: Invoice) -> str:
    name = MONTHS[one.issued_on.month - 1]
    return book.chance.choice((
        f"HONORAIRES {name}", f"LOYER {name} {one.issued_on.year}", f"FACTURE {name[:4]}",
        f"ABONNEMENT {one.issued_on:%m/%Y}", f"MOIS DE {name}", f"{name} {one.issued_on:%y}",
    ))  # fmt: skip


def cut_off(book: Book, client: Client) -> Draft | None:
    """The bank cut the label inside the number."""
    paid = take(book, client)
    if not paid:
        return None
    number = paid[0].number
    made = by(book, client, paid[0].open, "", paid, whole(*paid))
    limit = book.chance.choice((31, 35, 70))
    head = f"VIR SEPA {client.name.upper()}"[: limit - 8]
    filled = f"{head} FACT "
    filled += "REGLEMENT " * ((limit - len(filled) - 6) // 10)
    text = f"{filled}{number}"[: min(limit, len(filled) + max(4, len(number) - 2))]
    text = text if len(text) == limit else f"{'VIREMENT DE '[: limit - len(text)]}{text}"
    return lost(book, client, replace(made, label=text), paid[0])


def copied(book: Book, client: Client) -> Draft | None:
    """Another invoice's number, by mistake: the amount and the payer say which is meant, if anybody can."""
    paid = take(book, client)
    other = book.chance.choice(book.chance.choice((book.invoices, client.settled or book.invoices)))
    if not paid or other.open == paid[0].open or other in client.owed:
        return None
    made = by(book, client, paid[0].open, f"FACT {other.number}", paid, whole(*paid))
    return lost(book, client, made, paid[0])


def abroad(book: Book, client: Client) -> Draft | None:
    currency = book.chance.choice(("CHF", "USD"))
    paid = take(book, client, currency=currency)
    return by(book, client, paid[0].open, f"INVOICE {paid[0].number}", paid, whole(*paid)) if paid else None


def amount(change: Callable[[Book, int], int], *, number: bool = True) -> Writer:
    """Right is what came in, up to what is open; the whole open amount too where little is missing."""

    def draft(book: Book, client: Client) -> Draft | None:
        paid = take(book, client)
        if not paid or paid[0].open < 8000:
            return None
        due, minor = paid[0], change(book, paid[0].open)
        right: tuple[tuple[tuple[str, int], ...], ...] = (((due.number, min(minor, due.open)),),)
        if due.open * 9 // 10 < minor < due.open:
            right += whole(due)
        said = clean(book, due) if number else book.chance.choice(("ACOMPTE", "REGLEMENT PARTIEL", "VERSEMENT"))
        made = by(book, client, minor, said, paid, right)
        if number and kept(made, due.number):
            return made
        only = len(client.owed) == 1 and tells(book, client, made.payer or client.name.upper())
        return made if only else replace(made, right=(), tolerated=True)

    return draft


def in_part(book: Book, minor: int) -> int:
    return book.chance.choice((minor // 2, minor * 3 // 10, minor // 3, minor // 10000 * 5000 or minor // 2, 5000))


def cents_off(book: Book, minor: int) -> int:
    return minor + book.chance.choice((-1, 1, -2, -5, 3, -10, -40, 20, -(minor % 100 or 30)))


def service(book: Book, minor: int) -> int:
    return minor - minor * 14 // 1000 - 25


def bank(book: Book, minor: int) -> int:
    return minor - book.chance.choice((350, 850, 1200, 1500, 2000, 2500))


def discounted(book: Book, minor: int) -> int:
    return minor - (minor * 2 + 50) // 100


def penalised(book: Book, minor: int) -> int:
    return minor + 4000 + minor * book.chance.randrange(5, 400) // 10000


def paid_in_full_and_more(book: Book, minor: int) -> int:
    return minor + 4000


def by_number_only(book: Book, client: Client) -> Draft | None:
    """A reference, and neither name nor account anywhere."""
    paid = take(book, client)
    said = clean(book, paid[0]) if paid else ""
    text = label(book.chance, "", said, named=False)
    made = Draft(paid[0].open, text, whole(*paid), used=tuple(paid)) if paid else None
    return made if made and kept(made, said) else None
