"""The versions of the firm's own texts and ladders."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.store.own_tables import OwnVersionRow

TEMPLATE, LADDERS = "template", "ladders"


def of(session: Session, subject: str, name: str, limit: int = 100) -> list[OwnVersionRow]:
    """The versions of one text, or of the ladders, newest first."""
    query = select(OwnVersionRow).where(OwnVersionRow.subject == subject, OwnVersionRow.name == name)
    return list(session.scalars(query.order_by(OwnVersionRow.id.desc()).limit(limit)))


def newest(session: Session, subject: str) -> dict[str, OwnVersionRow]:
    """The newest version of each by its name."""
    keys = select(func.max(OwnVersionRow.id)).where(OwnVersionRow.subject == subject).group_by(OwnVersionRow.name)
    return {row.name: row for row in session.scalars(select(OwnVersionRow).where(OwnVersionRow.id.in_(keys)))}


def get(session: Session, key: int) -> OwnVersionRow | None:
    """The version of this number."""
    return session.get(OwnVersionRow, key)


def before(session: Session, row: OwnVersionRow) -> OwnVersionRow | None:
    """The version that this one took the place of."""
    query = select(OwnVersionRow).where(
        OwnVersionRow.subject == row.subject, OwnVersionRow.name == row.name, OwnVersionRow.id < row.id
    )
    return session.scalar(query.order_by(OwnVersionRow.id.desc()).limit(1))


def add(session: Session, row: OwnVersionRow) -> OwnVersionRow:
    """A new version."""
    session.add(row)
    session.flush()
    return row
