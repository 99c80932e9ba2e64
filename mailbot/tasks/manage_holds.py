"""A person says that reminders are to wait, or may go on: holds, disputes, promises, with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.store import clients, history, holds, invoices
from mailbot.store.tables import HoldRow
from mailbot.tasks.decider import Decider
from mailbot.tasks.office import Office

# A promise is waited for this many working days beyond the promised day: transfers take time.
_GRACE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOrder:
    """What a person wants: the kind, for whom (`invoice_id` None: the whole client), why, until which last day."""

    client_id: int
    kind: HoldKind
    reason: str
    invoice_id: int | None = None
    until: date | None = None
    promised_on: date | None = None
    amount: Money | None = None
    inbox_id: int | None = None


def set_hold(session: Session, office: Office, order: HoldOrder, by: Decider, now: datetime) -> HoldRow:
    """Keep reminders back from now on. Raises Refused without a reason, for a day that is over, a promise without its
    day, or an invoice of somebody else."""
    reason = " ".join(order.reason.split())
    if not reason:
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    if clients.by_id(session, order.client_id) is None:
        raise Refused("Ce client n'existe pas.")
    number = _number(session, order)
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
            amount_minor=order.amount.minor if order.amount else None,
            inbox_id=order.inbox_id,
        ),
        now,
    )
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=f"hold_{order.kind}",
        client_id=order.client_id,
        invoice_id=order.invoice_id,
        inbox_id=order.inbox_id,
        text=f"{reason}{f' ({number})' if number else ''}",
        data={"via": by.via, "until": until.isoformat() if until else None},
    )
    history.append(session, entry)
    return row


def end_hold(session: Session, hold_id: int, by: Decider, why: str, now: datetime) -> HoldRow:
    """Let reminders go on. Raises Refused when there is no such hold, or it is over already."""
    row = session.get(HoldRow, hold_id)
    if row is None or row.ended_at is not None:
        raise Refused("Cette suspension est déjà levée.")
    holds.end(session, row, by.email, now)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="hold_ended",
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        text=f"suspension levée : {row.reason}{f' - {why.strip()}' if why.strip() else ''}",
        data={"via": by.via, "hold": row.id, "hold_kind": row.kind},
    )
    history.append(session, entry)
    return row


def _number(session: Session, order: HoldOrder) -> str:
    """The invoice's number, empty when the whole client is meant."""
    if order.invoice_id is None:
        return ""
    invoice = invoices.by_ids(session, [order.invoice_id]).get(order.invoice_id)
    if invoice is None or invoice.client_id != order.client_id:
        raise Refused("Cette facture n'est pas de ce client.")
    return invoice.number


def _until(office: Office, order: HoldOrder, today: date) -> date | None:
    if order.kind is HoldKind.PROMISE and order.promised_on is None:
        raise Refused("Écrivez le jour promis.")
    last = order.until
    if order.kind is HoldKind.PROMISE and order.promised_on is not None and last is None:
        last = office.calendar.add_working_days(order.promised_on, _GRACE)
    if last is not None and last < today:
        raise Refused("Ce jour est passé : choisissez aujourd'hui ou plus tard.")
    return last
