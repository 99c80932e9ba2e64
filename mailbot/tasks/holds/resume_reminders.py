"""A person lets reminders go on for an invoice or a client: every hold that keeps them back ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds
from mailbot.store.tables import HoldRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.manage_holds import end_hold

# These end only by their name: the law or decency asks for more than a wish to go on.
GRAVE = frozenset({HoldKind.INSOLVENT, HoldKind.DECEASED})
USUAL = tuple(kind for kind in HoldKind if kind not in GRAVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOrder:
    """For whom (`invoice_id` None: what holds the client as a whole), which kinds of hold, and why."""

    client_id: int
    why: str
    invoice_id: int | None = None
    kinds: tuple[HoldKind, ...] = USUAL


def resume(session: Session, office: Office, order: ResumeOrder, by: Decider, now: datetime) -> list[HoldRow]:
    """End those holds. Raises Refused without a reason, and when nothing of that kind keeps reminders back there."""
    if not order.why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    today = office.day(now)
    running = [
        row
        for row in holds.running_of_kinds(session, order.client_id, list(HoldKind))
        if row.until is None or row.until >= today
    ]
    here = [row for row in running if row.invoice_id == order.invoice_id]
    ending = [row for row in here if row.kind in order.kinds]
    if not ending and holds.ended_at(session, order.client_id, order.invoice_id, now):
        return []  # a plan of instalments that ended a moment ago, with another of its invoices
    if not ending:
        raise Refused(_nothing(session, order, here, running))
    return [end_hold(session, row.id, by, order.why, now) for row in ending]


def _nothing(session: Session, order: ResumeOrder, here: list[HoldRow], running: list[HoldRow]) -> str:
    """Why there is nothing to end, with what to say instead."""
    if here:
        kinds = ", ".join(sorted({row.kind for row in here}))
        return f"Seule une suspension « {kinds} » court ici : nommez-la pour la lever (--kind)."
    whole = [row for row in running if row.invoice_id is None]
    if order.invoice_id is not None and whole:
        return f"C'est tout le client qui est suspendu ({whole[0].reason}) : nommez le client (--client)."
    if running:
        rows = invoices.by_ids(session, [row.invoice_id for row in running if row.invoice_id]).values()
        numbers = ", ".join(row.number for row in rows)
        return f"Seules des factures sont suspendues : {numbers}. Nommez-les (--invoice)."
    return "Rien n'est suspendu ici."
