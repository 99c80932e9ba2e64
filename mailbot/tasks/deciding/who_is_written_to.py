"""Who would get a reminder and why them: shown wherever a message is previewed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.contacts import Capacity, Contact, addressed, capacity_of
from mailbot.core.reminder import ReminderPlan
from mailbot.store.debts import clients, contacts
from mailbot.store.dunning import reminders
from mailbot.store.tables import ClientRow, ReminderRow
from mailbot.tasks.sending.material import Material


@dataclass(frozen=True, slots=True)
class Addressee:
    """An address (empty: nobody can be reached), as what it was chosen (None: no address on file is that one any
    more), and who gets a copy."""

    email: str
    capacity: Capacity | None = None
    cc: tuple[str, ...] = ()


def addressee(session: Session, material: Material) -> Addressee:
    """Who gets the reminder that is about to be drafted."""
    owner = clients.by_id(session, material.client.id)
    if owner is None:
        return Addressee(material.client.email, None, material.client.cc)
    known = contacts.of_clients(session, [owner.id])[owner.id]
    ids = _advanced(material.plan)
    return _explained(material.client.email, tuple(material.client.cc), clients.to_client(owner), known, ids)


def of_plans(session: Session, plans: Sequence[ReminderPlan]) -> list[Addressee]:
    """Who would get these reminders, in their order; set-based."""
    keys = [plan.client_id for plan in plans]
    owners, known = clients.by_ids(session, keys), contacts.of_clients(session, keys)
    found = []
    for plan in plans:
        owner, theirs, ids = owners[plan.client_id], known[plan.client_id], _advanced(plan)
        client = clients.to_client(owner)
        chosen = addressed(client, theirs, ids, bounced=owner.email_bounced)
        found.append(_explained(chosen.email, client.cc, client, theirs, ids))
    return found


def of_reminders(session: Session, rows: Sequence[ReminderRow]) -> dict[int, Addressee]:
    """Who gets these reminders as they were drafted, by the reminder's key; set-based."""
    keys = [row.client_id for row in rows]
    owners: Mapping[int, ClientRow] = clients.by_ids(session, keys)
    known = contacts.of_clients(session, keys)
    lines = reminders.lines_of(session, [row.id for row in rows])
    found = {}
    for row in rows:
        ids = {line.invoice_id for line in lines[row.id] if line.advanced}
        client = clients.to_client(owners[row.client_id])
        found[row.id] = _explained(row.recipient, tuple(row.cc), client, known[row.client_id], ids)
    return found


def _advanced(plan: ReminderPlan) -> set[int]:
    return {line.invoice_id for line in plan.lines if line.advanced}


def _explained(
    email: str, cc: tuple[str, ...], client: Client, known: Sequence[Contact], ids: Collection[int]
) -> Addressee:
    return Addressee(email, capacity_of(email, client, known, ids) if email else None, cc)
