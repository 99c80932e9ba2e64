"""A person puts a payment on invoices, takes it off again, or says that it is nobody's debt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus, entry_key
from mailbot.store import history
from mailbot.store.money import payments, payments_in_hand
from mailbot.store.money.payments import Word
from mailbot.store.money.payments_in_hand import DOUBTFUL
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow
from mailbot.tasks.alerts.close_alert import close_by_key
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money import doubtful
from mailbot.tasks.money.allocate_payment import place
from mailbot.tasks.money.book import unbook_allocation
from mailbot.tasks.money.learn_payer import forget_of_payment, learn_nobody, learn_payer
from mailbot.tasks.money.told_before import SET_ASIDE as SET_ASIDE

# What a payment's `decision` says once a person has spoken.
BY_PERSON = "person"
REVIEW = "review"


def accept_proposal(session: Session, office: Office, payment_id: int, by: Decider, now: datetime) -> PaymentRow:
    """Place it as proposed. Raises Refused when nothing is proposed, or what was proposed no longer fits."""
    row = _counted(session, payment_id)
    wanted = [(str(number), Money.from_minor(int(minor), row.currency)) for number, minor in row.proposals]
    if not wanted:
        raise Refused("Rien n'est proposé pour ce règlement : choisissez les factures.")
    return place_payment(session, office, row, wanted, Word(by.email, row.why or "proposition acceptée", now))


def place_payment(
    session: Session, office: Office, row: PaymentRow, wanted: Sequence[tuple[str, Money]], word: Word
) -> PaymentRow:
    """Put amounts on invoices, by number, on a person's word. Raises Refused above what is open or left."""
    if row.status != PaymentStatus.COUNTED:
        raise Refused("Ce règlement ne compte pas (encore) : confirmez-le d'abord.")
    if not wanted:
        raise Refused("Écrivez au moins un montant.")
    if sum(amount.minor for _, amount in wanted) > row.unapplied_minor:
        raise Refused("Le total dépasse ce qui reste du règlement.")
    place(session, office, row, wanted, word)
    learn_payer(session, row, word)
    row.decision = BY_PERSON
    close_by_key(session, f"payment_unmatched:{row.id}", word.author, word.at)
    return row


def undo_allocation(
    session: Session, office: Office, allocation_id: int, by: Decider, why: str, now: datetime
) -> AllocationRow:
    """Take an amount off an invoice, whatever settled it, with its entry if it has one; a payment waits for a person
    again. Raises Refused when it was done before."""
    allocation = session.get(AllocationRow, allocation_id)
    if allocation is None or allocation.undone_at is not None:
        raise Refused("Ce rapprochement est déjà annulé.")
    payments.undo(session, allocation, by.email, now)
    if allocation.payment_id is not None:
        forget_of_payment(session, allocation.payment_id, by.email, now)
    word = Word(by.email, why.strip(), now)
    unbook_allocation(session, office, allocation, word)
    doubtful.follow(session, office, [allocation.invoice_id], word)
    invoice = session.get_one(InvoiceRow, allocation.invoice_id)
    amount = Money.from_minor(allocation.amount_minor, invoice.currency)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="allocation_undone",
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        payment_id=allocation.payment_id,
        text=f"{amount} retirés de {invoice.number}{f' - {why.strip()}' if why.strip() else ''}",
        data={"via": by.via, "allocation": allocation.id},
    )
    history.append(session, entry)
    return allocation


def set_aside(
    session: Session, payment_id: int, by: Decider, why: str, now: datetime, *, always: bool = False
) -> PaymentRow:
    """It pays no invoice of ours: it leaves the queue. `always`: so does whatever comes from this payer from now on.
    Raises Refused without a reason."""
    row = session.get(PaymentRow, payment_id)
    if row is None:
        raise Refused("Ce règlement n'existe pas.")
    if not why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique.")
    row.decision = SET_ASIDE
    close_by_key(session, f"payment_unmatched:{row.id}", by.email, now)
    _tell(session, row, by, "payment_set_aside", f"écarté : {why.strip()}", now)
    if always:
        learn_nobody(session, row, Word(by.email, why.strip(), now))
    return row


def bring_back(session: Session, payment_id: int, by: Decider, why: str, now: datetime) -> PaymentRow:
    """The undo of setting aside: it waits again, and what that taught is forgotten. Raises Refused when it was not."""
    row = session.get(PaymentRow, payment_id)
    if row is None or row.decision != SET_ASIDE:
        raise Refused(f"Le règlement {payment_id} n'est pas écarté.")
    unproved = row.entry_key.startswith("unverified:")
    row.decision = REVIEW if row.status == PaymentStatus.COUNTED else "" if unproved else DOUBTFUL
    forget_of_payment(session, row.id, by.email, now)
    _tell(session, row, by, "payment_brought_back", f"repris : {why.strip() or 'sans raison donnée'}", now)
    return row


def count_payment(session: Session, office: Office, payment_id: int, by: Decider, now: datetime) -> PaymentRow:
    """A person has seen the money: an unverified notice, or one that resembled another, counts from now on. Raises
    Refused when it counts already."""
    row = session.get(PaymentRow, payment_id)
    if row is None or row.status != PaymentStatus.UNVERIFIED:
        raise Refused("Ce règlement est déjà compté.")
    if row.decision != DOUBTFUL:
        row.entry_key = _proved_key(session, row)
    row.status, row.decision = PaymentStatus.COUNTED, ""
    _tell(session, row, by, "payment_entered", "compté sur la parole d'une personne", now)
    return row


def _proved_key(session: Session, row: PaymentRow) -> str:
    """The key under which a proved notice of it enters, so that one that comes yet is the same payment."""
    key = entry_key(row.account, "", payments_in_hand.to_payment(row), 0)
    if payments_in_hand.by_key(session, key) not in (None, row):
        raise Refused("Le même règlement (jour, montant, payeur, libellé) est déjà compté : écartez celui-ci.")
    return key


def _counted(session: Session, payment_id: int) -> PaymentRow:
    row = session.get(PaymentRow, payment_id)
    if row is None or row.unapplied_minor <= 0:
        raise Refused("Ce règlement est déjà placé.")
    return row


def _tell(session: Session, row: PaymentRow, by: Decider, kind: str, text: str, now: datetime) -> None:
    amount = Money.from_minor(row.amount_minor, row.currency)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=row.client_id,
        payment_id=row.id,
        text=f"{amount} de {row.payer or 'inconnu'} : {text}",
        data={"via": by.via},
    )
    history.append(session, entry)
