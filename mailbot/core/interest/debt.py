"""A debt and what changed it: the sum on which interest runs on each day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailbot.core.interest.regime import Regime, Start
from mailbot.core.interest.terms import forty_five_after_month_end, forty_five_then_month_end
from mailbot.core.money import Money, total

_DAY = timedelta(days=1)


class Imputation(StrEnum):
    """What a part payment extinguishes first: the principal (in the debtor's favour), or the interest run by then
    (C. civ. 1343-1)."""

    PRINCIPAL = "principal"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Change:
    """On that day the debt went down by `amount`: a payment or a credit; negative when one was reversed.

    `paid`: it is money; a credit note or a write-off lowers the principal, whatever payments do.
    """

    on: date
    amount: Money
    paid: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One invoice, taxes included, and what is known about it.

    `due_on` is the due date (for regimes that count a term: the invoice's date). `notice_on` is the day on which the
    formal notice was received, `proceedings_on` the day of the judgment that opened collective proceedings.
    """

    principal: Money
    due_on: date
    changes: tuple[Change, ...] = ()
    notice_on: date | None = None
    proceedings_on: date | None = None
    imputation: Imputation = Imputation.PRINCIPAL

    @property
    def left(self) -> Money:
        """What every change known leaves open; never below zero."""
        return self.open_on(date.max)

    def open_on(self, day: date) -> Money:
        """What is open of the principal during `day`: a payment counts from the day after it; never below zero."""
        return max(self.raw_open_on(day), Money.zero(self.principal.currency))

    def raw_open_on(self, day: date) -> Money:
        """The same, negative when too much was paid."""
        paid = total((change.amount for change in self.changes if change.on < day), self.principal.currency)
        return self.principal - paid


_START: dict[Start, Callable[[Debt], date | None]] = {
    Start.DUE: lambda debt: debt.due_on,
    # The notice starts interest on what is due by then (C. civ. 1231-6, 1344-1); without one, none runs.
    Start.NOTICE: lambda debt: max(debt.due_on, debt.notice_on) if debt.notice_on else None,
    Start.TERM_45_AFTER_MONTH_END: lambda debt: forty_five_after_month_end(debt.due_on),
    Start.TERM_45_THEN_MONTH_END: lambda debt: forty_five_then_month_end(debt.due_on),
}


def late_days(debt: Debt, regime: Regime, until: date) -> tuple[date, date] | None:
    """The first and the last day that bear interest up to `until` (both included), None when none does.

    Interest stops on the eve of the judgment that opens collective proceedings (C. com. L622-28, L631-14, L641-3).
    """
    start = _START[regime.start](debt)
    if start is None:
        return None
    last = until
    if debt.proceedings_on is not None and regime.stopped_by_proceedings:
        last = min(until, debt.proceedings_on - _DAY)
    return (start + _DAY, last) if start < last else None
