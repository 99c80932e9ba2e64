"""Money: a Decimal with its currency in memory, integer minor units in the database.

Never a bare number, never a float. Sums of different currencies are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mailbot.core.errors import Refused

# ISO 4217 currencies whose minor unit is not a hundredth.
_DIGITS = {
    "BHD": 3, "CLP": 0, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "OMR": 3,
    "PYG": 0, "TND": 3, "UGX": 0, "VND": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip


def digits(currency: str) -> int:
    """Decimals of the currency's minor unit (ISO 4217)."""
    return _DIGITS.get(currency, 2)


def of_digits(count: int) -> tuple[str, ...]:
    """The currencies whose minor unit has that many decimals; those with two are not listed, they are all others."""
    return tuple(name for name, decimals in _DIGITS.items() if decimals == count)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount in one currency, already rounded to its minor unit."""

    amount: Decimal
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str = "EUR") -> Money:
        """Round half up to the currency's minor unit.

        >>> Money.of("12.345").amount
        Decimal('12.35')
        """
        quantum = Decimal(1).scaleb(-digits(currency))
        return cls(Decimal(amount).quantize(quantum, rounding=ROUND_HALF_UP), currency)

    @classmethod
    def from_minor(cls, minor: int, currency: str = "EUR") -> Money:
        """The database's integer of minor units, as money."""
        return cls(Decimal(minor).scaleb(-digits(currency)), currency)

    @classmethod
    def zero(cls, currency: str = "EUR") -> Money:
        """Nothing, in this currency."""
        return cls.from_minor(0, currency)

    @property
    def minor(self) -> int:
        """The integer of minor units that the database keeps."""
        return int(self.amount.scaleb(digits(self.currency)))

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise Refused(f"{self.currency} and {other.currency} cannot be added or compared.")
        return other.amount


def total(amounts: Iterable[Money], currency: str = "EUR") -> Money:
    """The sum, zero of `currency` when there is nothing to add."""
    result: Money | None = None
    for amount in amounts:
        result = amount if result is None else result + amount
    return Money.zero(currency) if result is None else result
