"""Debts for the tests of the law: plain keyword functions."""

from datetime import date
from typing import Any

from mailbot.config.rates import load_rates
from mailbot.core.interest.debt import Change, Debt
from mailbot.core.money import Money

RATES = load_rates()


def a_debt(principal: str = "10000.00", due: str = "2026-03-31", *paid: tuple[str, str], **known: Any) -> Debt:
    """Of so much in euros (or `currency`), due on that day, with part payments (day, amount)."""
    currency = known.pop("currency", "EUR")
    changes = tuple(Change(date.fromisoformat(day), Money.of(amount, currency)) for day, amount in paid)
    days = {name: date.fromisoformat(day) for name, day in known.items()}
    return Debt(principal=Money.of(principal, currency), due_on=date.fromisoformat(due), changes=changes, **days)
