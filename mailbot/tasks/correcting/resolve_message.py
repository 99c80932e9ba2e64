"""A person has read a message that waited, or says whose it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.reading.corrections import Verdict
from mailbot.store import history
from mailbot.store.dunning import holds
from mailbot.store.tables import InboxRow
from mailbot.tasks.correcting.correct_message import CorrectionOrder, correct_message
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office


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


def reopen_message(session: Session, message_id: int, by: Decider, now: datetime) -> InboxRow:
    """It was not dealt with after all: it waits for a person again. Raises Refused when it waits."""
    row = session.get(InboxRow, message_id)
    if row is None or row.resolved_at is None:
        raise Refused("Ce message attend déjà.")
    row.resolved_at, row.resolved_by = None, ""
    _tell(session, row, by, "message_reopened", "message remis à lire", now)
    return row


def link_message_to(
    session: Session, office: Office, message_id: int, client_code: str, by: Decider, now: datetime
) -> InboxRow:
    """It is about this client: what it says is carried out there. Raises Refused when no client has that code."""
    order = CorrectionOrder(message_id=message_id, verdict=Verdict.OTHER_CLIENT, client_code=client_code)
    return correct_message(session, office, order, by, now).message


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
