"""What a person should know about the mailbox itself: kept in the books, so that `mailbot check` says it too."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.store import state
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.poll_mailbox import PollReport
from mailbot.tasks.reading.presence import INTRUDER
from mailbot.tasks.reading.put_away import PutAwayReport

_TROUBLE = "mailbox_trouble"


def remember_words(office: Office, found: PollReport, away: PutAwayReport) -> str:
    """The sentences that follow the counts of a poll; what is wrong is kept until it is over."""
    trouble = found.trouble or away.trouble
    with office.books.read() as session:
        known = state.fact(session, _TROUBLE) or ""
    if trouble != known:
        with office.books.write() as session:
            if trouble:
                state.remember(session, _TROUBLE, trouble)
            else:
                state.forget(session, _TROUBLE)
    said = ""
    if found.left_alone and found.since is not None:
        said += (
            f". {found.left_alone} older messages are left alone: what arrived since "
            f"{office.local(found.since):%Y-%m-%d} is read. Set mailbox.read_since to read further back"
        )
    if trouble:
        stay = f"{away.left} stay where they are and are tried again: " if away.left else ""
        said += f". {stay}{trouble}"
    return said


def may_send(office: Office) -> bool:
    """False while another Mailbot reads this mailbox: it may be sending the same reminders."""
    with office.books.read() as session:
        return state.fact(session, INTRUDER) is None


def words(session: Session) -> str:
    """What is wrong with the mailbox, '' for nothing."""
    if state.fact(session, INTRUDER):
        return "another Mailbot reads this mailbox: stop one of the two; this one reads and sends nothing"
    return state.fact(session, _TROUBLE) or ""
