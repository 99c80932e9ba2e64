"""Which people of the firm are away, as their automatic replies say, and until which day."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy.orm import Session

from mailbot.store import state

_NAME = "people_away"


def away(session: Session, today: date) -> dict[str, date]:
    """By address, the last day of an absence that is not over."""
    return {email: until for email, until in _all(session).items() if until >= today}


def note(session: Session, email: str, until: date, today: date) -> None:
    """This person is away until the end of that day; absences that are over are forgotten."""
    kept = away(session, today) | {email.lower(): until}
    state.remember(session, _NAME, json.dumps({who: last.isoformat() for who, last in sorted(kept.items())}))


def _all(session: Session) -> dict[str, date]:
    stored: dict[str, str] = json.loads(state.fact(session, _NAME) or "{}")
    return {email: date.fromisoformat(last) for email, last in stored.items()}
