"""Stop every reminder at once, until a day or until somebody says so, and let them leave again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store import history, state
from mailbot.tasks.desk.decider import Decider

STOPPED_BY = "sending_stopped_by"
STOPPED_UNTIL = "sending_stopped_until"
_ITSELF = Decider(email="mailbot", via="auto")


def stop_sending(session: Session, by: Decider, now: datetime, *, until: date | None = None, why: str = "") -> None:
    """Nothing leaves until that day, or until a person says so; approvals stay. Said anew, it replaces what was."""
    if until is not None and until <= now.date():
        raise Refused(f"Les envois ne peuvent reprendre que plus tard : le {until:%d/%m/%Y} n'est pas à venir.")
    state.remember(session, STOPPED_BY, by.email)
    state.forget(session, STOPPED_UNTIL)
    if until is not None:
        state.remember(session, STOPPED_UNTIL, until.isoformat())
    text = "envois arrêtés" + (f" jusqu'au {until:%d/%m/%Y}" if until else "") + (f" - {why}" if why else "")
    _tell(session, by, "sending_stopped", text, now)


def resume_sending(session: Session, by: Decider, now: datetime) -> None:
    """Approved reminders leave again, each through the gate."""
    state.forget(session, STOPPED_BY)
    state.forget(session, STOPPED_UNTIL)
    _tell(session, by, "sending_resumed", "envois repris", now)


def is_stopped(session: Session) -> bool:
    """Does nothing leave?"""
    return state.fact(session, STOPPED_BY) is not None


def resume_when_due(session: Session, today: date, now: datetime) -> bool:
    """Let sending go on when the day of a stop has come; was it so?"""
    until = state.fact(session, STOPPED_UNTIL)
    if until is None or date.fromisoformat(until) > today:
        return False
    resume_sending(session, _ITSELF, now)
    return True


def _tell(session: Session, by: Decider, kind: str, text: str, now: datetime) -> None:
    history.append(session, history.Entry(at=now, actor=by.email, kind=kind, text=text, data={"via": by.via}))
