"""A person says from which level an invoice is reminded next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.policy import ladder_of
from mailbot.core.errors import Refused
from mailbot.core.hold import Hold, HoldKind
from mailbot.core.ladder import Ladder
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import holds, reminders
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.deciding.decide_reminders import set_level
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelOrder:
    """The level that an invoice is reminded at next, and why."""

    invoice_id: int
    following: int
    why: str


def ladder_for(session: Session, office: Office, invoice: InvoiceRow) -> Ladder | None:
    """The ladder that this invoice climbs; None when its name is not in the configuration any more."""
    client = clients.by_ids(session, [invoice.client_id])[invoice.client_id]
    try:
        return ladder_of(invoices.to_invoice(invoice), clients.to_client(client), office.ladders)
    except Refused:
        return None


def change_level(session: Session, office: Office, order: LevelOrder, by: Decider, now: datetime) -> None:
    """From now on the invoice is next reminded at that level; its suspension since the import ends.

    Raises Refused without a reason, for a level that its ladder lacks, and while a reminder of it waits.
    """
    invoice = session.get(InvoiceRow, order.invoice_id)
    if invoice is None or invoice.open_minor <= 0:
        raise Refused("Cette facture n'est pas à relancer : rien n'y est dû.")
    if not order.why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    if invoice.id in reminders.waiting_invoices(session, [invoice.client_id]):
        raise Refused("Une relance de cette facture attend déjà : décidez-en d'abord.")
    ladder = ladder_for(session, office, invoice)
    level = ladder.level(order.following) if ladder else None
    if ladder is None or level is None:
        raise Refused("Ce niveau n'existe pas dans le barème de cette facture.")
    set_level(session, invoice.id, counted_before(ladder, order.following))
    _resume(session, invoice, by, now)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="level_changed",
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        text=f"{invoice.number} : prochaine relance au niveau {level.number} ({level.name}) - {order.why.strip()}",
        data={"via": by.via, "next": level.number},
    )
    history.append(session, entry)


def counted_before(ladder: Ladder, following: int) -> int | None:
    """The level to count as done so that `following` comes next; levels before the due date count for nothing."""
    done = [level.number for level in ladder.levels if level.number < following and not ladder.before_due(level)]
    return done[-1] if done else None


def waits_since_import(hold: Hold) -> bool:
    """Is it the wait of an invoice that was overdue already when it was imported?"""
    return hold.kind is HoldKind.HOLD and hold.author == "import" and hold.invoice_id is not None


def _resume(session: Session, invoice: InvoiceRow, by: Decider, now: datetime) -> None:
    """Old debts wait since their import for a person to say the level: that has just been said."""
    for hold in holds.running_of_kinds(session, invoice.client_id, [HoldKind.HOLD]):
        if hold.invoice_id == invoice.id and waits_since_import(holds.to_hold(hold)):
            holds.end(session, hold, by.email, now)
