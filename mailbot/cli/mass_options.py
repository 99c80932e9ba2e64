"""The options of reminders in number: the filters, and how the run is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any

import click

from mailbot.cli.lists import format_option
from mailbot.core.client import ClientKind
from mailbot.core.deciding.mass import MassFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """What was typed about reminders in number. `every`: they are asked for; `filters`: whether any was typed."""

    every: bool
    wanted: MassFilter
    filters: bool
    without: tuple[str, ...]
    background: bool
    form: str

    def check(self, numbers: tuple[str, ...]) -> None:
        """Raises UsageError for --all beside single invoices, and for what only --all can take."""
        if self.every and numbers:
            raise click.UsageError("--all selects by filters; leave --invoice out")
        if not self.every and (self.filters or self.without or self.background):
            raise click.UsageError("Filters, --without and --background go with --all")

    def of_client(self, code: str) -> MassFilter:
        """The filter, of one client when one is named."""
        return replace(self.wanted, client=code) if code else self.wanted


class _Amount(click.ParamType[Decimal]):
    """`1234.56` or `1234,56`, from nought on."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The amount as a number."""
        try:
            found = Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or found < 0:
            self.fail(f"{value!r} is not an amount; write 1234.56")
        return found


_COUNT, _DAYS = click.IntRange(min=0), click.IntRange(-36500, 36500)

# Option, the field of the filter that it fills, what it takes, what it means.
_FILTERS: tuple[tuple[str, str, Any, str], ...] = (
    ("--min-amount", "minimum", _Amount(), "At least so much is open on the invoice."),
    ("--overdue-min", "overdue_min", _DAYS, "Overdue for at least so many days (default 1; -5: or due within 5 days)."),
    ("--overdue-max", "overdue_max", _DAYS, "Overdue for at most so many days."),
    ("--sent-min", "sent_at_least", _COUNT, "Reminded at least so many times."),
    ("--sent-max", "sent_at_most", _COUNT, "Reminded at most so many times; 0: never."),
    ("--last-before", "last_before", click.DateTime(["%Y-%m-%d"]), "No reminder on this day or since."),
    ("--next-level", "next_level", _COUNT, "The level that its ladder has next."),
    ("--last-level", "last_level", _COUNT, "The last level that was counted."),
    ("--payment-mode", "payment_mode", str, "Paid this way."),
    ("--kind", "client_kind", click.Choice([one.value for one in ClientKind]), "Clients of this kind."),
    ("--partner", "partner", str, "Matters of this partner (an address)."),
    ("--matter", "matter", str, "Of this matter."),
    ("--currency", "currency", str, "In this currency."),
    ("--ladder", "ladder", str, "On this ladder."),
)


def mass_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --all with its filters to a command, and hands them over as `many`."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        typed = {name: _value(options.pop(name)) for _, name, _, _ in _FILTERS}
        said: dict[str, Any] = {name: value for name, value in typed.items() if value not in (None, "")}
        how = {name: options.pop(name) for name in ("every", "without", "background", "form")}
        return command(*args, many=Many(wanted=MassFilter(**said), filters=bool(said), **how), **options)

    run = format_option(run)
    run = click.option("--background", is_flag=True, help="--all: only queue it; `mailbot run` carries it out.")(run)
    left_out = "--all: but not this invoice; may be given several times."
    run = click.option("--without", metavar="NUMBER", multiple=True, help=left_out)(run)
    for option, name, kind, text in reversed(_FILTERS):
        run = click.option(option, name, type=kind, help=f"--all: {text}")(run)
    return click.option("--all", "every", is_flag=True, help="Everything that the filters below select.")(run)


def _value(typed: object) -> object:
    return typed.date() if isinstance(typed, datetime) else typed
