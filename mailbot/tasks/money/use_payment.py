"""Money of a payment that pays no invoice: given back to the client, or kept when it is too little to give back.

A refund is booked by the firm's bank journal, as the payment was; what is kept is a gain, with its entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.store import history
from mailbot.store.locks import lock_payment
from mailbot.store.money import entries, payments
from mailbot.store.money.payments import NewUse, Word
from mailbot.store.room import check_counts
from mailbot.store.settling_tables import EntryRow, PaymentUseRow
from mailbot.store.tables import PaymentRow
from mailbot.tasks.alerts.close_alert import close_by_key
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasoned import word_of
from mailbot.tasks.money.book import unbook
from mailbot.tasks.money.write_off import tolerance
from mailbot.tasks.money.write_off_remainders import keep_rests

REFUND, GAIN = "refund", "gain"
_NAMES = {REFUND: "remboursement", GAIN: "trop-perçu conservé", "penalty": "emploi en pénalités"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOrder:
    """What of a payment was given back (None: all that is left), on which day (None: today), and why."""

    payment_id: int
    why: str
    amount: Decimal | None = None
    on: date | None = None


def refund(session: Session, office: Office, order: RefundOrder, by: Decider, now: datetime) -> Money:
    """Write down that money was given back; returns how much. Raises Refused above what is left, without a reason, for
    a day to come, and for a payment that does not count."""
    word, row = word_of(order.why, by, now), _payment(session, order.payment_id)
    on = order.on or office.day(now)
    if not row.received_on <= on <= office.day(now):
        raise Refused("Un remboursement se fait entre le jour du règlement et aujourd'hui : vérifiez le jour.")
    left = Money.from_minor(row.unapplied_minor, row.currency)
    amount = left if order.amount is None else Money.of(order.amount, row.currency)
    if not left:
        raise Refused(f"Rien ne reste du règlement {row.id} : retirez-le d'abord d'une facture.")
    payments.use(session, row, NewUse(kind=REFUND, amount=amount, on=on), word)
    if not row.unapplied_minor:
        close_by_key(session, f"payment_unmatched:{row.id}", by.email, now)
    _tell(session, row, word, "refunded", f"{amount} remboursés à {row.payer or 'inconnu'}")
    return amount


def keep_overpayment(session: Session, office: Office, payment_id: int, by: Decider, why: str, now: datetime) -> Money:
    """Keep what is left of a payment. Raises Refused from the tolerance on: what is more is owed back to the client."""
    word, row = word_of(why, by, now), _payment(session, payment_id)
    check_counts(row)
    left, limit = Money.from_minor(row.unapplied_minor, row.currency), tolerance(office)
    if row.client_id is None:
        raise Refused("On ne sait pas de qui est ce règlement : placez-le d'abord.")
    if not left:
        raise Refused(f"Rien ne reste du règlement {row.id}.")
    if left.currency != limit.currency or left >= limit:
        raise Refused(f"{left} n'est pas sous la tolérance de {limit} : remboursez-les (mailbot refund).")
    (kept,) = keep_rests(session, office, [row], word)
    close_by_key(session, f"payment_unmatched:{row.id}", by.email, now)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoOrder:
    """Which use of a payment (`kind`: refund or gain) is to be taken back, and why."""

    payment_id: int
    kind: str
    why: str


def undo_use(session: Session, office: Office, order: UndoOrder, by: Decider, now: datetime) -> list[PaymentUseRow]:
    """The money is in hand again. Raises Refused when there is nothing of that kind to undo."""
    word, row = word_of(order.why, by, now), _payment(session, order.payment_id)
    wanted = [one for one in payments.live_uses(session, row.id) if one.kind == order.kind]
    if not wanted:
        raise Refused(f"Rien de tel n'a été fait du règlement {row.id}.")
    for used in wanted:
        undo_one(session, office, row, used, word)
    row.decision = "review"
    return wanted


def undo_one(session: Session, office: Office, row: PaymentRow, used: PaymentUseRow, word: Word) -> None:
    """Take one use back, with its entry if it has one."""
    payments.undo_use(session, used, word.author, word.at)
    booked = entries.standing(session, EntryRow.use_id == used.id)
    if booked:
        unbook(session, office, booked, word)
    amount = Money.from_minor(used.amount_minor, row.currency)
    _tell(session, row, word, f"{used.kind}_undone", f"{amount} : {_NAMES.get(used.kind, used.kind)} annulé")


def _payment(session: Session, payment_id: int) -> PaymentRow:
    row = lock_payment(session, payment_id)
    if row is None:
        raise Refused(f"Aucun règlement n'a le numéro {payment_id}.")
    return row


def _tell(session: Session, row: PaymentRow, word: Word, kind: str, text: str) -> None:
    entry = history.Entry(
        at=word.at,
        actor=word.author,
        kind=kind,
        client_id=row.client_id,
        payment_id=row.id,
        text=f"{text} - {word.why}",
    )
    history.append(session, entry)
