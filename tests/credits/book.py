"""The firm's ledger on the first morning: two years of numbers, monthly fees, price lists, part paid, settled."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from stdnum.iso7064 import mod_97_10

from tests.credits.people import client_name, resembling, surname

FIRST_DAY = date(2026, 11, 2)
FEES = (4900, 9900, 12000, 18000, 24000, 30000, 36000, 60000, 90000, 120000)
MONTHLY = (5000, 12000, 19900, 25000, 45000, 80000)


@dataclass(frozen=True)
class Scheme:
    """A manner of numbering: (year, month, running number) → the number; `restarts`: when it begins again at one."""

    invoice: Callable[[int, int, int], str]
    credit: Callable[[int, int, int], str]
    restarts: str = "year"


def _a(y: int, m: int, n: int) -> str:
    return f"A-{y}-{n:04d}"


def _av(y: int, m: int, n: int) -> str:
    return f"AV{y}/{n:03d}"


SCHEMES: tuple[Scheme, ...] = (
    Scheme(lambda y, m, n: f"F-{y}-{n:04d}", _a),
    Scheme(lambda y, m, n: f"FA{y}/{n:03d}", _av),
    Scheme(lambda y, m, n: f"{y}-{m:02d}-{n:04d}", _a),
    Scheme(lambda y, m, n: f"FAC{n:05d}", lambda y, m, n: f"AVO{n:05d}", "never"),
    Scheme(lambda y, m, n: f"{y}{n:04d}", _av),
    Scheme(lambda y, m, n: f"FA{y % 100}{m:02d}-{n:04d}", lambda y, m, n: f"AV{y % 100}{m:02d}-{n:04d}", "month"),
    Scheme(lambda y, m, n: f"FAC/{y}/{m:02d}/{n:04d}", lambda y, m, n: f"AVO/{y}/{m:02d}/{n:04d}"),
    Scheme(lambda y, m, n: f"{y}/{n:04d}", _av),
    Scheme(lambda y, m, n: f"VE-{y % 100}-{n:06d}", lambda y, m, n: f"AV-{y % 100}-{n:06d}"),
    Scheme(lambda y, m, n: f"F{y}{m:02d}{n:04d}", lambda y, m, n: f"A{y}{m:02d}{n:04d}", "month"),
)


@dataclass(slots=True, eq=False)
class Client:
    """A client; `iban` as the file has it, `pays_from` as the bank shows it (they may have changed banks)."""

    code: str
    name: str
    kind: str
    iban: str = ""
    pays_from: str = ""
    holding: str = ""
    owed: list[Invoice] = field(default_factory=list)
    credits: list[Invoice] = field(default_factory=list)
    settled: list[Invoice] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Invoice:
    """An invoice or credit note; minor units."""

    number: str
    running: int
    client: Client
    issued_on: date
    total: int
    open: int
    currency: str = "EUR"


class Book:
    """Deterministic for a seed; `clients` and `invoices` are about how many there are."""

    def __init__(self, seed: int, clients: int = 300, invoices: int = 2000) -> None:
        self.chance = random.Random(seed * 7919 + 11)
        self.scheme = SCHEMES[seed % len(SCHEMES)]
        self._next: Counter[tuple[int, ...]] = Counter()
        self.clients: list[Client] = []
        while len(self.clients) < clients:
            self._enter_clients()
        self.invoices: list[Invoice] = []
        self.credits: list[Invoice] = []
        self._enter_invoices(invoices)
        self.names = Counter(word for client in self.clients for word in set(client.name.split()))
        self.running: dict[int, list[Invoice]] = defaultdict(list)
        for one in self.invoices:
            self.running[one.running].append(one)

    def _enter_clients(self) -> None:
        chance = self.chance
        name, kind = client_name(chance)
        self._add(name, kind)
        if chance.random() < 0.07:
            self._add(resembling(chance, name, kind), kind)
        if chance.random() < 0.03:
            family = surname(chance)
            head, account = f"{family} {chance.choice(('HOLDING', 'GROUPE', 'PARTICIPATIONS'))}", self._iban()
            for trade in chance.sample(("BTP", "NEGOCE", "LOCATION", "SERVICES", "TRANSPORT"), 3):
                child = self._add(f"{family} {trade} SAS", "company")
                child.holding, child.pays_from = head, account

    def _add(self, name: str, kind: str) -> Client:
        iban = self._iban()
        known = self.chance.random() < 0.6
        moved = self.chance.random() < 0.12
        client = Client(
            f"C{len(self.clients) + 1:05d}", name.title(), kind, iban if known else "",
            self._iban() if moved else iban,
        )  # fmt: skip
        self.clients.append(client)
        return client

    def _iban(self) -> str:
        bban = "".join(self.chance.choice("0123456789") for _ in range(23))
        return f"FR{mod_97_10.calc_check_digits(bban + 'FR')}{bban}"

    def _enter_invoices(self, count: int) -> None:
        chance = self.chance
        regular = chance.sample(self.clients, len(self.clients) // 6)
        drafts: list[tuple[date, Client, int, int]] = []
        for client in regular:
            fee, first = chance.choice(MONTHLY), chance.randrange(5, 9)
            for month in range(1, 11):
                drafts.append((date(2026, month, 1), client, fee, fee if month >= first else 0))
        while sum(left > 0 for *_, left in drafts) < count:
            client = chance.choice(self.clients)
            issued = date(2025, 9, 1) + timedelta(days=int(420 * chance.random() ** 0.5))
            total = chance.choice(FEES) if chance.random() < 0.25 else chance.randrange(2500, 1_200_000)
            left = total if chance.random() < (0.85 if issued.year == 2026 else 0.15) else 0
            if left and chance.random() < 0.04:
                left = total * chance.choice((30, 50, 60)) // 100
            drafts.append((issued, client, total, left))
        for issued, client, total, left in sorted(drafts, key=lambda one: (one[0], one[1].code, one[2])):
            currency = chance.choice(("CHF", "USD")) if chance.random() < 0.015 else "EUR"
            self._invoice(client, issued, total, left, currency)
        for client in chance.sample(self.clients, len(self.clients) // 4):
            issued = date(2026, chance.randrange(6, 11), chance.randrange(1, 28))
            total = -chance.randrange(1000, 30000)
            running = self._running(issued, credit=1)
            note = Invoice(
                self.scheme.credit(issued.year, issued.month, running), running, client, issued, total, total
            )
            client.credits.append(note)
            self.credits.append(note)

    def _running(self, issued: date, credit: int = 0) -> int:
        keys = {"year": (issued.year,), "month": (issued.year, issued.month), "never": ()}
        key = (*keys[self.scheme.restarts], -credit)
        self._next[key] += 1
        return self._next[key]

    def _invoice(self, client: Client, issued: date, total: int, left: int, currency: str) -> None:
        running = self._running(issued)
        number = self.scheme.invoice(issued.year, issued.month, running)
        one = Invoice(number, running, client, issued, total, left, currency)
        self.invoices.append(one)
        (client.owed if left else client.settled).append(one)

    def write(self, folder: Path) -> None:
        """clients.csv and invoices.csv, in no particular order."""
        write_csv(folder / "clients.csv", "code,name,kind,email,siren,iban", (
            (c.code, c.name, c.kind, f"{c.code.lower()}@client.example", "", c.iban) for c in self.clients
        ))  # fmt: skip
        write_csv(folder / "invoices.csv", "number,client,issued_on,due_on,total,open_amount,currency,kind", (
            (i.number, i.client.code, i.issued_on, i.issued_on + timedelta(days=30), cents(i.total), cents(i.open),
             i.currency, "invoice" if i.total > 0 else "credit_note")
            for i in self.chance.sample([*self.invoices, *self.credits], len(self.invoices) + len(self.credits))
        ))  # fmt: skip


def cents(minor: int) -> str:
    """Minor units as a file writes them."""
    return f"{minor / 100:.2f}"


def write_csv(path: Path, head: str, lines: Iterable[Sequence[object]]) -> None:
    """A file of the kind that `mailbot match` reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(lines)
