"""What a reminder says of one invoice, and of the reminders before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReminder:
    """A reminder already sent about one of these invoices. `level_name` is the firm's own word for it."""

    level_name: str
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One row: an invoice, or a credit (negative `open`). `matter` is empty for law firms."""

    number: str
    issued_on: date
    due_on: date
    total: Money
    open: Money
    days_overdue: int
    level: int
    advanced: bool
    matter: str = ""

    @property
    def credit(self) -> bool:
        """Is it a credit, deducted from what is owed?"""
        return self.open.amount < 0

    @property
    def deducted(self) -> Money:
        """What payments and credits already took off the invoice."""
        return self.total - self.open
