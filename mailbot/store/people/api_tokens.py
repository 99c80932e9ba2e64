"""Tokens with which programs act for people, and what they were answered under an idempotency key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbot.store.people.sessions import digest
from mailbot.store.program_tables import ApiAnswerRow, ApiTokenRow
from mailbot.store.tables import PersonRow


def add(session: Session, row: ApiTokenRow) -> ApiTokenRow:
    """A new token."""
    session.add(row)
    session.flush()
    return row


def by_token(session: Session, token: str) -> tuple[ApiTokenRow, PersonRow] | None:
    """The token that was not revoked, with its person."""
    query = (
        select(ApiTokenRow, PersonRow)
        .join(PersonRow, PersonRow.id == ApiTokenRow.person_id)
        .where(ApiTokenRow.digest == digest(token), ApiTokenRow.revoked_at.is_(None))
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def standing(session: Session, person_id: int | None = None) -> list[tuple[ApiTokenRow, PersonRow]]:
    """Tokens that work, the newest first: of one person, or of everybody."""
    query = (
        select(ApiTokenRow, PersonRow)
        .join(PersonRow, PersonRow.id == ApiTokenRow.person_id)
        .where(ApiTokenRow.revoked_at.is_(None))
        .order_by(ApiTokenRow.id.desc())
    )
    if person_id is not None:
        query = query.where(ApiTokenRow.person_id == person_id)
    return [(row, person) for row, person in session.execute(query)]


def used(session: Session, key: int, now: datetime) -> None:
    """A program came with it."""
    session.execute(update(ApiTokenRow).where(ApiTokenRow.id == key).values(used_at=now))


def answer(session: Session, token_id: int, key: str) -> ApiAnswerRow | None:
    """What was answered under this key."""
    query = select(ApiAnswerRow).where(ApiAnswerRow.token_id == token_id, ApiAnswerRow.key == key)
    return session.scalar(query)


def keep(session: Session, row: ApiAnswerRow) -> bool:
    """Keep an answer, in the transaction of what it tells; False when somebody else has just kept one under its key."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def forget_answers(session: Session, before: datetime) -> int:
    """Answers of before then; says how many."""
    query = delete(ApiAnswerRow).where(ApiAnswerRow.created_at < before)
    return int(session.execute(query).rowcount)  # type: ignore[attr-defined]  # of every delete
