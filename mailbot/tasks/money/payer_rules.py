"""A person says it once and for all: this payer pays for this client. The undo forgets it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.payment import PaymentStatus
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.locks import lock_payment
from mailbot.store.money import payer_aliases, payments
from mailbot.store.money.payments import Word
from mailbot.store.money_tables import PayerAliasRow
from mailbot.store.tables import PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.money.learn_payer import forget_of_payment, learn_payer


def always_for(session: Session, payment_id: int, code: str, by: Decider, now: datetime) -> list[PayerAliasRow]:
    """Money under this payer's name or from this account is this client's from now on, and this payment is matched anew
    with that; until it is placed it is money in hand of the client.

    Raises Refused for an unknown client, a payment that lies on another client's invoices or does not count, and where
    nothing can be learned: a payment service, no name, or what the books know already.
    """
    row = _waiting(session, payment_id)
    client = clients.by_code(session, code.strip())
    if client is None:
        raise Refused(f"Aucun client n'a le code {code.strip() or '(vide)'}.")
    if row.client_id not in (None, client.id) and payments.live_allocations(session, row.id):
        raise Refused("Ce règlement est déjà sur les factures d'un autre client : retirez-le d'abord.")
    _give(session, row, client.id)
    learned = learn_payer(session, row, Word(by.email, f"toujours {client.code}", now))
    if not learned:
        raise Refused("Rien à retenir : le payeur n'est pas nommé, ou c'est un service de paiement, ou c'est déjà su.")
    _again(row)
    return learned


def no_longer_for(session: Session, payment_id: int, by: Decider, now: datetime) -> None:
    """The undo: what this payment taught is forgotten; what of it lies on no invoice is nobody's again, and is matched
    anew. Raises Refused when it taught nothing."""
    row = _waiting(session, payment_id)
    if not payer_aliases.of_payment(session, row.id):
        raise Refused("Ce règlement n'a rien appris, ou c'est déjà oublié.")
    forget_of_payment(session, row.id, by.email, now)
    if not payments.live_allocations(session, row.id) and not payments.live_uses(session, row.id):
        _give(session, row, None)
    _again(row)
    entry = history.Entry(
        at=now, actor=by.email, kind="payment_brought_back", payment_id=row.id, text="rapproché à nouveau",
    )  # fmt: skip
    history.append(session, entry)


def _waiting(session: Session, payment_id: int) -> PaymentRow:
    row = lock_payment(session, payment_id)
    if row is None or row.status != PaymentStatus.COUNTED:
        raise Refused("Ce règlement ne compte pas (encore) : confirmez-le d'abord.")
    return row


def _give(session: Session, row: PaymentRow, client_id: int | None) -> None:
    """Whoever had it owes more than before, whoever has it less: both are looked at again."""
    for key in {row.client_id, client_id} - {None}:
        if key is not None and row.client_id != client_id:
            invoices.wake(session, key)
    row.client_id = client_id


def _again(row: PaymentRow) -> None:
    if row.unapplied_minor > 0:
        row.decision = ""
