"""Cases: nothing open to pay, and money that is no client's."""

from __future__ import annotations

from collections.abc import Callable

from tests.credits.book import Book, Client
from tests.credits.draft import Draft, Writer, by
from tests.credits.people import FIRST, TRADES, surname
from tests.credits.wording import label


def settled(book: Book, client: Client) -> Draft | None:
    """Paid long ago, and now again."""
    if not client.settled:
        return None
    again = book.chance.choice(client.settled)
    return by(book, client, again.total, f"FACT {again.number}", [], ())


class Twice:
    """The same transfer once more, some payments after the first."""

    def __init__(self) -> None:
        self.made: list[Draft] = []

    def __call__(self, book: Book, client: Client) -> Draft | None:
        if len(self.made) < 5:
            return None
        first = self.made.pop(0)
        return Draft(first.minor, first.label, (), first.payer, first.iban, first.currency)


def deposit(book: Book, client: Client) -> Draft | None:
    said = book.chance.choice(
        ("ACOMPTE DEVIS D-2026-{}", "ACOMPTE TRAVAUX", "AVANCE COMMANDE {}", "PROVISION DOSSIER {}", "ARRHES")
    ).format(book.chance.randrange(10, 999))
    return by(
        book, client, book.chance.choice((30000, 50000, 100000, book.chance.randrange(5000, 400000))), said, [], ()
    )


def unknown(book: Book, client: Client) -> Draft | None:
    """Somebody who is not in the books; now and then of an amount that is owed by somebody."""
    chance = book.chance
    name = chance.choice(
        (f"{chance.choice(FIRST)} {surname(chance)}", f"{surname(chance)} {chance.choice(TRADES)} SARL")
    )
    if any(name.split()[0] in one.name.upper() and name.split()[-1] in one.name.upper() for one in book.clients):
        return None
    owed = [one.open for one in client.owed]
    minor = chance.choice(owed) if owed and chance.random() < 0.5 else chance.randrange(2500, 600_000)
    said = chance.choice(("", "VIREMENT", "REGLEMENT", "FACTURE", f"FACT {chance.randrange(1, 400)}", "MERCI"))
    return Draft(minor, label(chance, name, said), (), name if chance.random() < 0.8 else "")


def nobody(payers: tuple[str, ...], said: tuple[str, ...]) -> Writer:
    """No client's money, of an amount that may be owed by somebody."""

    def draft(book: Book, client: Client) -> Draft | None:
        chance = book.chance
        owed = [one.open for one in client.owed]
        minor = chance.choice(owed) if owed and chance.random() < 0.4 else chance.randrange(1000, 900_000)
        payer = chance.choice(payers).format(last=surname(chance))
        text = label(chance, payer, chance.choice(said).format(n=chance.randrange(100, 99999)))
        return Draft(minor, text, (), payer if chance.random() < 0.7 else "")

    return draft


NOT_CLIENTS: dict[str, Callable[[Book, Client], Draft | None]] = {
    "tax refund": nobody(
        ("DGFIP", "DRFIP ILE DE FRANCE", "SIE LYON 3", "TRESOR PUBLIC", "DIRECTION GENERALE DES FINANCES PUBLIQUES"),
        ("REMBOURSEMENT CREDIT DE TVA", "CREDIT TVA 10 2026", "REMBT IS {n}", "DEGREVEMENT CFE 2026", "TVA REMB CA3"),
    ),
    "insurance": nobody(
        ("AXA FRANCE IARD", "MAIF", "GROUPAMA", "ALLIANZ IARD", "MMA"),
        ("INDEMNITE SINISTRE 2026-{n}", "SINISTRE {n} REGLEMENT", "DOSSIER SINISTRE {n}", "INDEMNISATION {n}"),
    ),
    "own transfer": nobody(
        ("ETUDE VALLIER", "CABINET VALLIER", ""),
        ("VIREMENT INTERNE TRESORERIE", "VIR COMPTE A COMPTE", "TRANSFERT LIVRET", "ALIMENTATION COMPTE"),
    ),
    "salary": nobody(("URSSAF", "FRANCE TRAVAIL", "{last} SARL"), ("SALAIRE OCTOBRE 2026", "PAIE 10/2026", "IJSS {n}")),
    "loan": nobody(
        ("BANQUE LUGDUNIENNE", "BPIFRANCE", "CREDIT COOPERATIF"),
        ("DEBLOCAGE PRET {n}", "MISE EN PLACE PRET {n}", "PRET {n} DEBLOCAGE FONDS", "AVANCE DE TRESORERIE {n}"),
    ),
    "supplier's refund": nobody(
        ("ORANGE SA", "EDF PRO", "AMAZON EU SARL", "OVH SAS"),
        ("REMBOURSEMENT TROP PERCU", "AVOIR SUR FACTURE {n}", "REMB FACT {n}", "REMBT AVOIR {n}"),
    ),
    "payout": nobody(
        ("STRIPE", "STRIPE TECHNOLOGY EUROPE LTD", "SUMUP PAYMENTS LIMITED", "GOCARDLESS LTD", "PAYPAL EUROPE",
         "MOLLIE BV"),
        ("STRIPE {n}", "PID{n}-SUMUP", "GOCARDLESS REF-{n}", "PAYOUT {n}", "VERSEMENT {n}", "MOLLIE SETTLEMENT {n}"),
    ),
}  # fmt: skip
