"""An invented firm and the credits its bank shows: one writer per way of paying, with what is right.

Deterministic for a seed. A case gives the payment and the allocations that count as right, none of them when nothing
may be allocated without a person.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.iso7064 import mod_97_10

from mailbot.core.client import Client
from mailbot.core.creditor_reference import creditor_reference
from mailbot.core.invoice import Invoice
from mailbot.core.matching.normalise import plain
from mailbot.core.money import Money
from mailbot.core.payment import Payment
from tests.factories import a_client, a_credit_note, an_invoice

FIRST = "DUPONT MARTIN BERNARD PETIT ROUX MOREAU GIRARD LEROY FABRE BLANC GARNIER CHEVALIER".split()  # noqa: SIM905  a word list
TRADES = "BATIMENT CONSEIL TRANSPORTS BOULANGERIE GARAGE MENUISERIE OPTIQUE FLEURS PHARMACIE ATELIER EDITIONS".split()  # noqa: SIM905
TOWNS = "LYON NANTES BREST NORD SUD ATLANTIQUE ALPES LOIRE AZUR VOSGES".split()  # noqa: SIM905
FORMS = "SARL SAS SA EURL SCI".split()  # noqa: SIM905
PRICES = (12000, 24000, 36000, 60000, 120000)
START = date(2026, 11, 3)


@dataclass(frozen=True)
class Case:
    """A payment, and every set of (number, minor units) that is right; `determinable`: an honest person could tell."""

    name: str
    payment: Payment
    right: tuple[frozenset[tuple[str, int]], ...]


class Firm:
    """The ledger on the first morning."""

    def __init__(self, seed: int, clients: int = 300, invoices: int = 2000) -> None:
        self.chance = random.Random(seed)
        self.clients = [self._client(row) for row in range(1, clients + 1)]
        self.invoices = [self._invoice(row) for row in range(1, invoices + 1)]
        self.invoices += [self._credit(row) for row in range(invoices + 1, invoices + clients // 6)]
        self.by_client: dict[int, list[Invoice]] = {}
        for invoice in self.invoices:
            if invoice.open.minor > 0:
                self.by_client.setdefault(invoice.client_id, []).append(invoice)
        self.chance.shuffle(self.clients)

    def _client(self, row: int) -> Client:
        pick = self.chance.choice
        name = f"{pick(FIRST)} {pick(TRADES)} {pick(TOWNS)}" if row % 4 else f"{pick(FIRST)} {pick(TRADES)}"
        bban = f"{row:05d}00001{row:011d}97"
        iban = f"FR{mod_97_10.calc_check_digits(bban + 'FR')}{bban}"
        return a_client(id=row, code=f"C{row:04d}", name=f"{name} {pick(FORMS)}", iban=iban if row % 3 else "")

    def _invoice(self, row: int) -> Invoice:
        price = self.chance.choice(PRICES) if self.chance.random() < 0.35 else self.chance.randrange(2000, 900000)
        issued = date(2026, 1, 5) + timedelta(days=row % 290)
        whole = Money.from_minor(price)
        left = whole if row % 9 else Money.zero()
        return an_invoice(
            id=row, client_id=self.chance.randint(1, len(self.clients)), number=f"F-2026-{row:04d}", total=whole,
            open=left, issued_on=issued, due_on=issued + timedelta(days=30),
        )  # fmt: skip

    def _credit(self, row: int) -> Invoice:
        client = self.chance.randint(1, len(self.clients))
        total = Money.from_minor(-self.chance.randrange(1000, 20000))
        return a_credit_note(id=row, client_id=client, number=f"A-2026-{row:04d}", total=total)

    def cases(self, count: int) -> Iterator[Case]:
        """Payments in date order; each client pays once at most, so that none spoils another's truth."""
        owing = [client for client in self.clients if len(self.by_client.get(client.id, ())) >= 3]
        for row, client in enumerate(owing[:count]):
            name, write = CASES[row % len(CASES)]
            draft = write(self, client, self.by_client[client.id])
            payment = Payment(
                id=row, received_on=START + timedelta(days=row % 30), amount=Money.from_minor(draft.minor),
                payer=draft.payer, payer_iban=draft.iban, label=draft.label,
            )  # fmt: skip
            yield Case(name, payment, tuple(frozenset(way) for way in draft.right))


@dataclass(frozen=True)
class Draft:
    """What a writer decides."""

    minor: int
    label: str
    right: tuple[tuple[tuple[str, int], ...], ...]
    payer: str = ""
    iban: str = ""


Writer = Callable[[Firm, Client, list[Invoice]], Draft]


def _whole(*invoices: Invoice) -> tuple[tuple[tuple[str, int], ...], ...]:
    return (tuple((invoice.number, invoice.open.minor) for invoice in invoices),)


