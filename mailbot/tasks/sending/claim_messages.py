"""Which messages are next, and whether each still may leave: looked at when they are claimed and once more, cheaply,
immediately before each goes on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.deciding.gate import FallOut, Release, Wait
from mailbot.core.deciding.send_caps import DomainCaps
from mailbot.store.dunning import deliveries
from mailbot.store.news import newest_about, newest_line
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.sending.record_delivery import DeliveryReport, withdrawn
from mailbot.tasks.sending.release_reminders import ask_again

# A reminder that the gate released longer ago than this goes through its questions again.
_STILL_FRESH = timedelta(minutes=5)
# One that must wait (for the hours of sending, say) is asked about again after this.
_LOOK_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Messages that this worker may begin; `mark`: the newest line of the history at that moment."""

    rows: Sequence[DeliveryRow]
    mark: int


def claim(office: Office, now: datetime, report: DeliveryReport, caps: DomainCaps, limit: int) -> Claimed | None:
    """The next messages to send, None when there are none. Those that may not leave now wait on; those that have become
    untrue are withdrawn.

    The claim outlives a power cut: whatever was begun after it is then known to be doubtful.
    """
    with office.books.write(durable=True) as session:
        rows = deliveries.claim(session, office.worker, now, limit)
        if not rows:
            return None
        stopped, kept = is_stopped(session), []
        for row in rows:
            if (row.reminder_id is not None and stopped) or caps.full(row.recipients[0]):
                _later(row, now, report)
            else:
                caps.count(row.recipients[0])
                kept.append(row)
        mark = newest_line(session)
        answers = ask_again(session, office, [row.reminder_id or 0 for row in _to_ask(session, kept, now)], now)
        return Claimed([row for row in kept if _may_leave(session, row, answers, mark, now, report)], mark)


def still_stands(
    session: Session, office: Office, row: DeliveryRow, mark: int, now: datetime, report: DeliveryReport
) -> bool:
    """May the message that was claimed still leave? Only when the history has a new line about its client, or about the
    firm, is the gate asked again: every change of the books writes one."""
    if row.reminder_id is None or newest_line(session) == mark or not newest_about(session, [row.client_id or 0], mark):
        return True
    mine = next(iter(deliveries.by_ids(session, [row.id])))
    if mine.status != "sending" or mine.claimed_by != office.worker:
        return False
    return _may_leave(session, mine, ask_again(session, office, [row.reminder_id], now), mark, now, report)


def set_aside(office: Office, rows: Sequence[DeliveryRow]) -> None:
    """Claimed messages that were not begun are queued again as they were."""
    with office.books.write() as session:
        for row in deliveries.by_ids(session, [row.id for row in rows]):
            if (row.status, row.claimed_by, row.progress) == ("sending", office.worker, deliveries.CLAIMED):
                deliveries.put_back(row, row.next_attempt_at)


def _to_ask(session: Session, rows: Sequence[DeliveryRow], now: datetime) -> list[DeliveryRow]:
    """The reminders that have waited, or about whose client something was written since the gate let them go."""
    told = [row for row in rows if row.reminder_id is not None]
    since = min((row.asked_line for row in told), default=0)
    news = newest_about(session, [row.client_id or 0 for row in told], since)
    return [
        row
        for row in told
        if _has_waited(row, now) or max(news.get(row.client_id, 0), news.get(None, 0)) > row.asked_line
    ]


def _has_waited(row: DeliveryRow, now: datetime) -> bool:
    return row.attempts > 1 or row.created_at < now - _STILL_FRESH


def _may_leave(
    session: Session, row: DeliveryRow, answers: Mapping[int, Release | FallOut | Wait], mark: int, now: datetime,
    report: DeliveryReport,
) -> bool:  # fmt: skip
    match answers.get(row.reminder_id or 0):
        case FallOut(reasons=reasons):
            withdrawn(session, row, "; ".join(reasons), now, report)
            return False
        case Wait():
            _later(row, now, report)
            return False
        case Release():
            row.asked_line = mark
    return True


def _later(row: DeliveryRow, now: datetime, report: DeliveryReport) -> None:
    deliveries.put_back(row, now + _LOOK_AGAIN)
    report.later += 1
