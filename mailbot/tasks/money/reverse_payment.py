"""The bank took a payment back: a rejected direct debit, an unpaid cheque, a charge-back.

The payment stays in the books and counts no more; what it paid is owed again, and reminders go on from there. The undo
lets it count again and puts it back where it lay, as far as there is room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.locks import lock_invoices, lock_payment
from mailbot.store.money import payments
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import PaymentUseRow
from mailbot.store.tables import PaymentRow
from mailbot.tasks.alerts.close_alert import close_by_key
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasoned import word_of
from mailbot.tasks.money.allocate_payment import place
from mailbot.tasks.money.book import unbook_allocation
from mailbot.tasks.money.place_payment import BY_PERSON, undo_allocation
from mailbot.tasks.money.use_payment import REFUND, undo_one

REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseOrder:
    """Which payment came back, on which day (None: today), why; `key` of the bank's movement that told so."""

    payment_id: int
    why: str
    on: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reversed:
    """A payment that counts no more (or again), and the invoices that it concerned."""

    payment: PaymentRow
    numbers: tuple[str, ...]


def reverse_payment(session: Session, office: Office, order: ReverseOrder, by: Decider, now: datetime) -> Reversed:
    """Take it off everything it paid. Raises Refused when it does not count, was given back to the client already, for
    a day before it came or to come, and without a reason."""
    word = word_of(order.why, by, now)
    on = order.on or office.day(now)
    placed = payments.live_allocations(session, order.payment_id)
    rows = lock_invoices(session, [one.invoice_id for one in placed])
    row = _payment(session, order.payment_id)
    uses = payments.live_uses(session, row.id)
    _check(row, uses, on, office.day(now))
    lay = [(rows[one.invoice_id].number, one.amount_minor) for one in placed]
    for allocation in placed:
        unbook_allocation(session, office, allocation, word, went_back_on=on)
        undo_allocation(session, office, allocation.id, by, f"règlement rejeté : {word.why}", now)
    for used in uses:
        undo_one(session, office, row, used, word)
    row.status, row.reversed_on, row.decision = PaymentStatus.REVERSED, on, ""
    row.proposals = [list(one) for one in lay]
    row.reversal_key = order.key or row.reversal_key
    if row.client_id:
        invoices.wake(session, row.client_id)
    close_by_key(session, f"payment_unmatched:{row.id}", word.author, now)
    numbers = tuple(number for number, _ in lay)
    _tell(session, row, word, "payment_reversed", f"rejeté par la banque le {on:%d/%m/%Y}, {_said(numbers)}")
    return Reversed(row, numbers)


def restore_payment(
    session: Session, office: Office, payment_id: int, by: Decider, why: str, now: datetime
) -> Reversed:
    """The undo: it counts again. What no longer fits where it lay waits for a person. Raises Refused when it was not
    reversed, and without a reason."""
    word = word_of(why, by, now)
    row = _payment(session, payment_id)
    if row.status != PaymentStatus.REVERSED:
        raise Refused(f"Le règlement {row.id} n'a pas été rejeté.")
    row.status, row.reversed_on = PaymentStatus.COUNTED, None
    lay = [(str(number), Money.from_minor(int(minor), row.currency)) for number, minor in row.proposals]
    known = invoices.by_numbers(session, [number for number, _ in lay])
    fits = [(number, money) for number, money in lay if money.minor <= known[number].open_minor]
    session.flush()
    _tell(session, row, word, "payment_restored", "compte de nouveau")
    place(session, office, row, fits, word)
    row.decision = BY_PERSON if lay and not row.unapplied_minor else REVIEW
    return Reversed(row, tuple(number for number, _ in fits))


def _check(row: PaymentRow, uses: list[PaymentUseRow], on: date, today: date) -> None:
    if row.status != PaymentStatus.COUNTED:
        raise Refused(f"Le règlement {row.id} ne compte pas : il n'y a rien à annuler.")
    if any(used.kind == REFUND for used in uses):
        raise Refused(f"Le règlement {row.id} a été remboursé : annulez d'abord le remboursement.")
    if not row.received_on <= on <= today:
        raise Refused("Un rejet se fait entre le jour du règlement et aujourd'hui : vérifiez le jour.")


def _payment(session: Session, payment_id: int) -> PaymentRow:
    row = lock_payment(session, payment_id)
    if row is None:
        raise Refused(f"Aucun règlement n'a le numéro {payment_id}.")
    return row


def _said(numbers: tuple[str, ...]) -> str:
    return f"de nouveau dû : {', '.join(numbers)}" if numbers else "il n'était sur aucune facture"


def _tell(session: Session, row: PaymentRow, word: Word, kind: str, text: str) -> None:
    amount = Money.from_minor(row.amount_minor, row.currency)
    entry = history.Entry(
        at=word.at,
        actor=word.author,
        kind=kind,
        client_id=row.client_id,
        payment_id=row.id,
        text=f"{amount} de {row.payer or 'inconnu'} : {text} - {word.why}",
    )
    history.append(session, entry)
