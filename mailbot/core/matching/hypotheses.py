"""The ways in which a payment may be split on invoices, each with its weight. Which one is true is decided
elsewhere."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from mailbot.core.matching.combine import sums_to
from mailbot.core.matching.findings import Findings
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.near import NEAR_WEIGHTS
from mailbot.core.matching.normalise import runs
from mailbot.core.matching.references import SHORT_WEIGHTS, WEIGHTS, last_group

# Kinds in which the amount is explained to the cent.
EXACT = frozenset({"exact", "credit", "balance", "subset", "amount_only"})
_CENTS = 50
_FEE = 3000
_FEE_SHARE = 0.025
# What is said of a kind, in nats; an exact amount weighs by its rarity.
_KIND = {"cents": 4.0, "fee": 2.5, "part": 1.0, "over": 1.0, "oldest": -4.0}
_RAREST = 7.0
_SMALLEST_BOOK = 1000
_FURTHER_REFERENCE = 4.0
_CONFLICT = 6.0
_MOST_WITH_AMOUNT = 20
_LONGEST_RUNNING = 6
_SPELLINGS = WEIGHTS | SHORT_WEIGHTS


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way: (row, minor units) per invoice, all of one client. `cited`: every line is named in the label.
    `proven`: every sum of the client's invoices was tried, so that a rival would have been found."""

    client: int
    lines: tuple[tuple[int, int], ...]
    kind: str
    weight: float
    cited: bool
    proven: bool = True


def hypotheses(found: Findings, ledger: LedgerIndex) -> list[Hypothesis]:
    """All ways worth thinking of, the likeliest first. Empty when nothing in the books resembles the payment."""
    maker = _Maker(found, ledger)
    clients = {ledger.client(row) for row in found.cited} | set(found.payers.signs)
    ways = [way for client in sorted(clients) for way in maker.for_client(client)]
    ways += maker.by_amount_alone(clients)
    best: dict[tuple[tuple[int, int], ...], Hypothesis] = {}
    for way in ways:
        key = tuple(sorted(way.lines))
        if key not in best or way.weight > best[key].weight:
            best[key] = way
    # Of sums that weigh the same, the one whose running numbers stand in the label: for a person, never for the gates.
    told = {int(run.text) for run in runs(found.label.text) if run.is_number and len(run.text) <= _LONGEST_RUNNING}
    return sorted(best.values(), key=lambda way: (-round(way.weight, 6), -_named(way, told, ledger), way.lines))


def _named(way: Hypothesis, told: Collection[int], ledger: LedgerIndex) -> int:
    """How many of its invoices the label may name by the last figures alone."""
    several = len(way.lines) > 1 and told
    return sum(last_group(ledger.numbers[row]) in told for row, _ in way.lines) if several else 0


