"""The invoices of the firm over the time of the demo, and some that were late before Mailbot came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from mailbot.core.money import Money
from mailbot.core.workdays import Workdays
from mailbot.demo import names
from mailbot.demo.clients import DemoClient
from mailbot.demo.habits import FATES, Habit

_TERMS = {"professional": (30, 30, 30, 45, 15), "consumer": (15, 15, 30), "public": (30,)}
_BAND = {"professional": (600, 5200), "consumer": (300, 1900), "public": (1500, 9000)}
_VAT = Decimal("1.20")
_PRICE_LIST = (Decimal("480.00"), Decimal("960.00"), Decimal("1440.00"))
_OLD = 5
# Those whose story is told by hand have one such invoice, so that it can be followed; some have only old ones.
_BILLS_OF_FATES = {Habit.REFUSES: 2, Habit.NO_MAIL: 2} | dict.fromkeys(
    (Habit.CLOSES, Habit.SETTLES, Habit.OWES, Habit.LOST, Habit.ANCIENT), 0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An invoice, credit note (negative total) or quote as the firm's accounting knows it; `paid`: before it told."""

    number: str
    client: DemoClient
    issued_on: date
    due_on: date
    total: Money
    matter: str
    kind: str = "invoice"
    applies_to: str = ""
    paid: Decimal = Decimal(0)

    @property
    def owed(self) -> Money:
        """What was still to be paid when the firm's accounting told of it."""
        return Money.of(self.total.amount - self.paid, self.total.currency)

    @property
    def vat(self) -> Decimal:
        """The VAT inside the total, as the document shows it."""
        return self.total.amount - (self.total.amount / 6 * 5).quantize(self.total.amount)


def make_bills(
    clients: Sequence[DemoClient], count: int, span: tuple[date, date], rng: Random, others: Sequence[Bill] = ()
) -> tuple[Bill, ...]:
    """At most about `count` invoices that fall due from `span[0]` until shortly after `span[1]`, and the `others`,
    in the order of issue.

    The first of each client falls due in the first week, so that the demo has time to show what becomes of it.
    """
    first, last = span
    calendar = Workdays("FR")
    drafts: list[Bill] = [*others]
    for index in range(count):
        client = clients[index % len(clients)]
        if client.habit in FATES and index // len(clients) >= _BILLS_OF_FATES.get(client.habit, 1):
            continue
        width = (last - first).days + 12
        due = first + timedelta(days=rng.randrange(5) if index < len(clients) else rng.randrange(width))
        drafts.append(_bill(client, calendar.forward(due), rng))
    late = [client for client in clients if client.habit in (Habit.SILENT, Habit.SLOW, Habit.STUBBORN, Habit.PART)]
    for client in late[: min(_OLD, max(1, count // 40))]:
        drafts.append(_bill(client, first - timedelta(days=rng.randrange(20, 70)), rng))
    drafts.sort(key=lambda bill: (bill.issued_on, bill.client.code))
    return _numbered(drafts)


def credit_note(bill: Bill, number: str, on: date) -> Bill:
    """Half of a disputed invoice, given up by the firm."""
    half = Money.of(-bill.total.amount / 2, bill.total.currency)
    return replace(
        bill, number=number, issued_on=on, due_on=on, total=half, kind="credit_note", applies_to=bill.number
    )  # fmt: skip


def _bill(client: DemoClient, due_on: date, rng: Random) -> Bill:
    terms = rng.choice(_TERMS[client.kind])
    matters = names.MATTERS_PRIVATE if client.kind == "consumer" else names.MATTERS
    return Bill(
        number="", client=client, issued_on=due_on - timedelta(days=terms), due_on=due_on, total=_amount(client, rng),
        matter=rng.choice(matters),
    )  # fmt: skip


def _amount(client: DemoClient, rng: Random) -> Money:
    """Fees by the hour with VAT, now and then a price of the list or some costs advanced."""
    if rng.random() < 0.15:
        return Money.of(rng.choice(_PRICE_LIST))
    low, high = _BAND[client.kind]
    fees = Decimal(rng.randrange(low // 10, high // 10) * 10) / _VAT
    costs = Decimal(rng.randrange(1200, 9900)) / 100 if rng.random() < 0.2 else Decimal(0)
    return Money.of((fees + costs).quantize(Decimal("0.5")) * _VAT)


def _numbered(drafts: Sequence[Bill]) -> tuple[Bill, ...]:
    """Numbers rise with the day of issue and begin at 101 each year."""
    counters: dict[int, int] = {}
    numbered = []
    for bill in drafts:
        year = bill.issued_on.year
        counters[year] = counters.get(year, 100) + 1
        numbered.append(replace(bill, number=f"F-{year}-{counters[year]:04d}"))
    return tuple(numbered)
