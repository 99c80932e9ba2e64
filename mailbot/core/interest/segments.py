"""The pieces of a delay: cut where the half-year or the balance changes, each rounded to the cent, then added.

interest = base × rate × days / 36500, simple, actual days over 365 also in leap years (service-public F783, F23211).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from mailbot.core.interest import semesters
from mailbot.core.interest.debt import Debt, late_days
from mailbot.core.interest.rates import Rates
from mailbot.core.interest.regime import AppliedRate, Fixing, Regime, applied
from mailbot.core.money import Money

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


def segments(debt: Debt, regime: Regime, rates: Rates, until: date) -> tuple[Segment, ...]:
    """Every piece up to `until` (the day of payment or of the computation), oldest first; none when nothing is late.

    Raises Refused when a rate is not known, or when the debt is older than the regime.
    """
    span = late_days(debt, regime, until)
    if span is None:
        return ()
    first, last = span
    regime.check_since(first)
    cuts = [*sorted(_cuts(debt, regime, first, last)), last + _DAY]
    pieces = ((start, end - _DAY, debt.open_on(start)) for start, end in pairwise(cuts))
    return tuple(
        _segment(start, end, base, applied(regime, rates, start if _splits(regime) else first))
        for start, end, base in pieces
        if base
    )


def _splits(regime: Regime) -> bool:
    return regime.fixing is Fixing.EACH_SEMESTER


def _cuts(debt: Debt, regime: Regime, first: date, last: date) -> set[date]:
    """The first days of the pieces. Payments on one day are one change, whatever their order."""
    balance = {change.on + _DAY for change in debt.changes if first <= change.on < last}
    changed = {day for day in balance if debt.open_on(day) != debt.open_on(day - _DAY)}
    halves = set(semesters.between(first, last)[1:]) if _splits(regime) else set()
    return {first} | changed | halves


def _segment(first: date, last: date, base: Money, rate: AppliedRate) -> Segment:
    days = (last - first).days + 1
    amount = base.amount * rate.percent * days / _YEAR_IN_PERCENT
    return Segment(first, last, base, rate, Money.of(amount, base.currency))
