"""What an order by mail changes: the same services that the pages and the terminal use, in the sender's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from mailbot.core import sentences
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.core.reading.understood import Command
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.holds.resume_reminders import USUAL, ResumeOrder, resume
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.reading.record_message import Reading

# What an order sets: the kind of hold, and what it is called.
_HOLDS = {
    "dispute": (HoldKind.DISPUTE, "litige signalé par le cabinet"),
    "promise": (HoldKind.PROMISE, "promesse signalée par le cabinet"),
    "stop": (HoldKind.HOLD, "relances arrêtées par le cabinet"),
}


def carry_out_order(
    session: Session, office: Office, reading: Reading, client: ClientRow, command: Command
) -> tuple[str, ...]:
    """Do what is ordered; returns ready sentences about it. Raises Refused, having changed nothing."""
    act = _ACTS.get(command.verb)
    if act is None:
        raise Refused(f"L'ordre « {command.verb} » demande votre main dans l'administration.")
    with session.begin_nested():
        return act(session, office, reading, client, command)


def _hold(session: Session, office: Office, reading: Reading, client: ClientRow, command: Command) -> tuple[str, ...]:
    """On the invoices that the mail names, else on the whole client; to stop always means the whole client."""
    kind, reason = _HOLDS[command.verb]
    if kind is HoldKind.PROMISE and command.date is None:
        raise Refused("Une promesse a son jour : écrivez par exemple PROMESSE 30/11.")
    named = [] if kind is HoldKind.HOLD else _named(session, reading, client)
    amount = Money.of(command.amount, _currency(office, named)) if command.amount is not None else None
    scopes: Sequence[InvoiceRow | None] = named if named and not (amount and len(named) > 1) else [None]
    rows = []
    for row in scopes:
        order = HoldOrder(
            client_id=client.id,
            kind=kind,
            reason=reason,
            invoice_id=row.id if row else None,
            promised_on=command.date if kind is HoldKind.PROMISE else None,
            amount=amount if kind is HoldKind.PROMISE else None,
            inbox_id=reading.row.id,
        )
        rows.append(set_hold(session, office, order, _by(reading), reading.now))
    numbers = ", ".join(row.number for row in scopes if row)
    return (f"{client.name} : {reason}, {_scope(numbers)}{_until(rows)}.",)


def _pay(session: Session, office: Office, reading: Reading, client: ClientRow, command: Command) -> tuple[str, ...]:
    """Put on the invoices that the mail names, else on what is open, oldest first; without an amount all that is open
    on what is named."""
    named = _named(session, reading, client)
    rows = named or sorted(_open(session, client), key=lambda row: (row.due_on, row.number))
    if not rows:
        raise Refused(f"{client.name} ne doit rien.")
    if command.amount is None and not named and len(rows) > 1:
        raise Refused("Écrivez le montant reçu, ou citez la facture qui est payée.")
    owed = Money.from_minor(sum(row.open_minor for row in rows), rows[0].currency)
    order = PaymentOrder(
        numbers=tuple(row.number for row in rows if row.currency == rows[0].currency),
        amount=command.amount if command.amount is not None else owed.amount,
        received_on=_received(office, reading, command.date),
        why=f"annoncé par courriel : {reading.mail.subject}".strip(),
    )
    done = record_by_hand(session, office, order, _by(reading), reading.now)
    said = [f"{client.name} : {_money(money, office)} sur {number}." for number, money in done.placed]
    if done.left.amount:
        said.append(f"{_money(done.left, office)} restent sans facture (règlement n° {done.payment.id}).")
    return tuple(said)


def _resume(session: Session, office: Office, reading: Reading, client: ClientRow, command: Command) -> tuple[str, ...]:
    """For the invoices that the mail names and that wait; where none of them does, for all of the client."""
    why = f"ordre par courriel : {reading.mail.subject}".strip()
    waiting = {row.invoice_id for row in holds.running_of_kinds(session, client.id, USUAL)}
    named = waiting & {row.id for row in _named(session, reading, client)}
    ended: list[HoldRow] = []
    for invoice_id in sorted(named or waiting or {None}, key=lambda key: key or 0):
        order = ResumeOrder(client_id=client.id, invoice_id=invoice_id, why=why)
        ended += resume(session, office, order, _by(reading), reading.now)
    return tuple(f"{client.name} : les relances reprennent (levé : {row.reason})." for row in ended)


_Act = Callable[[Session, Office, Reading, ClientRow, Command], tuple[str, ...]]
_ACTS: dict[str, _Act] = {"dispute": _hold, "promise": _hold, "stop": _hold, "pay": _pay, "resume": _resume}


def _named(session: Session, reading: Reading, client: ClientRow) -> list[InvoiceRow]:
    found = invoices.by_numbers(session, reading.understood.references).values()
    return [row for row in found if row.client_id == client.id and row.kind == InvoiceKind.INVOICE]


def _open(session: Session, client: ClientRow) -> list[InvoiceRow]:
    rows = invoices.open_of_client(session, client.id)
    return [row for row in rows if row.kind == InvoiceKind.INVOICE and row.open_minor > 0]


def _by(reading: Reading) -> Decider:
    return Decider(email=reading.mail.from_address.lower(), via="mail")


def _money(money: Money, office: Office) -> str:
    return sentences.money(money, office.settings.firm.language)


def _currency(office: Office, named: Sequence[InvoiceRow]) -> str:
    return named[0].currency if named else office.settings.firm.currency


def _received(office: Office, reading: Reading, said: date | None) -> date:
    """The day that the order names, unless it is still to come: then nobody has received anything that day."""
    today = office.day(reading.now)
    return min(said, today) if said else today


def _scope(numbers: str) -> str:
    return f"plus aucune relance pour {numbers}" if numbers else "plus aucune relance"


def _until(rows: Sequence[HoldRow]) -> str:
    until = rows[0].until
    return f" jusqu'au {until:%d/%m/%Y}" if until else ""
