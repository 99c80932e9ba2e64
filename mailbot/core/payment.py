"""A payment as the bank told it, and the key that makes it enter once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.money import Money


class PaymentStatus(StrEnum):
    """UNVERIFIED touches no balance; REVERSED was un-allocated."""

    COUNTED = "counted"
    UNVERIFIED = "unverified"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One credit on one of the firm's accounts."""

    id: int
    received_on: date
    amount: Money
    payer: str = ""
    payer_iban: str = ""
    label: str = ""
    account: str = ""
    client_id: int | None = None


def entry_key(account: str, bank_id: str, payment: Payment, rank: int) -> str:
    """The key under which a movement enters once.

    The bank's own id where it gives one, else a digest of date, amount, payer, label and the rank
    within the day, so that two equal transfers of one day stay two payments.
    """
    if bank_id:
        return f"{account}:{bank_id}"
    parts = (
        payment.received_on.isoformat(), str(payment.amount), payment.payer.casefold(),
        " ".join(payment.label.casefold().split()), str(rank),
    )  # fmt: skip
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{account}:sha:{digest[:32]}"
