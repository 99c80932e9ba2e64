"""What clients asked for, prepared, and waiting for a person's OK."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.reading_tables import AnswerRow
from mailbot.store.tables import ClientRow, InboxRow

DUPLICATE, CONTACT = "duplicate", "contact"
PROPOSED, APPROVED, DROPPED, UNDONE = "proposed", "approved", "dropped", "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """What was prepared. See `AnswerRow`."""

    kind: str
    client_id: int
    inbox_id: int
    sentence: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    recipient: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    attachments: tuple[dict[str, str], ...] = ()


def propose(session: Session, new: NewAnswer, now: datetime) -> AnswerRow:
    """Let it wait for OK; one of the same message that nobody approved is made anew."""
    row = session.scalar(
        select(AnswerRow).where(
            AnswerRow.inbox_id == new.inbox_id, AnswerRow.kind == new.kind, AnswerRow.client_id == new.client_id
        )
    )
    if row is None:
        row = AnswerRow(kind=new.kind, client_id=new.client_id, inbox_id=new.inbox_id, created_at=now)
        session.add(row)
    elif row.status == APPROVED:
        return row
    row.status, row.decided_at, row.decided_by, row.why = PROPOSED, None, "", ""
    row.sentence, row.facts, row.recipient, row.subject = new.sentence, new.facts, new.recipient, new.subject
    row.body_text, row.body_html, row.attachments = new.text, new.html, list(new.attachments)
    session.flush()
    return row


def by_id(session: Session, key: int) -> AnswerRow | None:
    """The answer of that number."""
    return session.get(AnswerRow, key)


def waiting_of(session: Session, inbox_id: int) -> list[AnswerRow]:
    """What this message asked for and nobody decided on."""
    query = select(AnswerRow).where(AnswerRow.inbox_id == inbox_id, AnswerRow.status == PROPOSED)
    return list(session.scalars(query.order_by(AnswerRow.id)))


def of_message(session: Session, inbox_id: int) -> list[AnswerRow]:
    """Everything that was prepared for this message, oldest first."""
    return list(session.scalars(select(AnswerRow).where(AnswerRow.inbox_id == inbox_id).order_by(AnswerRow.id)))


def listed(
    session: Session, *, decided_too: bool = False, limit: int | None = None
) -> list[tuple[AnswerRow, ClientRow, InboxRow]]:
    """What waits for OK, oldest first (`decided_too`: everything, newest first), with client and message."""
    query = (
        select(AnswerRow, ClientRow, InboxRow)
        .join(ClientRow, ClientRow.id == AnswerRow.client_id)
        .join(InboxRow, InboxRow.id == AnswerRow.inbox_id)
    )
    query = query if decided_too else query.where(AnswerRow.status == PROPOSED)
    query = query.order_by(AnswerRow.id.desc() if decided_too else AnswerRow.id).limit(limit)
    return [(row, client, message) for row, client, message in session.execute(query)]
