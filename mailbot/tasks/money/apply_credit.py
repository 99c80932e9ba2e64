"""A person sets a credit note against an invoice, or takes it off again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.locks import lock_invoices
from mailbot.store.money import credits, payments
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasoned import word_of
from mailbot.tasks.money import doubtful
from mailbot.tasks.money.place_payment import undo_allocation


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditOrder:
    """Which credit note goes on which invoice, how much of it (None: as much as there is room for), and why."""

    note: str
    invoice: str
    why: str
    amount: Decimal | None = None


def apply_credit(session: Session, office: Office, order: CreditOrder, by: Decider, now: datetime) -> Money:
    """Returns what was set against the invoice. Raises Refused when they are no credit note and invoice of one client
    and currency, above what is open of either, and without a reason."""
    word = word_of(order.why, by, now)
    note, invoice = _pair(session, order)
    room = Money.from_minor(max(0, min(-note.open_minor, invoice.open_minor)), invoice.currency)
    amount = room if order.amount is None else Money.of(order.amount, invoice.currency)
    if not room or amount > room:
        raise Refused(f"{room} de {note.number} peuvent aller sur {invoice.number}, pas plus.")
    payments.settle_otherwise(session, invoice, AllocationKind.CREDIT, amount, word, note)
    doubtful.follow(session, office, [invoice.id], word)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="credit_applied",
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        text=f"avoir {note.number} : {amount} sur {invoice.number} - {word.why}",
    )
    history.append(session, entry)
    return amount


def take_off_credit(session: Session, office: Office, order: CreditOrder, by: Decider, now: datetime) -> Money:
    """The undo: all of the note that lies on the invoice. Raises Refused when nothing does."""
    word = word_of(order.why, by, now)
    note, invoice = _pair(session, order)
    rows = credits.live(session, note.id, invoice.id)
    if not rows:
        raise Refused(f"Rien de {note.number} n'est sur {invoice.number}.")
    for row in rows:
        undo_allocation(session, office, row.id, by, word.why, now)
    return Money.from_minor(sum(row.amount_minor for row in rows), invoice.currency)


def _pair(session: Session, order: CreditOrder) -> tuple[InvoiceRow, InvoiceRow]:
    known = invoices.by_numbers(session, [order.note, order.invoice])
    missing = [number for number in (order.note, order.invoice) if number not in known]
    if missing:
        raise Refused(f"Aucune facture ne porte le numéro {missing[0]}.")
    note, invoice = known[order.note], known[order.invoice]
    if note.kind != InvoiceKind.CREDIT_NOTE or invoice.kind != InvoiceKind.INVOICE:
        raise Refused(f"{note.number} n'est pas un avoir, ou {invoice.number} n'est pas une facture.")
    if (note.client_id, note.currency) != (invoice.client_id, invoice.currency):
        raise Refused(f"{note.number} et {invoice.number} ne sont pas du même client, dans la même monnaie.")
    lock_invoices(session, [note.id, invoice.id])
    return note, invoice
