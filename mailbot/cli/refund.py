"""`mailbot refund|reverse`: money given back to a client, money that the bank took back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import click

from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.core.money import Money
from mailbot.tasks.money.reverse_payment import ReverseOrder, restore_payment, reverse_payment
from mailbot.tasks.money.use_payment import REFUND, RefundOrder, UndoOrder, undo_use
from mailbot.tasks.money.use_payment import refund as give_back

_ID = "Its number in `mailbot export payments`."
_payment = click.option("--payment", type=int, metavar="ID", required=True, help=_ID)
_why = click.option("--why", default="", help="The reason, kept in the history.")


@click.command()
@_payment
@click.option("--amount", type=Amount(), help="How much (default: all that is left of it).")
@click.option("--on", type=DAY, metavar="DAY", help="The day it was given back (default: today).")
@click.option("--undo", is_flag=True, help="It was not given back after all.")
@_why
@as_option
@pass_shell
def refund(shell: Shell, /, payment: int, amount: Decimal | None, why: str, who: str | None, **typed: object) -> None:
    """Write down that money of a payment, on no invoice, was given back to the client."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    on = typed["on"]
    with office.books.write() as session:
        if typed["undo"]:
            rows = undo_use(session, office, UndoOrder(payment_id=payment, kind=REFUND, why=why), by, now)
            said = f"{len(rows)} refunds undone"
        else:
            wanted = RefundOrder(
                payment_id=payment, why=why, amount=amount, on=on.date() if isinstance(on, datetime) else None
            )
            done = give_back(session, office, wanted, by, now)
            said = f"{done} given back"
    click.echo(f"payment {payment}: {said}")


@click.command()
@_payment
@click.option("--on", type=DAY, metavar="DAY", help="The day the bank took it back (default: today).")
@click.option("--undo", is_flag=True, help="The bank did not take it back: it counts again and goes where it lay.")
@_why
@as_option
@pass_shell
def reverse(shell: Shell, payment: int, on: datetime | None, undo: bool, why: str, who: str | None) -> None:
    """The bank took a payment back (rejected, unpaid, charged back): what it paid is owed again."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        if undo:
            done = restore_payment(session, office, payment, by, why, now)
        else:
            wanted = ReverseOrder(payment_id=payment, why=why, on=on.date() if on else None)
            done = reverse_payment(session, office, wanted, by, now)
    amount = Money.from_minor(done.payment.amount_minor, done.payment.currency)
    numbers = ", ".join(done.numbers)
    if undo:
        click.echo(f"payment {payment}: {amount} counts again{f', on {numbers}' if numbers else ''}")
    else:
        click.echo(f"payment {payment}: {amount} taken back{f'; owed again: {numbers}' if numbers else ''}")
