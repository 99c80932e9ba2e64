"""What a person types after an option, as values: amounts, part payments, names of regimes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import click

from mailbot.core.errors import Refused
from mailbot.core.interest.regimes import regime

DAY = click.DateTime(["%Y-%m-%d"])


class Amount(click.ParamType[Decimal]):
    """A number above zero (`zero`: or zero), with a point or a comma."""

    name = "amount"

    def __init__(self, *, zero: bool = False) -> None:
        self._zero = zero

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Read it, or end the call as wrong usage."""
        try:
            amount = Decimal(str(value).replace(",", "."))
        except ArithmeticError:
            amount = Decimal("NaN")
        fits = amount.is_finite() and (amount > 0 or (self._zero and amount == 0))
        if not fits or amount >= Decimal(10) ** 12:
            self.fail(f"{value!r} is no amount; write 1234.56.", param, ctx)
        return amount


class PartPayment(click.ParamType[tuple[date, Decimal]]):
    """A day and an amount: 2026-08-20:2000."""

    name = "payment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, Decimal]:
        """Read it, or end the call as wrong usage."""
        day, _, amount = str(value).partition(":")
        return DAY.convert(day, param, ctx).date(), Amount().convert(amount, param, ctx)


class RegimeName(click.ParamType[str]):
    """The name of a regime of late-payment interest."""

    name = "regime"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name when there is such a regime, else end the call as wrong usage."""
        try:
            regime(str(value))
        except Refused as error:
            self.fail(str(error), param, ctx)
        return str(value)
