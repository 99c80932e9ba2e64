"""A person says that reminders are to wait, or may go on: holds, disputes, promises, with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.promises import Outcome
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import holds, instalments
from mailbot.store.tables import HoldRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.patience import promise_until
from mailbot.tasks.holds.judge_promises import judge_promises

# What happens to a person or a company, never to one of their invoices.
OF_CLIENTS = frozenset({HoldKind.INSOLVENT, HoldKind.DECEASED})


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOrder:
    """What a person wants: the kind, for whom (`invoice_id` None: the whole client), why, until which last day.

    `published_on`: of an insolvency, the day on which the judgment was published."""

    client_id: int
    kind: HoldKind
    reason: str
    invoice_id: int | None = None
    until: date | None = None
    promised_on: date | None = None
    amount: Money | None = None
    inbox_id: int | None = None
    published_on: date | None = None


def set_hold(session: Session, office: Office, order: HoldOrder, by: Decider, now: datetime) -> HoldRow:
    """Keep reminders back from now on. Raises Refused without a reason, for a day that is over, a promise without its
    day, an invoice of somebody else, or an insolvency of a single invoice."""
    reason = said(order.reason)
    if clients.by_id(session, order.client_id) is None:
        raise Refused("Ce client n'existe pas.")
    number, currency = _about(session, office, order)
    _check_kind(order, office.day(now))
    until = _until(office, order, office.day(now))
    row = holds.add(
        session,
        holds.NewHold(
            client_id=order.client_id,
            invoice_id=order.invoice_id,
            kind=order.kind,
            reason=reason,
            author=by.email,
            until=until,
            promised_on=order.promised_on,
            published_on=order.published_on,
            amount_minor=order.amount.minor if order.amount else None,
            currency=order.amount.currency if order.amount else currency,
            inbox_id=order.inbox_id,
        ),
        now,
    )
    text = f"{reason}{f' ({number})' if number else ''}"
    history.append(session, _entry(row, by, now, f"hold_{order.kind}", text))
    return row


def end_hold(session: Session, hold_id: int, by: Decider, why: str, now: datetime) -> HoldRow:
    """Let reminders go on. Raises Refused when there is no such hold, or it is over already."""
    row = session.get(HoldRow, hold_id)
    if row is None or row.ended_at is not None:
        raise Refused("Cette suspension est déjà levée.")
    holds.end(session, row, by.email, now)
    text = f"suspension levée : {row.reason}{f' - {why.strip()}' if why.strip() else ''}"
    history.append(session, _entry(row, by, now, "hold_ended", text))
    return row


def reopen_hold(session: Session, office: Office, hold_id: int, by: Decider, why: str, now: datetime) -> HoldRow:
    """It had not ended after all: the undo of an ending. A promise whose time is over is judged anew.

    Raises Refused without a reason, when it still runs or another took its place, when its last day has passed, and for
    a promise that stays broken.
    """
    reason = said(why)
    row = session.get(HoldRow, hold_id)
    if row is None or row.ended_at is None:
        raise Refused("Cette suspension n'est pas levée.")
    if instalments.rows_of(session, [instalments.plan_key(row)]):
        raise Refused("C'est un échéancier : rouvrez-le comme tel (mailbot instalments reopen).")
    others = holds.running_of_kinds(session, row.client_id, [HoldKind(row.kind)])
    if any(other.invoice_id == row.invoice_id for other in others):
        raise Refused("Une suspension plus récente a pris sa place : levez-la d'abord.")
    today = office.day(now)
    if row.until is not None and row.until < today and row.kind != HoldKind.PROMISE:
        raise Refused("Son dernier jour est passé : posez-en une nouvelle.")
    holds.reopen(session, row, now)
    text = f"suspension rétablie : {row.reason} - {reason}"
    history.append(session, _entry(row, by, now, "hold_reopened", text))
    if row.kind == HoldKind.PROMISE and row.until is not None and row.until < today:
        judge_promises(session, office, now, (row,))
        if row.outcome == Outcome.BROKEN:
            raise Refused("Cette promesse reste non tenue : inscrivez-en une nouvelle (mailbot promise).")
    return row


def said(why: str) -> str:
    """The reason on one line. Raises Refused when there is none."""
    reason = " ".join(why.split())
    if not reason:
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    return reason


def _about(session: Session, office: Office, order: HoldOrder) -> tuple[str, str]:
    """The invoice's number ("" for the whole client), and the currency that a promise is about."""
    usual = office.settings.firm.currency
    if order.invoice_id is None:
        owed = sorted({row.currency for row in invoices.open_of_client(session, order.client_id)})
        return "", usual if usual in owed or not owed else owed[0]
    invoice = invoices.by_ids(session, [order.invoice_id]).get(order.invoice_id)
    if invoice is None or invoice.client_id != order.client_id:
        raise Refused("Cette facture n'est pas de ce client.")
    return invoice.number, invoice.currency


def _check_kind(order: HoldOrder, today: date) -> None:
    if order.kind in OF_CLIENTS and order.invoice_id is not None:
        raise Refused("C'est tout le client que cela concerne : nommez-le, et non une facture.")
    if order.published_on is None:
        return
    if order.kind is not HoldKind.INSOLVENT:
        raise Refused("Un jour de publication ne se dit que d'une procédure collective.")
    if order.published_on > today:
        raise Refused("Ce jugement ne peut pas être publié demain : vérifiez le jour.")


def _until(office: Office, order: HoldOrder, today: date) -> date | None:
    last = order.until
    if order.kind is HoldKind.PROMISE:
        if order.promised_on is None:
            raise Refused("Écrivez le jour promis.")
        last = last or promise_until(office, order.promised_on)
    if last is not None and min(last, order.promised_on or last) < today:
        raise Refused("Ce jour est passé : choisissez aujourd'hui ou plus tard.")
    return last


def _entry(row: HoldRow, by: Decider, now: datetime, kind: str, text: str) -> history.Entry:
    return history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        inbox_id=row.inbox_id,
        text=text,
        data={
            "via": by.via,
            "hold": row.id,
            "hold_kind": row.kind,
            "until": row.until.isoformat() if row.until else None,
        },
    )
