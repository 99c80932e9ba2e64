"""A decision about a message is taken back: everything is as the program had understood it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reading.corrections import Verdict
from mailbot.store import history
from mailbot.store.mail import aliases, answers, corrections, message_effects
from mailbot.store.reading_tables import AliasRow, CorrectionRow
from mailbot.store.tables import HoldRow, InboxRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.bounce_effects import bounced_again


def undo_correction(session: Session, office: Office, key: int, by: Decider, now: datetime) -> CorrectionRow:
    """Take the decision back. Raises Refused when there is none, or it was taken back before."""
    row = session.get(CorrectionRow, key)
    if row is None or row.undone_at is not None:
        raise Refused("Cette décision est déjà annulée, ou n'existe pas.")
    if row.verdict == Verdict.OTHER_CLIENT:  # what was decided since was acted upon at that client
        meaning = corrections.standing(session, row.inbox_id, about_client=False)
        if meaning is not None:
            take_back_correction(session, office, meaning, by, now)
    take_back_correction(session, office, row, by, now)
    message = session.get_one(InboxRow, row.inbox_id)
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="message_uncorrected",
        client_id=message.client_id,
        reminder_id=message.reminder_id,
        inbox_id=message.id,
        text=f"décision annulée sur le message : {message.subject or '(sans objet)'}",
        data={"via": by.via, "correction": row.id, "verdict": row.verdict},
    )
    history.append(session, entry)
    return row


def take_back_correction(session: Session, office: Office, row: CorrectionRow, by: Decider, now: datetime) -> None:
    """What the decision made ends, what it ended runs again, what it taught is forgotten."""
    undoing, today = row.undoing, office.day(now)
    made = _holds(session, undoing.get("made", ()))
    replaced = [old.id for one in made for old in message_effects.replaced_by(session, one)]
    message_effects.end_holds(session, [*made, *_holds(session, undoing.get("reopened", ()))], by.email, now)
    message_effects.bring_back(session, [*undoing.get("ended", ()), *replaced], today, now)
    message_effects.propose_again(session, undoing.get("interruptions", ()))
    for key in undoing.get("learned", ()):
        alias = session.get(AliasRow, key)
        if alias is not None and alias.undone_at is None:
            aliases.forget(alias, by.email, now)
    _restore_message(session, row, now, by)
    if undoing.get("arrived"):
        bounced_again(session, session.get_one(InboxRow, row.inbox_id), undoing["arrived"], by, now)
    row.undone_at, row.undone_by = now, by.email
    session.flush()


def _holds(session: Session, keys: list[int]) -> list[HoldRow]:
    return [row for row in (session.get(HoldRow, key) for key in keys) if row is not None]


def _restore_message(session: Session, row: CorrectionRow, now: datetime, by: Decider) -> None:
    message, was = session.get_one(InboxRow, row.inbox_id), row.undoing
    message.client_id, message.linked_by = was.get("client_id"), was.get("linked_by", "")
    resolved = was.get("resolved_at")
    message.resolved_at = datetime.fromisoformat(resolved) if resolved else None
    message.resolved_by, message.proposal = was.get("resolved_by", ""), was.get("proposal", message.proposal)
    for answer in answers.waiting_of(session, message.id):
        if answer.client_id != message.client_id:  # prepared for the client that it turned out not to be
            answer.status, answer.decided_at, answer.decided_by = answers.DROPPED, now, by.email
    for key in was.get("answers", ()):
        dropped = answers.by_id(session, key)
        if dropped is not None and dropped.status == answers.DROPPED:
            dropped.status, dropped.decided_at, dropped.decided_by, dropped.why = answers.PROPOSED, None, "", ""