def _one(write: Callable[[str], str], *, payer: bool = True) -> Writer:
    """One invoice paid to the cent, its number written somehow."""

    def draft(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
        paid = firm.chance.choice(owed)
        name = plain(client.name)
        label = f"VIREMENT SEPA RECU /DE {name} /MOTIF {write(paid.number)} /REF NOTPROVIDED"
        return Draft(paid.open.minor, label, _whole(paid), payer=name if payer else "")

    return draft


def _other_amount(change: Callable[[int], int]) -> Writer:
    """One invoice, its number, another amount: what came in, up to what is open."""

    def draft(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
        paid = firm.chance.choice(owed)
        minor = change(paid.open.minor)
        right = (((paid.number, min(minor, paid.open.minor)),), ((paid.number, paid.open.minor),))
        return Draft(minor, f"VIR FACT {paid.number}", right, payer=plain(client.name))

    return draft


def _silent(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    paid = firm.chance.choice(owed)
    return Draft(paid.open.minor, "VIREMENT EN VOTRE FAVEUR", _whole(paid), payer=plain(client.name))


def _by_account(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    paid = firm.chance.choice(owed)
    return Draft(paid.open.minor, "VIR SEPA", _whole(paid), iban=client.iban)


def _somebody_else(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    paid = firm.chance.choice(owed)
    return Draft(paid.open.minor, f"REGLEMENT {paid.number}", _whole(paid), payer="ME DURAND NOTAIRE")


def _several(write: Callable[[list[str]], str]) -> Writer:
    def draft(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
        paid = sorted(firm.chance.sample(owed, 2), key=lambda invoice: invoice.number)
        minor = sum(invoice.open.minor for invoice in paid)
        return Draft(minor, write([invoice.number for invoice in paid]), _whole(*paid), payer=plain(client.name))

    return draft


def _account(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    credits = [i for i in firm.invoices if i.client_id == client.id and i.open.minor < 0]
    minor = sum(invoice.open.minor for invoice in (*owed, *credits))
    return Draft(max(1, minor), "SOLDE DE TOUT COMPTE", _whole(*owed, *credits), payer=plain(client.name))


def _wrong_number(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    """Another client's number copied by mistake; a person would see the payer."""
    paid = firm.chance.choice(owed)
    other = firm.chance.choice([i for i in firm.invoices if i.client_id != client.id])
    return Draft(paid.open.minor, f"FACT {other.number}", _whole(paid), payer=plain(client.name))


def _own_wrong_number(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    paid, *_ = firm.chance.sample(owed, 1)
    others = [invoice for invoice in owed if invoice.open != paid.open]
    other = firm.chance.choice(others or [paid])
    return Draft(paid.open.minor, f"FACT {other.number}", _whole(paid), payer=plain(client.name))


def _settled(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
    paid = firm.chance.choice([invoice for invoice in firm.invoices if not invoice.open.minor])
    return Draft(paid.total.minor, f"FACT {paid.number}", (), payer=plain(firm.chance.choice(firm.clients).name))


def _nobody(label: str, payer: str = "") -> Writer:
    def draft(firm: Firm, client: Client, owed: list[Invoice]) -> Draft:
        return Draft(firm.chance.choice(owed).open.minor, label, (), payer=payer)

    return draft


CASES: tuple[tuple[str, Writer], ...] = (
    ("clean", _one(lambda n: f"FACT {n}")),
    ("separators", _one(lambda n: n.replace("-", " "))),
    ("no prefix", _one(lambda n: n[2:], payer=False)),
    ("no zeros", _one(lambda n: f"FACT {n[:7]}{int(n[7:])}")),
    ("run together", _one(lambda n: "FACT" + n.replace("-", "") + "MERCI", payer=False)),
    ("last figures", _one(lambda n: f"FACT {n[-4:]}")),
    ("creditor reference", _one(creditor_reference, payer=False)),
    ("among numbers", _one(lambda n: f"CDE 20260001 DU 03/10/2026 FACT {n} CLIENT 4711")),
    ("typing error", _one(lambda n: n[:-1] + str((int(n[-1]) + 1) % 10))),
    ("wrong year", _one(lambda n: n.replace("2026", "2025"))),
    ("part", _other_amount(lambda minor: minor // 2)),
    ("cents", _other_amount(lambda minor: minor - 3)),
    ("fee", _other_amount(lambda minor: minor - minor * 14 // 1000 - 25)),
    ("discount", _other_amount(lambda minor: minor - minor // 50)),
    ("40 euros on top", _other_amount(lambda minor: minor + 4000)),
    ("payer only", _silent),
    ("account only", _by_account),
    ("somebody else", _somebody_else),
    ("all numbers", _several(lambda numbers: f"FACT {numbers[0]} ET {numbers[1]}")),
    ("short list", _several(lambda numbers: f"FACTURES {numbers[0]} ET {numbers[1][-4:]}")),
    ("sum without numbers", _several(lambda numbers: "VOS FACTURES")),
    ("whole account", _account),
    ("another client's number", _wrong_number),
    ("own wrong number", _own_wrong_number),
    ("settled", _settled),
    ("unknown payer", _nobody("VIREMENT", "INCONNU AU BATAILLON")),
    ("refund", _nobody("REMBOURSEMENT TVA", "DGFIP")),
    ("payout", _nobody("STRIPE PAYOUT", "STRIPE")),
)
