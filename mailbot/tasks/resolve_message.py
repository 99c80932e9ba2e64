"""A person has read a message that waited, or says whose it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.store import clients, history, holds
from mailbot.store.tables import InboxRow
from mailbot.tasks.decider import Decider


def resolve_message(
    session: Session, message_id: int, by: Decider, note: str, now: datetime, *, resume: bool = False
) -> InboxRow:
    """It needs nobody any more. `resume`: the pause it caused ends too. Raises Refused when it was resolved before."""
    row = session.get(InboxRow, message_id)
    if row is None or row.resolved_at is not None:
        raise Refused("Ce message est déjà traité.")
    row.resolved_at, row.resolved_by = now, by.email
    if resume and row.client_id:
        for hold in holds.running_of_kinds(session, row.client_id, [HoldKind.CONVERSATION]):
            if hold.inbox_id == row.id:
                holds.end(session, hold, by.email, now)
    said = f" : {note.strip()}" if note.strip() else ""
    _tell(session, row, by, "message_resolved", f"message traité{said}", now)
    return row


def link_message_to(session: Session, message_id: int, client_code: str, by: Decider, now: datetime) -> InboxRow:
    """It is about this client. Raises Refused when no client has that code."""
    row = session.get(InboxRow, message_id)
    client = clients.by_code(session, client_code.strip())
    if row is None or client is None:
        raise Refused(f"Aucun client n'a le code {client_code.strip() or '(vide)'}.")
    row.client_id, row.linked_by = client.id, "person"
    _tell(session, row, by, "message_linked", f"message de {row.sender} rattaché à {client.name}", now)
    return row


def _tell(session: Session, row: InboxRow, by: Decider, kind: str, text: str, now: datetime) -> None:
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=row.client_id,
        reminder_id=row.reminder_id,
        inbox_id=row.id,
        text=text,
        data={"via": by.via},
    )
    history.append(session, entry)
