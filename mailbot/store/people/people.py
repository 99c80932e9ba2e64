"""People of the firm, and signed links that work once."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.tables import PersonRow, SpentTokenRow


def by_email(session: Session, email: str) -> PersonRow | None:
    """The person with this address, active or not."""
    return session.scalar(select(PersonRow).where(PersonRow.email == email.lower()))


def everybody(session: Session) -> list[PersonRow]:
    """All people, by name."""
    return list(session.scalars(select(PersonRow).order_by(PersonRow.name)))


def add(session: Session, email: str, name: str, role: str, now: datetime, deputy: str = "") -> PersonRow:
    """A new person, without a password until one is set."""
    row = PersonRow(email=email.lower(), name=name, role=role, deputy=deputy, created_at=now)
    session.add(row)
    session.flush()
    return row


def spend(session: Session, token: str, who: str, now: datetime) -> bool:
    """Use up a signed link; False when it was used before."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    if session.get(SpentTokenRow, digest) is not None:
        return False
    session.add(SpentTokenRow(digest=digest, used_at=now, used_by=who))
    session.flush()
    return True


def is_spent(session: Session, token: str) -> bool:
    """Was this signed link used?"""
    return session.get(SpentTokenRow, hashlib.sha256(token.encode()).hexdigest()) is not None
