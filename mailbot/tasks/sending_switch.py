"""Stop every reminder at once, and let them leave again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.store import history, state
from mailbot.tasks.decider import Decider

STOPPED_BY = "sending_stopped_by"


def stop_sending(session: Session, by: Decider, now: datetime) -> None:
    """Nothing leaves until a person says so; approvals stay."""
    state.remember(session, STOPPED_BY, by.email)
    _tell(session, by, "sending_stopped", "envois arrêtés", now)


def resume_sending(session: Session, by: Decider, now: datetime) -> None:
    """Approved reminders leave again, each through the gate."""
    state.forget(session, STOPPED_BY)
    _tell(session, by, "sending_resumed", "envois repris", now)


def _tell(session: Session, by: Decider, kind: str, text: str, now: datetime) -> None:
    history.append(session, history.Entry(at=now, actor=by.email, kind=kind, text=text, data={"via": by.via}))
