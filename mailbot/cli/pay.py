"""`mailbot pay`: a person says that invoices were paid."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand


@click.command()
@ordered(client=False, why="")
@click.option("--amount", type=Amount(), required=True, help="What came in.")
@click.option("--on", "day", type=DAY, metavar="DAY", help="The day it came in (default: today).")
@click.option("--label", default="", help="The bank's words (default: the invoices' numbers).")
@click.option("--another", is_flag=True, help="It is another payment than the one of this amount that is there.")
@pass_shell
def pay(shell: Shell, /, order: Ordered, amount: Decimal, day: datetime | None, label: str, another: bool) -> None:
    """Record a payment by hand and put it on invoices, in the order named. What exceeds them stays unapplied."""
    if not order.numbers:
        raise click.UsageError("Name the invoices that were paid (--invoice)")
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    on = day.date() if day else office.day(now)
    paid = PaymentOrder(
        numbers=order.numbers, amount=amount, received_on=on, label=label, why=order.why, another=another
    )
    with office.books.write() as session:
        recorded = record_by_hand(session, office, paid, by, now)
    for number, money in recorded.placed:
        click.echo(f"{number}: {money}")
    if recorded.left:
        click.echo(f"{recorded.left} left, on no invoice (payment {recorded.payment.id})")
