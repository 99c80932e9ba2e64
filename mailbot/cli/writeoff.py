"""`mailbot writeoff`: what is too little to ask for, and what will never be paid."""

from __future__ import annotations

from typing import Any

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.progress import progress
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.store.money import remainders
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.money.undo_write_off import undo_write_off
from mailbot.tasks.money.use_payment import GAIN, UndoOrder, keep_overpayment, undo_use
from mailbot.tasks.money.write_off import WriteOffOrder, WrittenOff, tolerance, write_off
from mailbot.tasks.money.write_off_remainders import write_off_remainders

_COLUMNS = ("kind", "client", "document", "amount", "currency", "since")


@click.command()
@ordered(client=False, why="")
@click.option("--payment", type=int, metavar="ID", help="Keep what is left of this payment, which brought too much.")
@click.option("--list", "listed", is_flag=True, help="Show what is under the tolerance, and change nothing.")
@click.option("--under-tolerance", "mass", is_flag=True, help="Settle all that is under matching.write_off_tolerance.")
@click.option("--dry-run", is_flag=True, help="With --under-tolerance: as --list.")
@click.option("--bad-debt", is_flag=True, help="Irrecoverable for good (654), with the VAT that comes back.")
@click.option("--vat", type=Amount(zero=True), help="That VAT (default: computed).")
@click.option("--worth", type=Amount(), help="Its worth in the firm's currency, for an invoice in another.")
@click.option("--on", type=DAY, metavar="DAY", help="Booked on this day (default: today).")
@click.option("--undo", is_flag=True, help="Take it back: owed again, with the reversal of its entry.")
@format_option
@pass_shell
def writeoff(shell: Shell, /, order: Ordered, **typed: Any) -> None:
    """Give up what is left of invoices, or keep what a payment brought too much, each with its accounting entry.

    More than the tolerance is for a partner to give up; an overpayment of more is owed back (mailbot refund).
    """
    if typed["listed"] or (typed["mass"] and typed["dry_run"]):
        _list(shell, typed["form"])
    elif typed["mass"]:
        _all(shell, order)
    elif typed["payment"] is not None:
        _payment(shell, order, typed["payment"], undo=typed["undo"])
    elif not order.numbers:
        raise click.UsageError("Name invoices (--invoice) or a payment (--payment), or say --list or --under-tolerance")
    elif typed["undo"]:
        _undo(shell, order)
    else:
        _invoices(shell, order, typed)


def _list(shell: Shell, form: str) -> None:
    with shell.office.books.read() as session:
        found = remainders.rests(session, tolerance(shell.office))
        rows = (
            {
                "kind": one.kind, "client": one.client, "document": one.document, "amount": one.amount.amount,
                "currency": one.amount.currency, "since": one.since,
            }
            for one in found
        )  # fmt: skip
        show(rows, _COLUMNS, form)


def _all(shell: Shell, order: Ordered) -> None:
    office = shell.office
    by = decider(office, order.who)
    with progress() as told:
        done = write_off_remainders(office, by, order.why, shell.now(), told)
    lost, kept = _counted(done.losses, "remainder"), _counted(done.gains, "overpayment")
    click.echo(f"{lost} written off ({done.lost}), {kept} kept ({done.gained})")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _payment(shell: Shell, order: Ordered, payment: int, *, undo: bool) -> None:
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    with office.books.write() as session:
        if undo:
            undo_use(session, office, UndoOrder(payment_id=payment, kind=GAIN, why=order.why), by, now)
            said = "kept no more: it is in hand again"
        else:
            said = f"{keep_overpayment(session, office, payment, by, order.why, now)} kept"
    click.echo(f"payment {payment}: {said}")


def _undo(shell: Shell, order: Ordered) -> None:
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    with office.books.write() as session:
        rows = [subject.invoice for subject in find_subjects(session, order.numbers) if subject.invoice]
        undo_write_off(session, office, rows, by, order.why, now)
    for row in rows:
        click.echo(f"{row.number}: owed again")


def _invoices(shell: Shell, order: Ordered, typed: dict[str, Any]) -> None:
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    with office.books.write() as session:
        found = find_subjects(session, order.numbers)
        wanted = WriteOffOrder(
            invoice_ids=tuple(subject.invoice.id for subject in found if subject.invoice),
            why=order.why,
            bad_debt=typed["bad_debt"],
            vat=typed["vat"],
            worth=typed["worth"],
            on=typed["on"].date() if typed["on"] else None,
        )
        done = write_off(session, office, wanted, by, now)
    for one in done:
        click.echo(_said(one))


def _said(one: WrittenOff) -> str:
    vat = f", of which {one.vat} of VAT comes back" if one.vat else ""
    booked = f" (entry {one.entry})" if one.entry else " (cash accounting: nothing is booked)"
    mention = f"\nOn the duplicate of {one.invoice.number}, sent to the client: {one.mention}" if one.mention else ""
    return f"{one.invoice.number}: {one.amount} written off{vat}{booked}{mention}"
