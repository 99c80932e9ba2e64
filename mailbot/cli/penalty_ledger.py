"""The side ledger behind `mailbot penalties`: what is claimed, waived, paid; each with its undo."""

from __future__ import annotations

from dataclasses import dataclass

import click

from mailbot.cli.lists import show
from mailbot.cli.orders import decider
from mailbot.cli.shell import Shell
from mailbot.core.errors import Refused
from mailbot.core.interest.claim import PenaltyKind, PenaltyStatus
from mailbot.core.money import Money
from mailbot.store.debts import clients
from mailbot.store.money import penalties
from mailbot.store.settling_tables import PenaltyRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.law.settle_penalties import Settling, make_gesture, pay, undo, waive

_COLUMNS = ("id", "client", "invoice", "kind", "amount", "left", "until", "status", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAsked:
    """The options that concern the side ledger, as typed."""

    listing: bool
    every: bool
    waived: bool
    paid: bool
    undone: int | None
    gesture: str | None
    invoice: str | None
    code: str
    kind: str | None
    payment_id: int | None
    elsewhere: bool
    why: str
    who: str | None

    @property
    def meant(self) -> bool:
        """Is the side ledger meant, and not a computation?"""
        return self.listing or self.waived or self.paid or self.undone is not None or self.gesture is not None


def settle(shell: Shell, asked: LedgerAsked, form: str) -> None:
    """Show the side ledger, or change it. Raises UsageError for two orders at once, or none about anything."""
    orders = (asked.listing, asked.waived, asked.paid, asked.undone is not None, asked.gesture is not None)
    if sum(orders) > 1:
        raise click.UsageError("One thing at a time: --list, --waive, --pay, --undo or --gesture")
    if asked.listing:
        _list(shell, asked, form)
        return
    by = decider(shell.office, asked.who)
    if asked.undone is not None:
        with shell.office.books.write() as session:
            row = undo(session, asked.undone, asked.why, by, shell.now())
            click.echo(f"{_said(row)}: open again")
    elif not (asked.invoice or asked.code):
        raise click.UsageError("Name an invoice (--invoice) or a client (--client)")
    elif asked.gesture is not None:
        _gesture(shell, asked, by)
    else:
        _change(shell, asked, by)


def _change(shell: Shell, asked: LedgerAsked, by: Decider) -> None:
    now = shell.now()
    with shell.office.books.write() as session:
        order = Settling(
            about=tuple(find_subjects(session, [asked.invoice] if asked.invoice else [], asked.code)),
            why=asked.why,
            kind=PenaltyKind(asked.kind) if asked.kind else None,
            payment_id=asked.payment_id,
            elsewhere=asked.elsewhere,
        )
        if asked.waived:
            said = [f"{_said(row)}: waived" for row in waive(session, order, by, now)]
        else:
            said = [f"{_said(row)}: {amount} paid" for row, amount in pay(session, shell.office, order, by, now)]
    click.echo("\n".join(said))


def _gesture(shell: Shell, asked: LedgerAsked, by: Decider) -> None:
    if asked.invoice or not asked.code:
        raise click.UsageError("--gesture is for a whole client (--client)")
    with shell.office.books.write() as session:
        (about,) = find_subjects(session, (), asked.code)
        rows = make_gesture(session, about, asked.gesture == "on", asked.why, by, shell.now())
    what = "no penalties are claimed any more" if asked.gesture == "on" else "penalties are claimed again"
    click.echo("\n".join([f"{about.client.name}: {what}", *(f"{_said(row)}: waived" for row in rows)]))


def _list(shell: Shell, asked: LedgerAsked, form: str) -> None:
    statuses = () if asked.every else (PenaltyStatus.OPEN,)
    with shell.office.books.read() as session:
        client = clients.by_code(session, asked.code) if asked.code else None
        if asked.code and client is None:
            raise Refused(f"Aucun client n'a le code {asked.code}.")
        rows = (
            {
                "id": line.row.id,
                "client": line.client.name,
                "invoice": line.number,
                "kind": line.row.kind,
                "amount": line.amount,
                "left": line.left,
                "until": line.row.until,
                "status": line.row.status,
                "why": line.row.why,
            }
            for line in penalties.lines(session, statuses, client.id if client else None)
            if asked.invoice in (None, line.number)
        )
        show(rows, _COLUMNS, form)


def _said(row: PenaltyRow) -> str:
    return f"{row.id} ({row.kind} {Money.from_minor(row.amount_minor, row.currency)})"