class _Maker:
    """The hypotheses of one payment."""

    def __init__(self, found: Findings, ledger: LedgerIndex) -> None:
        self.found, self.ledger = found, ledger
        self.amount = found.payment.amount.minor
        self.currency = found.payment.amount.currency
        self._tried: dict[tuple[int, ...], tuple[tuple[int, ...], ...] | None] = {}

    def for_client(self, client: int) -> Iterator[Hypothesis]:
        """What this client could be paying."""
        rows = self.ledger.of_client(client, self.currency)
        cited = [row for row in self.found.cited if self.ledger.client(row) == client]
        if cited:
            yield from self._cited(client, cited, [row for row in rows if row not in self.found.cited])
        yield from self._exact_without_reference(client, rows)
        if rows and not cited:
            lines = self._in_order([row for row in rows if self.ledger.open(row) > 0])
            if lines:
                yield self._way(client, lines, "oldest")

    def by_amount_alone(self, known: set[int]) -> Iterator[Hypothesis]:
        """Invoices of other clients with just this amount, when there are few."""
        rows = self.ledger.with_amount(self.found.payment.amount)
        if len(rows) <= _MOST_WITH_AMOUNT:
            for row in sorted(rows):
                if self.ledger.client(row) not in known:
                    yield self._way(self.ledger.client(row), ((row, self.amount),), "amount_only")

    def _cited(self, client: int, cited: list[int], others: list[int]) -> Iterator[Hypothesis]:
        """The invoices that the label names: exactly, with a credit note deducted, short, in part, or with something
        on top."""
        whole = tuple((row, self.ledger.open(row)) for row in cited)
        total = sum(minor for _, minor in whole)
        if total == self.amount:
            yield self._way(client, whole, "exact")
            return
        credits = [row for row in others if self.ledger.open(row) < 0]
        for chosen in sums_to([self.ledger.open(row) for row in credits], self.amount - total) or ():
            lines = whole + tuple((credits[i], self.ledger.open(credits[i])) for i in chosen)
            yield self._way(client, lines, "credit")
        short = total - self.amount
        kind = "cents" if abs(short) <= _CENTS else "over" if short < 0 else "part"
        if kind == "part" and short <= max(_FEE, int(total * _FEE_SHARE)) and short < total // 2:
            kind = "fee"
        lines = self._in_order(cited)
        if lines:
            yield self._way(client, lines, kind)

    def _exact_without_reference(self, client: int, rows: Sequence[int]) -> Iterator[Hypothesis]:
        """One invoice, several, or all that come to the amount to the cent."""
        amounts = [self.ledger.open(row) for row in rows]
        everything = len(rows) > 1 and sum(amounts) == self.amount
        if everything:
            yield self._way(client, tuple(zip(rows, amounts, strict=True)), "balance")
        sums = self._sums(rows)
        if sums is None:
            # Too many to try every sum: single invoices at least.
            sums = tuple((i,) for i, amount in enumerate(amounts) if amount == self.amount)
        for chosen in sums:
            lines = tuple((rows[i], amounts[i]) for i in chosen)
            if len(chosen) == 1:
                yield self._way(client, lines, "exact")
            elif len(chosen) < len(rows) or not everything:
                yield self._way(client, lines, "subset", ways=len(sums))

    def _sums(self, rows: Sequence[int]) -> tuple[tuple[int, ...], ...] | None:
        key = tuple(rows)
        if key not in self._tried:
            self._tried[key] = sums_to([self.ledger.open(row) for row in rows], self.amount)
        return self._tried[key]

    def _in_order(self, rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """The payment put on these invoices one after the other until it is used up; credit notes named come off
        first."""
        credits = [(row, self.ledger.open(row)) for row in rows if self.ledger.open(row) < 0]
        left = self.amount - sum(minor for _, minor in credits)
        lines: list[tuple[int, int]] = []
        for row in rows:
            share = min(left, self.ledger.open(row))
            if share > 0:
                lines.append((row, share))
                left -= share
        return tuple(lines + credits)

    def _way(self, client: int, lines: tuple[tuple[int, int], ...], kind: str, ways: int = 1) -> Hypothesis:
        cited = all(row in self.found.cited for row, _ in lines)
        weight = self._amount(kind, lines) + self._references(lines) - math.log(ways)
        weight += max((sign.weight for sign in self.found.payers.signs.get(client, ())), default=0.0)
        if self.found.payers.conflicts(client):
            weight -= _CONFLICT
        proven = self._sums(self.ledger.of_client(client, self.currency)) is not None
        return Hypothesis(client, lines, kind, weight, cited, proven)

    def _amount(self, kind: str, lines: Sequence[tuple[int, int]]) -> float:
        if kind not in EXACT:
            return _KIND[kind]
        same = max(1, len(self.ledger.with_amount(self.found.payment.amount)))
        rarity = min(_RAREST, math.log(max(self.ledger.open_count, _SMALLEST_BOOK) / same))
        return rarity - (len(lines) - 1 if kind == "subset" else 0)

    def _references(self, lines: Sequence[tuple[int, int]]) -> float:
        cited = [self.found.cited[row].spelling for row, _ in lines if row in self.found.cited]
        weights = [_SPELLINGS[spelling] for spelling in cited]
        weights += [NEAR_WEIGHTS[self.found.near[row]] for row, _ in lines if row in self.found.near]
        weights.sort(reverse=True)
        return weights[0] + _FURTHER_REFERENCE * (len(weights) - 1) if weights else 0.0
