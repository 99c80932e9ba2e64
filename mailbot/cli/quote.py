"""`mailbot quote`: what became of quotes that were asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.invoice import AllocationKind
from mailbot.tasks.holds.quotes import QuoteOrder, end_quote, reopen_quote


@click.group()
def quote() -> None:
    """Accepted or lost: a quote is asked about no more."""


def _named(command: Callable[..., Any]) -> Callable[..., Any]:
    command = as_option(command)
    command = click.option("--why", required=True, help="The reason, kept in the history.")(command)
    return click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")(command)


@quote.command()
@_named
@pass_shell
def accept(shell: Shell, numbers: tuple[str, ...], why: str, who: str | None) -> None:
    """The client accepted these quotes."""
    _end(shell, numbers, why, who, AllocationKind.ACCEPTED)


@quote.command()
@_named
@pass_shell
def lost(shell: Shell, numbers: tuple[str, ...], why: str, who: str | None) -> None:
    """Nothing comes of these quotes."""
    _end(shell, numbers, why, who, AllocationKind.LOST)


@quote.command()
@_named
@pass_shell
def reopen(shell: Shell, numbers: tuple[str, ...], why: str, who: str | None) -> None:
    """These quotes wait for an answer after all."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        for number in numbers:
            reopen_quote(session, QuoteOrder(number, why), by, now)
    click.echo("\n".join(f"{number}: reopened" for number in numbers))


def _end(shell: Shell, numbers: tuple[str, ...], why: str, who: str | None, ended: AllocationKind) -> None:
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        for number in numbers:
            end_quote(session, QuoteOrder(number, why), ended, by, now)
    click.echo("\n".join(f"{number}: {ended.value}" for number in numbers))
