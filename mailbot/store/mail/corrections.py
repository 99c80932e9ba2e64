"""What people said that messages mean: the newest word on each, and all that stand, for the measurement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.core.reading.corrections import Verdict
from mailbot.store.reading_tables import CorrectionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCorrection:
    """A person's word on a message. See `CorrectionRow`."""

    inbox_id: int
    sha: str
    verdict: str
    agreed: bool
    author: str
    note: str = ""
    understood: dict[str, Any] = field(default_factory=dict)
    meant: dict[str, Any] = field(default_factory=dict)
    undoing: dict[str, Any] = field(default_factory=dict)


def add(session: Session, new: NewCorrection, now: datetime) -> CorrectionRow:
    """Write it down."""
    row = CorrectionRow(
        inbox_id=new.inbox_id,
        sha=new.sha,
        verdict=new.verdict,
        agreed=new.agreed,
        understood=new.understood,
        meant=new.meant,
        undoing=new.undoing,
        note=new.note,
        author=new.author,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def standing(session: Session, inbox_id: int, *, about_client: bool) -> CorrectionRow | None:
    """The last word on what this message means - or (`about_client`) on whose it is - that nobody took back."""
    whose = CorrectionRow.verdict == Verdict.OTHER_CLIENT
    query = select(CorrectionRow).where(
        CorrectionRow.inbox_id == inbox_id, CorrectionRow.undone_at.is_(None), whose if about_client else ~whose
    )
    return session.scalar(query.order_by(CorrectionRow.id.desc()).limit(1))


def of_message(session: Session, inbox_id: int) -> list[CorrectionRow]:
    """Everything that people said about this message, newest first."""
    query = select(CorrectionRow).where(CorrectionRow.inbox_id == inbox_id).order_by(CorrectionRow.id.desc())
    return list(session.scalars(query))


def tally(session: Session) -> dict[tuple[str, bool], int]:
    """(verdict, was it what the program had understood) → how many messages, decisions taken back left out."""
    query = select(CorrectionRow.verdict, CorrectionRow.agreed, func.count()).where(
        CorrectionRow.undone_at.is_(None), CorrectionRow.verdict != Verdict.OTHER_CLIENT
    )
    rows = session.execute(query.group_by(CorrectionRow.verdict, CorrectionRow.agreed))
    return {(verdict, agreed): count for verdict, agreed, count in rows}


def all_standing(session: Session) -> Iterator[CorrectionRow]:
    """The words that nobody took back, oldest first."""
    query = select(CorrectionRow).where(CorrectionRow.undone_at.is_(None)).order_by(CorrectionRow.id)
    yield from session.scalars(query.execution_options(yield_per=200))
