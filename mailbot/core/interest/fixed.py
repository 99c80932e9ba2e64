"""The fixed sum for recovery costs: once per invoice paid late, whole even after a part payment, never for consumers.

C. com. D441-5 and CCP D2192-35: 40 EUR, no VAT, outside the base of interest. Not owed once collective proceedings
forbid the payment (C. com. L441-10 II).
"""

from __future__ import annotations

from datetime import date

from mailbot.core.interest.debt import Debt, late_days
from mailbot.core.interest.regime import Regime
from mailbot.core.money import Money


def fixed_sum(debt: Debt, regime: Regime, until: date) -> Money:
    """The sum owed on `until` in the regime's currency; zero while nothing is late."""
    nothing = Money.zero(regime.currency)
    if not regime.tiers or barred(debt, regime, until):
        return nothing
    span = late_days(debt, regime, until)
    if span is None:
        return nothing
    owed = debt.open_on(span[0]).amount
    if not owed:
        return nothing
    tier = next(tier for tier in regime.tiers if tier.below is None or owed < tier.below)
    return Money.of(tier.amount, regime.currency)


def barred(debt: Debt, regime: Regime, until: date) -> bool:
    """Did collective proceedings open by `until`, in a regime that they stop?"""
    return regime.stopped_by_proceedings and debt.proceedings_on is not None and debt.proceedings_on <= until
