"""What a reminder claims besides the principal: per invoice the annex, less what was paid or waived of it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from mailbot.core.interest import rows
from mailbot.core.interest.annex import Annex, Notice
from mailbot.core.money import Money


class PenaltyKind(StrEnum):
    """The two things that the side ledger holds for an invoice."""

    INTEREST = "interest"
    FIXED = "fixed"


class PenaltyStatus(StrEnum):
    """Where a claim of the side ledger stands. SUPERSEDED: a later one of the same invoice holds it; WITHDRAWN: the
    reminder that made it came back."""

    OPEN = "open"
    PAID = "paid"
    WAIVED = "waived"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceClaim:
    """One invoice's claim. `interest_done` and `fixed_done`: what was paid or waived of earlier claims."""

    invoice_id: int
    number: str
    annex: Annex
    interest_done: Money
    fixed_done: Money

    @property
    def interest(self) -> Money:
        """What is claimed as interest; never below zero."""
        return max(self.annex.interest - self.interest_done, Money.zero(self.interest_done.currency))

    @property
    def fixed(self) -> Money:
        """What is claimed as fixed sum; never below zero."""
        return max(self.annex.fixed - self.fixed_done, Money.zero(self.fixed_done.currency))

    def __bool__(self) -> bool:
        return bool(self.interest or self.fixed)

    def record(self, language: str) -> dict[str, Any]:
        """The claim as the side ledger keeps it, with every figure needed to compute it again."""
        return {
            "invoice_id": self.invoice_id,
            "number": self.number,
            "currency": self.interest.currency,
            "interest": self.interest.minor,
            "fixed_currency": self.fixed.currency,
            "fixed": self.fixed.minor,
            "annex": {
                "regime": self.annex.regime.name,
                "article": self.annex.regime.article,
                "interest_done": self.interest_done.minor,
                "fixed_done": self.fixed_done.minor,
                **rows.as_record(self.annex, language),
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalties:
    """What one reminder claims, computed to `until`; `notes` is what the partner is told and the client is not."""

    until: date
    claims: tuple[InvoiceClaim, ...] = ()
    notes: tuple[Notice, ...] = ()

    def sentences(self, language: str) -> tuple[str, ...]:
        """The notes, each once."""
        return tuple(dict.fromkeys(note.sentence(language) for note in self.notes))

    def record(self, language: str) -> dict[str, Any]:
        """For the reminder's row: the claims, and the notes in the firm's language."""
        return {
            "until": self.until.isoformat(),
            "claims": [claim.record(language) for claim in self.claims],
            "notes": list(self.sentences(language)),
        }
