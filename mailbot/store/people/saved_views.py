"""The views of lists that people saved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.access_tables import SavedViewRow


def of_page(session: Session, page: str, email: str) -> list[SavedViewRow]:
    """A person's own views of a page, then everybody's, by name."""
    mine = SavedViewRow.owner.in_(("", email.lower()))
    query = select(SavedViewRow).where(SavedViewRow.page == page, mine)
    return list(session.scalars(query.order_by(SavedViewRow.owner.desc(), SavedViewRow.name)))


def named(session: Session, page: str, owner: str, name: str) -> SavedViewRow | None:
    """The view of that name."""
    query = select(SavedViewRow).where(
        SavedViewRow.page == page, SavedViewRow.owner == owner, SavedViewRow.name == name
    )
    return session.scalar(query)


def add(session: Session, row: SavedViewRow, now: datetime) -> SavedViewRow:
    """A new view."""
    row.created_at = now
    session.add(row)
    session.flush()
    return row
