"""The pieces of a delay: cut where the half-year or the balance changes, each rounded to the cent, then added.

interest = base × rate × days / 36500, simple, actual days over 365 also in leap years (service-public F783, F23211).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from mailbot.core.interest import semesters
from mailbot.core.interest.debt import Debt, Imputation, late_days
from mailbot.core.interest.rates import Rates
from mailbot.core.interest.regime import AppliedRate, Fixing, Regime, applied
from mailbot.core.money import Money, total

_DAY = timedelta(days=1)
_YEAR_IN_PERCENT = Decimal(36500)


@dataclass(frozen=True, slots=True)
class Segment:
    """Days from `first` to `last` (both included) on which the same sum bore the same rate."""

    first: date
    last: date
    base: Money
    rate: AppliedRate
    amount: Money

    @property
    def days(self) -> int:
        """How many days bear interest."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Imputed:
    """What came in (or, negative, was taken back) on a late day, and what it extinguished."""

    on: date
    to_principal: Money
    to_interest: Money


@dataclass(frozen=True, slots=True)
class Course:
    """A delay from its first to its last day: the pieces, and what cut them, both in the order of time."""

    segments: tuple[Segment, ...] = ()
    imputed: tuple[Imputed, ...] = ()


def course(debt: Debt, regime: Regime, rates: Rates, until: date) -> Course:
    """The delay up to `until` (the day of payment or of the computation); empty when nothing is late.

    Raises Refused when a rate is not known, or when the debt is older than the regime.
    """
    span = late_days(debt, regime, until)
    if span is None:
        return Course()
    first, last = span
    regime.check_since(first)
    cuts = [*sorted(_cuts(debt, regime, first, last)), last + _DAY]
    walk = _Walk(debt)
    for start, end in pairwise(cuts):
        if start != first:
            walk.settle(start - _DAY)
        base = walk.base(start)
        if base:
            rate = applied(regime, rates, start if _splits(regime) else first)
            walk.run(_segment(start, end - _DAY, base, rate))
    return Course(tuple(walk.segments), tuple(walk.imputed))


class _Walk:
    """The delay as it goes on: what has run, and how much of it payments took first."""

    def __init__(self, debt: Debt) -> None:
        self._debt = debt
        self._nothing = Money.zero(debt.principal.currency)
        self._paid = self._interest_paid = self._nothing
        self.segments: list[Segment] = []
        self.imputed: list[Imputed] = []

    def base(self, day: date) -> Money:
        """What interest runs on during `day`: what payments put on interest did not lower the principal."""
        open_then = self._debt.raw_open_on(day) + self._interest_paid
        return max(open_then, self._nothing)

    def run(self, segment: Segment) -> None:
        """A piece ran."""
        self.segments.append(segment)

    def settle(self, day: date) -> None:
        """Impute what came in on `day`."""
        came = [change for change in self._debt.changes if change.on == day]
        if not came:
            return
        currency = self._nothing.currency
        self._paid += total((change.amount for change in came if change.paid), currency)
        to_interest = self._nothing
        if self._debt.imputation is Imputation.INTEREST:
            run = total((one.amount for one in self.segments), currency)
            # Never more than what ran, nor than what was paid and not taken back.
            to_interest = max(min(self._paid, run), self._nothing) - self._interest_paid
        self._interest_paid += to_interest
        whole = total((change.amount for change in came), currency)
        self.imputed.append(Imputed(day, whole - to_interest, to_interest))


def _splits(regime: Regime) -> bool:
    return regime.fixing is Fixing.EACH_SEMESTER


def _cuts(debt: Debt, regime: Regime, first: date, last: date) -> set[date]:
    """The first days of the pieces. Payments on one day are one change, whatever their order."""
    balance = {change.on + _DAY for change in debt.changes if first <= change.on < last}
    if debt.imputation is Imputation.PRINCIPAL:
        balance = {day for day in balance if debt.open_on(day) != debt.open_on(day - _DAY)}
    halves = set(semesters.between(first, last)[1:]) if _splits(regime) else set()
    return {first} | balance | halves


def _segment(first: date, last: date, base: Money, rate: AppliedRate) -> Segment:
    days = (last - first).days + 1
    amount = base.amount * rate.percent * days / _YEAR_IN_PERCENT
    return Segment(first, last, base, rate, Money.of(amount, base.currency))
