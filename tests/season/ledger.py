"""The firm's ledger as of the first morning: clients, invoices in one manner of numbering, credit notes."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from stdnum.iso7064 import mod_97_10

START = date(2026, 11, 2)
TRADES = [
    "BATIMENT",
    "CONSEIL",
    "TRANSPORTS",
    "BOULANGERIE",
    "GARAGE",
    "MENUISERIE",
    "OPTIQUE",
    "FLEURS",
    "ATELIER",
    "EDITIONS",
]
TOWNS = [
    "LYON",
    "NANTES",
    "BREST",
    "NORD",
    "SUD",
    "ATLANTIQUE",
    "ALPES",
    "LOIRE",
    "AZUR",
    "VOSGES",
    "RENNES",
    "TOULON",
    "DIJON",
    "METZ",
]
FORMS = ["SARL", "SAS", "SA", "EURL", "SCI"]
FIRST = ["JEAN", "MARIE", "PAUL", "CLAIRE", "LUC", "ANNE", "PIERRE", "SOPHIE", "HUGO", "ALICE"]
ONSETS, VOWELS, CODAS = (
    ["B", "C", "D", "F", "G", "L", "M", "N", "P", "R", "S", "T", "V", "CH", "BR", "GR", "TR"],
    ["A", "E", "I", "O", "U", "AU", "OI"],
    ["RD", "N", "T", "L", "SSE", "UX"],
)
FEES = (4900, 9900, 12000, 24000, 36000, 60000, 120000)

# year, month, running number → an invoice's number; a firm uses one of them.
SCHEMES: tuple[Callable[[int, int, int], str], ...] = (
    lambda y, m, n: f"F-{y}-{n:04d}",
    lambda y, m, n: f"FA{y}/{n:03d}",
    lambda y, m, n: f"{y}-{m:02d}-{n:04d}",
    lambda y, m, n: f"FAC{n:05d}",
    lambda y, m, n: f"{y}{n:04d}",
    lambda y, m, n: f"FA{y % 100}{m:02d}-{n:04d}",
    lambda y, m, n: f"FAC/{y}/{m:02d}/{n:04d}",
    lambda y, m, n: f"{y}/{n:04d}",
    lambda y, m, n: f"VE-{y % 100}-{n:06d}",
    lambda y, m, n: f"F{y}{m:02d}{n:04d}",
)


@dataclass(slots=True)
class Client:
    """A client, and what they owe."""

    code: str
    name: str
    kind: str
    iban: str
    owed: list[Invoice] = field(default_factory=list)
    credits: list[Invoice] = field(default_factory=list)
    settled: list[Invoice] = field(default_factory=list)


@dataclass(slots=True)
class Invoice:
    """An invoice or credit note; minor units."""

    number: str
    client: Client
    issued_on: date
    total: int
    open: int
    currency: str = "EUR"


class Ledger:
    """Deterministic for a seed; `scheme` is the manner of numbering."""

    def __init__(self, seed: int, clients: int = 300, invoices: int = 2000, scheme: int | None = None) -> None:
        self.chance = random.Random(seed)
        self.number = SCHEMES[(seed if scheme is None else scheme) % len(SCHEMES)]
        self.clients = [self._client(row) for row in range(1, clients + 1)]
        self.invoices = [self._invoice(row) for row in range(1, invoices * 6 // 5 + 1)]
        self.credits = [self._credit(row) for row in range(1, invoices // 25 + 1)]
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for client in self.clients:
            for word in client.name.upper().split():
                self._by_word[word].add(client.code)

    def bearers(self, name: str) -> int:
        """How many clients bear all the words of this name."""
        return len(set.intersection(*(self._by_word[word] for word in name.split())))

    def surname(self) -> str:
        pick = self.chance.choice
        return f"{pick(ONSETS)}{pick(VOWELS)}{pick(ONSETS)}{pick(VOWELS)}{pick(CODAS)}"

    def iban(self, row: int) -> str:
        bban = f"{row % 90000:05d}00001{row:011d}97"
        return f"FR{mod_97_10.calc_check_digits(bban + 'FR')}{bban}"

    def _client(self, row: int) -> Client:
        pick, draw = self.chance.choice, self.chance.random()
        if draw < 0.25:
            name, kind = f"{pick(FIRST)} {self.surname()}", "person"
        elif draw < 0.35:
            name, kind = f"COMMUNE DE {self.surname()}", "public"
        else:
            name, kind = f"{self.surname()} {pick(TRADES)} {pick(TOWNS)} {pick(FORMS)}", "company"
        return Client(f"C{row:05d}", name.title(), kind, self.iban(row) if draw < 0.6 else "")

    def _invoice(self, row: int) -> Invoice:
        chance = self.chance
        client = chance.choice(self.clients)
        issued = date(2026, 1, 5) + timedelta(days=int(290 * row / (len(self.clients) * 8 + row)))
        total = chance.choice(FEES) if chance.random() < 0.2 else chance.randrange(3000, 900000)
        left = 0 if row % 6 == 0 else total // 2 if row % 40 == 1 else total
        currency = "CHF" if row % 200 == 7 else "EUR"
        invoice = Invoice(self.number(issued.year, issued.month, row), client, issued, total, left, currency)
        (client.owed if left else client.settled).append(invoice)
        return invoice

    def _credit(self, row: int) -> Invoice:
        client = self.chance.choice(self.clients)
        total = -self.chance.randrange(1000, 20000)
        credit = Invoice(f"A-2026-{row:04d}", client, date(2026, 10, 1), total, total)
        client.credits.append(credit)
        return credit

    def write(self, folder: Path) -> None:
        """clients.csv and invoices.csv."""
        _write(folder / "clients.csv", "code,name,kind,email,siren,iban", self._client_lines())
        head = "number,client,issued_on,due_on,total,open_amount,currency,kind"
        _write(folder / "invoices.csv", head, self._invoice_lines())

    def _client_lines(self) -> Iterator[tuple[str, ...]]:
        for one in self.clients:
            yield one.code, one.name, one.kind, f"{one.code.lower()}@client.example", "", one.iban

    def _invoice_lines(self) -> Iterator[tuple[str, ...]]:
        for one in (*self.invoices, *self.credits):
            due = one.issued_on + timedelta(days=30)
            kind = "invoice" if one.total > 0 else "credit_note"
            yield (
                one.number, one.client.code, one.issued_on.isoformat(), due.isoformat(), cents(one.total),
                cents(one.open), one.currency, kind,
            )  # fmt: skip


def cents(minor: int) -> str:
    """Minor units as a file writes them."""
    return f"{minor / 100:.2f}"


def _write(path: Path, head: str, lines: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(lines)
