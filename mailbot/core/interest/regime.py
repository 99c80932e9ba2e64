"""What a regime of late-payment interest is made of, and the rate it makes of a table's row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from mailbot.core.errors import Refused
from mailbot.core.interest.rates import RateRow, Rates

ZERO, ONE = Decimal(0), Decimal(1)


class Fixing(StrEnum):
    """Which half-year's rate a late day bears: its own, or that of the first late day for the whole delay."""

    EACH_SEMESTER = "each_semester"
    FIRST_SEMESTER = "first_semester"
    AGREED = "agreed"


class Start(StrEnum):
    """What makes interest run, from the day after it on."""

    DUE = "due"
    NOTICE = "notice"
    TERM_45_AFTER_MONTH_END = "term_45_after_month_end"
    TERM_45_THEN_MONTH_END = "term_45_then_month_end"


@dataclass(frozen=True, slots=True)
class Tier:
    """A fixed sum for debts below `below` (None: any)."""

    below: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Floor:
    """An agreed rate may not be lower than the index times `times`."""

    index: str
    times: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The rules of one kind of debt in one country; rates in percent a year, simple interest, actual days over 365.

    rate = index × `times` + `points`, rounded up to a multiple of `step` where the law says so; or `agreed`, the
    contract's own. `floor` is what an agreed rate is held against, and nothing else. `tiers` are the fixed sums per
    invoice in `currency`; none for consumers. `since`: the first late day it is
    written for. `remarks` are keys of `wording`. `source` says where the rules were read, `verified_on` when, `checked`
    how: `official` (the text itself) or `secondary` (others who quote it).
    """

    name: str
    title: dict[str, str]
    article: str
    since: date
    index: str = ""
    times: Decimal = ONE
    points: Decimal = ZERO
    step: Decimal | None = None
    agreed: Decimal | None = None
    fixing: Fixing = Fixing.EACH_SEMESTER
    start: Start = Start.DUE
    floor: Floor | None = None
    tiers: tuple[Tier, ...] = ()
    currency: str = "EUR"
    stopped_by_proceedings: bool = True
    remarks: tuple[str, ...] = ()
    source: str = ""
    checked: str = "secondary"
    verified_on: date | None = None

    def check_since(self, first_late_day: date) -> None:
        """Raise Refused for a delay that began before these rules did."""
        if first_late_day < self.since:
            raise Refused(f"{self.name} is written for delays from {self.since} on, not for one from {first_late_day}.")


@dataclass(frozen=True, slots=True)
class AppliedRate:
    """A rate in percent a year, with what it was made of; `row` is None for an agreed rate."""

    percent: Decimal
    regime: Regime
    row: RateRow | None = None


def applied(regime: Regime, rates: Rates, day: date) -> AppliedRate:
    """The rate that a late `day` bears (for a rate fixed at the start: the first late day).

    Raises Refused when the table has no row for its half-year.
    """
    if regime.agreed is not None:
        return AppliedRate(regime.agreed, regime)
    row = rates.on(regime.index, day)
    return AppliedRate(_stepped(row.percent * regime.times + regime.points, regime.step), regime, row)


def lowest(floor: Floor, rates: Rates, day: date) -> Decimal | None:
    """The lowest rate that could be agreed on that day; None without a row to tell it."""
    row = rates.find(floor.index, day)
    return None if row is None else row.percent * floor.times


def _stepped(percent: Decimal, step: Decimal | None) -> Decimal:
    if step is None:
        return percent
    return (percent / step).quantize(ONE, rounding=ROUND_CEILING) * step
