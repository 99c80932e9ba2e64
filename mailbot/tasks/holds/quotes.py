"""A quote was accepted or is lost: it is asked about no more. Either can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.invoice import QUOTE_ENDS, AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import quotes
from mailbot.store.money import payments
from mailbot.store.money.payments import Word
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider

_SAID = {AllocationKind.ACCEPTED: "devis accepté", AllocationKind.LOST: "devis sans suite"}


@dataclass(frozen=True, slots=True)
class QuoteOrder:
    """Which quote, by number, and on what grounds."""

    number: str
    why: str


def end_quote(session: Session, order: QuoteOrder, ended: AllocationKind, by: Decider, now: datetime) -> InvoiceRow:
    """The quote is ACCEPTED or LOST. A reminder of it that waits falls out at the send gate.

    Raises Refused without a reason, for what is no quote, and for a quote that is closed already.
    """
    row = _quote(session, order)
    if row.open_minor <= 0:
        raise Refused(f"Le devis {row.number} est déjà clos : rouvrez-le d'abord.")
    if ended not in QUOTE_ENDS:
        raise Refused(f"{ended.value} ne clôt pas un devis.")
    word = Word(by.email, order.why.strip(), now)
    payments.settle_otherwise(session, row, ended, Money.from_minor(row.open_minor, row.currency), word)
    _tell(session, row, f"quote_{ended.value}", f"{_SAID[ended]} : {order.why.strip()}", by, now)
    return row


def reopen_quote(session: Session, order: QuoteOrder, by: Decider, now: datetime) -> InvoiceRow:
    """It waits for an answer after all; reminders go on where they stood.

    Raises Refused without a reason, for what is no quote, and for a quote that nobody has closed.
    """
    row = _quote(session, order)
    ends = quotes.live_ends(session, row.id)
    if not ends:
        raise Refused(f"Le devis {row.number} n'est pas clos.")
    for allocation in ends:
        payments.undo(session, allocation, by.email, now)
    _tell(session, row, "quote_reopened", f"devis rouvert : {order.why.strip()}", by, now)
    return row


def _quote(session: Session, order: QuoteOrder) -> InvoiceRow:
    if not order.why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    row = invoices.by_number(session, order.number)
    if row is None:
        raise Refused(f"Aucun devis ne porte le numéro {order.number}.")
    if row.kind != InvoiceKind.QUOTE:
        raise Refused(f"{row.number} n'est pas un devis.")
    return row


def _tell(session: Session, row: InvoiceRow, kind: str, text: str, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor=by.email, kind=kind, client_id=row.client_id, invoice_id=row.id,
        text=f"{row.number} : {text}", data={"via": by.via},
    )  # fmt: skip
    history.append(session, entry)
