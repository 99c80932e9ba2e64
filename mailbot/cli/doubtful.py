"""`mailbot doubtful`: debts whose payment has become uncertain, moved to the doubtful customers and back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.tasks.money.doubtful import DoubtOrder, invoices_meant, move_to_doubtful, take_back


@click.command()
@ordered(why="")
@click.option("--worth", type=Amount(), help="Its worth in the firm's currency, for an invoice in another.")
@click.option("--on", type=DAY, metavar="DAY", help="Booked on this day (default: today).")
@click.option("--undo", is_flag=True, help="Back to the ordinary customers, with the reversal of the entries.")
@pass_shell
def doubtful(shell: Shell, order: Ordered, worth: Decimal | None, on: datetime | None, undo: bool) -> None:
    """Move what is open of invoices, or of all of a client's, to the doubtful customers (411 to 416).

    Payments go on as before: what is settled goes back by itself.
    """
    order.check()
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    said = []
    with office.books.write() as session:
        ids = tuple(invoices_meant(session, order.numbers, order.code, doubtful_ones=undo))
        if undo:
            said += [f"{row.number}: no longer doubtful" for row in take_back(session, office, ids, order.why, by, now)]
        else:
            wanted = DoubtOrder(invoice_ids=ids, why=order.why, on=on.date() if on else None, worth=worth)
            moved = move_to_doubtful(session, office, wanted, by, now)
            said += [f"{one.invoice.number}: {one.amount} doubtful (entry {one.entry})" for one in moved]
    click.echo("\n".join(said))
