"""Promises to pay: kept, kept late or broken by what was promised, and how often each client keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from mailbot.core.money import Money
from mailbot.core.receipts import Receipt, since


class Outcome(StrEnum):
    """What became of a promise. LATE: after the day promised, but before it was given up. REPLACED: by a newer one.
    LIFTED: a person ended it."""

    KEPT = "kept"
    LATE = "kept_late"
    BROKEN = "broken"
    REPLACED = "replaced"
    LIFTED = "lifted"
    RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised: `amount` None means all that is due on the day. `until`: the last day it is waited for.
    `invoice_id` None: about the whole client."""

    made_at: datetime
    promised_on: date
    until: date
    currency: str
    amount: Money | None = None
    invoice_id: int | None = None


def judge(promise: Promise, receipts: Sequence[Receipt], still_due: Money, today: date) -> Outcome:
    """What became of it by today; RUNNING while it is waited for.

    `still_due`: what is open now of that which was promised without an amount (the invoice, or all of the client's that
    is due on the promised day), less money in hand.
    """
    named = frozenset() if promise.invoice_id is None else frozenset({promise.invoice_id})
    came = sorted(since(receipts, promise.made_at, promise.currency, named), key=lambda one: one.on)
    on = _complete_on(promise, came, still_due, today)
    if on is None:
        return Outcome.BROKEN if today > promise.until else Outcome.RUNNING
    return Outcome.KEPT if on <= promise.promised_on else Outcome.LATE


def _complete_on(promise: Promise, came: Sequence[Receipt], still_due: Money, today: date) -> date | None:
    """The day on which what was promised was there, None when it is not."""
    if promise.amount is not None:
        reached = Money.zero(promise.currency)
        for one in came:
            reached += one.amount
            if reached >= promise.amount:
                return one.on
    if still_due.amount > 0:
        return None
    if came:
        return came[-1].on
    # Nothing came and nothing is due: a credit note, or a promise about what is not due yet. Its day decides.
    return promise.promised_on if today > promise.promised_on else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A promise that was made, by whom, over how much, and what became of it."""

    client: str
    amount: Money
    outcome: Outcome


@dataclass(slots=True)
class Tally:
    """One client's promises in one currency: how many and how much of each outcome. `client` "" is the total."""

    client: str
    currency: str
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    amounts: dict[Outcome, Money] = field(default_factory=dict)

    def add(self, one: Made) -> None:
        """Count it."""
        self.counts[one.outcome] += 1
        self.amounts[one.outcome] = self.amount(one.outcome) + one.amount

    @property
    def made(self) -> int:
        """All that were made."""
        return sum(self.counts.values())

    @property
    def kept_share(self) -> float | None:
        """The share kept, late ones among them, of those that were judged; None when none was."""
        kept = self.counts[Outcome.KEPT] + self.counts[Outcome.LATE]
        judged = kept + self.counts[Outcome.BROKEN]
        return kept / judged if judged else None

    def amount(self, *outcomes: Outcome) -> Money:
        """What was promised with one of these outcomes."""
        found = [self.amounts[one] for one in outcomes if one in self.amounts]
        return sum(found, Money.zero(self.currency))


def tally(promises: Iterable[Made]) -> tuple[Tally, ...]:
    """A row per client and currency, by name, then a total per currency."""
    rows: dict[tuple[str, str], Tally] = {}
    totals: dict[str, Tally] = {}
    for one in promises:
        currency = one.amount.currency
        rows.setdefault((one.client, currency), Tally(one.client, currency)).add(one)
        totals.setdefault(currency, Tally("", currency)).add(one)
    return (*(rows[key] for key in sorted(rows)), *(totals[key] for key in sorted(totals)))
