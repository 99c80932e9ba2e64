"""A person waives penalties, or says that they are paid; each has its undo. The invoice's balance is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.interest.claim import PenaltyKind, PenaltyStatus
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import reminders
from mailbot.store.money import payments, penalties, penalty_payments
from mailbot.store.money.payments import NewUse, Word
from mailbot.store.settling_tables import PenaltyRow
from mailbot.store.tables import PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What is waived or paid: everything open of these invoices or clients, only one `kind` when given, and why.

    `payment_id`: the payment whose surplus pays it; None: the client's money in hand, the oldest first. `elsewhere`: it
    was paid in a way that no payment here shows.
    """

    about: tuple[Subject, ...]
    why: str
    kind: PenaltyKind | None = None
    payment_id: int | None = None
    elsewhere: bool = False


def waive(session: Session, order: Settling, by: Decider, now: datetime) -> list[PenaltyRow]:
    """A gesture: what is open is not claimed any more, and later claims leave it out.

    Raises Refused without a reason, and when nothing is open.
    """
    why, rows = _reason(order.why), _open(session, order)
    for row in rows:
        penalties.close(row, PenaltyStatus.WAIVED, by.email, now, why)
    session.flush()
    _tell(session, rows, "penalties_waived", f"pénalités remises : {why}", by, now)
    _call_back(session, rows, "pénalités remises depuis", now)
    return rows


def pay(
    session: Session, office: Office, order: Settling, by: Decider, now: datetime
) -> list[tuple[PenaltyRow, Money]]:
    """Put money on what is open, the oldest claim first; what was put on each. Part of a claim may be paid.

    Raises Refused when nothing is open, and when there is no money to take.
    """
    rows = _open(session, order)
    if order.elsewhere:
        done = [_paid_elsewhere(session, row, order, by, now) for row in rows]
    else:
        done = _pay_from_hand(session, office, rows, order, Word(by.email, order.why.strip(), now))
    if not done:
        raise Refused("Aucun règlement n'a de reste à y mettre ; nommez-en un (--payment) ou dites --elsewhere.")
    said = ", ".join(str(amount) for _, amount in done)
    _tell(session, [row for row, _ in done], "penalties_paid", f"pénalités réglées : {said}", by, now)
    _call_back(session, rows, "pénalités réglées depuis", now)
    return done


def _paid_elsewhere(
    session: Session, row: PenaltyRow, order: Settling, by: Decider, now: datetime
) -> tuple[PenaltyRow, Money]:
    rest = Money.from_minor(row.amount_minor - penalties.covered(session, row), row.currency)
    penalties.close(row, PenaltyStatus.PAID, by.email, now, _reason(order.why))
    return row, rest


def _pay_from_hand(
    session: Session, office: Office, rows: Sequence[PenaltyRow], order: Settling, word: Word
) -> list[tuple[PenaltyRow, Money]]:
    done = []
    for row in rows:
        for payment in _money(session, row, order):
            rest = row.amount_minor - penalties.covered(session, row)
            amount = Money.from_minor(min(rest, payment.unapplied_minor), row.currency)
            if amount.amount > 0:
                use = NewUse(kind="penalty", amount=amount, on=office.day(word.at), penalty_id=row.id)
                payments.use(session, payment, use, word)
                done.append((row, amount))
    return done


def _money(session: Session, row: PenaltyRow, order: Settling) -> list[PaymentRow]:
    if order.payment_id is None:
        return penalty_payments.in_hand(session, row.client_id, row.currency)
    named = session.get(PaymentRow, order.payment_id)
    if named is None:
        raise Refused(f"Il n'y a pas de règlement {order.payment_id}.")
    if named.client_id not in (None, row.client_id):
        raise Refused(f"Le règlement {order.payment_id} est d'un autre client.")
    return [named] if named.currency == row.currency else []


def undo(session: Session, penalty_id: int, why: str, by: Decider, now: datetime) -> PenaltyRow:
    """It is open again, and the money that paid it in hand again. Raises Refused without a reason, and for a claim that
    is neither paid nor waived."""
    row = session.get(PenaltyRow, penalty_id)
    reason = _reason(why)
    uses = penalty_payments.live_uses(session, penalty_id) if row is not None else []
    if row is None or (row.status not in (PenaltyStatus.PAID, PenaltyStatus.WAIVED) and not uses):
        raise Refused(f"La pénalité n° {penalty_id} n'est ni réglée ni remise.")
    for used in uses:
        payments.undo_use(session, used, by.email, now)
    if row.status in (PenaltyStatus.PAID, PenaltyStatus.WAIVED):
        penalties.reopen(row)
    session.flush()
    _tell(session, [row], "penalties_reopened", f"pénalités de nouveau dues : {reason}", by, now)
    return row


def make_gesture(session: Session, about: Subject, on: bool, why: str, by: Decider, now: datetime) -> list[PenaltyRow]:
    """From now on this client is claimed no penalties (or is again); what is open is waived with it.

    Raises Refused without a reason, and when that is so already.
    """
    reason, client = _reason(why), about.client
    if client.waives_penalties is on:
        raise Refused(f"C'est déjà le cas pour {client.name}.")
    client.waives_penalties = on
    text = "plus de pénalités pour ce client" if on else "pénalités réclamées de nouveau à ce client"
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="penalties_gesture" if on else "penalties_gesture_ended",
        client_id=client.id,
        text=f"{text} : {reason}",
        data={"via": by.via},
    )
    history.append(session, entry)
    order = Settling(about=(about,), why=reason)
    return waive(session, order, by, now) if on and _found(session, order) else []


def _reason(why: str) -> str:
    reason = " ".join(why.split())
    if not reason:
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    return reason


def _open(session: Session, order: Settling) -> list[PenaltyRow]:
    rows = _found(session, order)
    if not rows:
        raise Refused("Aucune pénalité n'est ouverte ici.")
    return rows


def _found(session: Session, order: Settling) -> list[PenaltyRow]:
    rows: dict[int, PenaltyRow] = {}
    for one in order.about:
        for row in penalties.open_here(session, one.client.id, one.invoice_id):
            if order.kind in (None, row.kind):
                rows[row.id] = row
    return list(rows.values())


def _call_back(session: Session, rows: Sequence[PenaltyRow], why: str, now: datetime) -> None:
    """Reminders that wait and print these claims would say something untrue: they fall out and come back without."""
    changed = {row.invoice_id for row in rows}
    for client_id in {row.client_id for row in rows}:
        for reminder in penalties.waiting_claims(session, client_id):
            if changed & {one["invoice_id"] for one in reminder.penalties.get("claims", ())}:
                reminders.move(session, reminder, ReminderStatus.FELL_OUT, why)
                invoices.wake(session, client_id)
                entry = history.Entry(
                    at=now, actor="mailbot", kind="reminder_fell_out", client_id=client_id, reminder_id=reminder.id,
                    text=f"retirée : {why}",
                )  # fmt: skip
                history.append(session, entry)


def _tell(session: Session, rows: Sequence[PenaltyRow], kind: str, text: str, by: Decider, now: datetime) -> None:
    entries = [
        history.Entry(
            at=now,
            actor=by.email,
            kind=kind,
            client_id=row.client_id,
            invoice_id=row.invoice_id,
            text=f"{text} ({row.kind} {Money.from_minor(row.amount_minor, row.currency)})",
            data={"via": by.via, "penalty": row.id},
        )
        for row in rows
    ]
    history.append(session, *entries)
