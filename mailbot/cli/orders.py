"""What orders from the shell have in common: about what, who gives them, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from mailbot.core.errors import Refused
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_MAY_ORDER = frozenset({"admin", "partner", "assistant"})
_AS = "Who says so (default: the partner who decides on what is nobody's)."

as_option: Callable[[Any], Any] = click.option("--as", "who", metavar="EMAIL", help=_AS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What was typed: invoices by number, a client by code, whose order it is, and the reason."""

    numbers: tuple[str, ...]
    code: str = ""
    who: str | None = None
    why: str = ""

    def check(self) -> None:
        """Raises UsageError when neither an invoice nor a client is named."""
        if not self.numbers and not self.code:
            raise click.UsageError("Name an invoice (--invoice) or a client (--client)")


def ordered(*, client: bool = True, why: str | None = None) -> Callable[[Any], Any]:
    """Adds the options of an order and hands them to the command as `order`.

    `client`: whether a whole client may be named. `why`: the reason when none is typed; None asks for one.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(*args: Any, **options: Any) -> Any:
            typed = {name: options.pop(name) for name in ("numbers", "code", "who", "why") if name in options}
            return command(*args, order=Ordered(**typed), **options)

        return _with_options(run, client, why)

    return decorate


def _with_options(run: Callable[..., Any], client: bool, why: str | None) -> Callable[..., Any]:
    run = as_option(run)
    default = {"required": True} if why is None else {"default": why}
    run = click.option("--why", help="The reason, kept in the history.", **default)(run)
    if client:
        run = click.option("--client", "code", metavar="CODE", default="", help="About this client.")(run)
    several = "About this invoice; may be given several times."
    return click.option("--invoice", "numbers", metavar="NUMBER", multiple=True, help=several)(run)


def decider(office: Office, who: str | None) -> Decider:
    """Who gives the order. Raises Refused when that is nobody here, or somebody who only looks."""
    email = (who or office.settings.default_partner).lower()
    person = office.person(email)
    if person is None:
        raise Refused(f"--as {email}: nobody in people of the configuration has this address.")
    if person.role not in _MAY_ORDER:
        raise Refused(f"--as {email}: a {person.role} looks and changes nothing.")
    return Decider(email=person.email, via="shell")
