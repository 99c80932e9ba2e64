"""What every reader of account statements gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mailbot.core.reading.understood import Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The booked movements of one account. `account`: IBAN or number as the file gives it.

    `problem`: why the file should be looked at before it is trusted (its balances do not close); empty otherwise.
    """

    account: str = ""
    currency: str = "EUR"
    movements: tuple[Movement, ...] = ()
    opening: Decimal | None = None
    closing: Decimal | None = None
    as_of: date | None = None
    problem: str = ""


def closes(opening: Decimal | None, closing: Decimal | None, movements: tuple[Movement, ...]) -> str:
    """Empty when opening + movements = closing or a balance is missing, else a sentence."""
    if opening is None or closing is None:
        return ""
    moved = sum((signed(movement) for movement in movements), start=Decimal(0))
    if opening + moved == closing:
        return ""
    return f"the balances do not close: {opening} + {moved} is not {closing}"


def signed(movement: Movement) -> Decimal:
    """The amount, negative for a debit."""
    return movement.amount if movement.direction == "credit" else -movement.amount
