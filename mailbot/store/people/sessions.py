"""Where somebody is signed in, and who tried and failed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from mailbot.store.access_tables import FailedAttemptRow, SessionRow
from mailbot.store.tables import PersonRow


def digest(text: str) -> str:
    """What is kept of a secret, or of an address that was typed."""
    return hashlib.sha256(text.encode()).hexdigest()


def begin(session: Session, row: SessionRow) -> SessionRow:
    """Somebody came in."""
    session.add(row)
    session.flush()
    return row


def by_token(session: Session, token: str, since: datetime) -> tuple[SessionRow, PersonRow] | None:
    """The session of this token that began after that and was not ended, with its person."""
    query = (
        select(SessionRow, PersonRow)
        .join(PersonRow, PersonRow.id == SessionRow.person_id)
        .where(SessionRow.digest == digest(token), SessionRow.ended_at.is_(None), SessionRow.began_at > since)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def running(session: Session, since: datetime, person_id: int | None = None) -> list[tuple[SessionRow, PersonRow]]:
    """Sessions that go on, the last seen first: of one person, or of everybody."""
    query = (
        select(SessionRow, PersonRow)
        .join(PersonRow, PersonRow.id == SessionRow.person_id)
        .where(SessionRow.ended_at.is_(None), SessionRow.began_at > since)
        .order_by(SessionRow.seen_at.desc(), SessionRow.id.desc())
    )
    if person_id is not None:
        query = query.where(SessionRow.person_id == person_id)
    return [(one, person) for one, person in session.execute(query)]


def end(session: Session, now: datetime, *, key: int | None = None, person_id: int | None = None, but: int = 0) -> int:
    """End one session, or all of a person (but one); says how many."""
    query = update(SessionRow).where(SessionRow.ended_at.is_(None), SessionRow.id != but)
    query = query.where(SessionRow.id == key) if key is not None else query.where(SessionRow.person_id == person_id)
    found: int = session.execute(query.values(ended_at=now)).rowcount  # type: ignore[attr-defined]  # of every update
    return found


def seen(session: Session, key: int, now: datetime) -> None:
    """A page was opened in it."""
    session.execute(update(SessionRow).where(SessionRow.id == key).values(seen_at=now))


def forget_before(session: Session, day: datetime) -> None:
    """Sessions that began before then are over; failed attempts of before then are nobody's matter any more."""
    session.execute(delete(SessionRow).where(SessionRow.began_at < day))
    session.execute(delete(FailedAttemptRow).where(FailedAttemptRow.since < day))


def failures(session: Session, who: str, since: datetime) -> int:
    """How often somebody failed with this address since then."""
    query = select(FailedAttemptRow.count).where(FailedAttemptRow.digest == digest(who), FailedAttemptRow.since > since)
    return int(session.scalar(query) or 0)


def failed(session: Session, who: str, since: datetime, now: datetime) -> int:
    """One more failure; says how many they are since then."""
    row = session.get(FailedAttemptRow, digest(who))
    if row is None:
        row = FailedAttemptRow(digest=digest(who), count=0, since=now)
        session.add(row)
    if row.since <= since:
        row.count, row.since = 0, now
    row.count += 1
    session.flush()
    return row.count


def succeeded(session: Session, who: str) -> None:
    """The failures before do not count any more."""
    session.execute(delete(FailedAttemptRow).where(FailedAttemptRow.digest == digest(who)))


def count_of(session: Session, since: datetime) -> dict[int, int]:
    """How many sessions each person has."""
    query = select(SessionRow.person_id, func.count()).where(SessionRow.ended_at.is_(None), SessionRow.began_at > since)
    return {key: int(count) for key, count in session.execute(query.group_by(SessionRow.person_id))}
