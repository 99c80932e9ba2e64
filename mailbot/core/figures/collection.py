"""How soon a firm is paid: days of sales outstanding by counting back, and what should come in over the next weeks.

Count-back: from the receivables at the end of a month its own sales are taken off, then those of the month before, and
so on; the whole months that fit count in full, the last one in proportion. Unlike the plain ratio it is not moved by a
month of high sales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.following.first - self.first).days

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def following(self) -> Month:
        """The next one."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> Month:
        """The one before."""
        return month_of(self.first - timedelta(days=1))


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(day.year, day.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEnd:
    """A month: what was billed, received and still owed at its end (minor units), and the days of sales that this is;
    `days` None when nothing billed explains it."""

    month: Month
    billed: int
    received: int
    owed: int
    days: float | None


def month_ends(
    billed: Mapping[Month, int], settled: Mapping[Month, int], received: Mapping[Month, int], last: Month, count: int
) -> list[MonthEnd]:
    """The last `count` months up to `last`, oldest first. `settled`: all that ended debts, `received`: the money."""
    months = [last]
    while len(months) < count:
        months.append(months[-1].before)
    found = []
    for month in reversed(months):
        owed = sum(v for m, v in billed.items() if m <= month) - sum(v for m, v in settled.items() if m <= month)
        days = count_back(owed, billed, month)
        found.append(
            MonthEnd(month=month, billed=billed.get(month, 0), received=received.get(month, 0), owed=owed, days=days)
        )
    return found


def count_back(owed: int, billed: Mapping[Month, int], last: Month) -> float | None:
    """Days of sales in what is owed at the end of `last`; None when all that was ever billed is less."""
    left, days, month = owed, 0.0, last
    first = min(billed, default=last)
    while left > 0 and month >= first:
        sales = billed.get(month, 0)
        if sales >= left:
            return days + month.days * left / sales
        left, days, month = left - max(sales, 0), days + month.days, month.before
    return days if left <= 0 else None


class Paid(NamedTuple):
    """A payment of an invoice: whose, and how many days after the due date it came (negative: before)."""

    client_id: int
    days_late: int


class Expected(NamedTuple):
    """An open invoice: whose, due when, how much, the day the client promised, and whether something holds it."""

    client_id: int
    due_on: date
    minor: int
    promised_on: date | None = None
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What should come in: by the Monday of each week; and what nobody can date: later than the client's habit, or
    held (disputed, insolvent …)."""

    weeks: tuple[tuple[date, int], ...]
    later: int
    overdue: int
    held: int


def forecast(paid: Iterable[Paid], expected: Sequence[Expected], today: date, weeks: int = 8) -> Forecast:
    """Each client pays as late as usual (the median of what they paid; the firm's where they paid nothing yet), or on
    the day they promised."""
    habits = _habits(paid)
    monday = today - timedelta(days=today.weekday())
    sums = dict.fromkeys((monday + timedelta(weeks=number) for number in range(weeks)), 0)
    later = overdue = held = 0
    for one in expected:
        usual = habits.get(one.client_id, habits[None])
        day = one.promised_on or one.due_on + timedelta(days=round(usual))
        week = day - timedelta(days=day.weekday())
        if one.held:
            held += one.minor
        elif day < today:
            overdue += one.minor
        elif week in sums:
            sums[week] += one.minor
        else:
            later += one.minor
    return Forecast(weeks=tuple(sums.items()), later=later, overdue=overdue, held=held)


def _habits(paid: Iterable[Paid]) -> dict[int | None, float]:
    by_client: dict[int | None, list[int]] = defaultdict(list)
    for one in paid:
        by_client[one.client_id].append(one.days_late)
        by_client[None].append(one.days_late)
    found = {key: float(median(days)) for key, days in by_client.items()}
    return {None: 0.0, **found}
