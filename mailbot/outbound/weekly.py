"""What the report of the week says: what is owed, what came in, what was done, what waits; with its drawings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.figures.aging import AgedBalance
from mailbot.core.figures.chart import Chart
from mailbot.core.money import Money, total
from mailbot.outbound.firm_card import FirmCard, Signatory


@dataclass(frozen=True, slots=True)
class Came:
    """Money of one currency that came in: so many payments, together so much."""

    payments: int
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Promises to pay in the week: made, and how those that ended did end."""

    made: int = 0
    kept: int = 0
    late: int = 0
    broken: int = 0

    @property
    def ended(self) -> int:
        """How many were judged."""
        return self.kept + self.late + self.broken


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for a person: `name` reminders, payments, messages, doubtful, calls or alerts, and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyFacts:
    """All that the mail may say. `first` to `last`: the days it is about; what is owed and what waits is that of
    `today`. `own`: it tells of the reader's own matters only. `link` leads to the reports, empty for none."""

    firm: FirmCard
    language: str
    to: Signatory
    today: date
    first: date
    last: date
    balances: tuple[AgedBalance, ...] = ()
    came: tuple[Came, ...] = ()
    sent: int = 0
    formal: int = 0
    promises: Kept = Kept()
    waits: tuple[Waits, ...] = ()
    charts: tuple[Chart, ...] = ()
    own: bool = False
    link: str = ""

    @property
    def owed(self) -> tuple[Money, ...]:
        """All that is owed, per currency."""
        return tuple(one.total for one in self.balances)

    @property
    def overdue(self) -> tuple[Money, ...]:
        """What is overdue, per currency, where something is: the first column of a balance is what is not due yet."""
        late = (total(one.amounts[1:], one.currency) for one in self.balances)
        return tuple(amount for amount in late if amount.minor > 0)

    @property
    def received(self) -> tuple[Money, ...]:
        """What came in, per currency."""
        return tuple(one.total for one in self.came)

    @property
    def payments(self) -> int:
        """In how many payments."""
        return sum(one.payments for one in self.came)
