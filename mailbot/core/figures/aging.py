"""The aged balance: what is owed, by how long it has been overdue, per client and per currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mailbot.core.money import Money, total

# Name of each bucket and the last day overdue that falls into it; an invoice due today is not overdue.
BUCKETS: tuple[tuple[str, int | None], ...] = (
    ("not_due", 0), ("1-30", 30), ("31-60", 60), ("61-90", 90), (">90", None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open invoice or credit note (negative) for the balance."""

    client: str
    partner: str
    due_on: date
    open: Money


@dataclass(frozen=True, slots=True)
class AgedLine:
    """One client's amounts, a bucket each, in the order of BUCKETS."""

    client: str
    partner: str
    amounts: tuple[Money, ...]

    @property
    def total(self) -> Money:
        """What the client owes in all."""
        return total(self.amounts, self.amounts[0].currency)


@dataclass(frozen=True, slots=True)
class AgedBalance:
    """All clients of one currency, by name, with the sums of their columns."""

    currency: str
    lines: tuple[AgedLine, ...]
    amounts: tuple[Money, ...]

    @property
    def total(self) -> Money:
        """All that is owed in this currency."""
        return total(self.amounts, self.currency)


def aged(rows: Iterable[OpenRow], today: date) -> tuple[AgedBalance, ...]:
    """The balance on `today`, a table per currency in alphabetical order. Rows of the same client and partner are
    added."""
    sums: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * len(BUCKETS)))
    for row in rows:
        sums[row.open.currency][row.client, row.partner][bucket(row.due_on, today)] += row.open.minor
    return tuple(_balance(currency, sums[currency]) for currency in sorted(sums))


def bucket(due_on: date, today: date) -> int:
    """The index in BUCKETS for something due on that day."""
    days = (today - due_on).days
    return next(index for index, (_, last) in enumerate(BUCKETS) if last is None or days <= last)


def _balance(currency: str, clients: dict[tuple[str, str], list[int]]) -> AgedBalance:
    lines = tuple(
        AgedLine(client, partner, tuple(Money.from_minor(minor, currency) for minor in minors))
        for (client, partner), minors in sorted(clients.items())
    )
    columns = zip(*clients.values(), strict=True)
    return AgedBalance(currency, lines, tuple(Money.from_minor(sum(column), currency) for column in columns))
