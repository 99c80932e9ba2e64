"""The reminders of a mass run on their way: written, approved in the name of who launched it, released. While some are
approved, released and handed over, the next letters are being drawn."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.reading.understood import ReplyLine
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import many_reminders, reminders, runs
from mailbot.store.dunning.runs import Omission
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import decide_one
from mailbot.tasks.deciding.run_client import Errand, Went, sentence
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.draft_reminders import draft_some, drafted
from mailbot.tasks.sending.release_reminders import release_some

_log = logging.getLogger(__name__)


class _NoMore(Exception):
    """What gives the reminders failed; the cause says how."""


def carry_all(office: Office, errand: Errand, keys: Iterable[int], released: Callable[[], object]) -> Went:
    """Write, approve and release these reminders, some at a time; `released` is called after each time.

    They are asked for a little ahead of what is released. When the run is called off, or is another worker's, what is
    not approved by then stays as it is. Where some fail together each is tried alone: one that makes the program fail
    is said in the run's report, and the others go on.
    """
    taken: list[int] = []
    coming = _noted(iter(keys), taken)
    while True:
        try:
            return _together(office, errand, coming(), taken, released)
        except _NoMore as error:
            raise error.__cause__ or error from None
        except Exception:  # noqa: BLE001 - each is tried alone, which tells whose fault it is
            _log.exception("run %s: some reminders could not be sent together; each is tried alone", errand.run_id)
        for key in taken:
            _carry(office, errand, key)
        taken.clear()
        released()


def _noted(keys: Iterator[int], taken: list[int]) -> Callable[[], Iterator[int]]:
    """The keys that are left, each noted in `taken` when it is taken."""

    def coming() -> Iterator[int]:
        while True:
            try:
                key = next(keys, None)
            except Exception as error:
                raise _NoMore from error
            if key is None:
                return
            taken.append(key)
            yield key

    return coming


def _together(
    office: Office, errand: Errand, keys: Iterator[int], taken: list[int], released: Callable[[], object]
) -> Went:
    for some in drafted(office, keys, errand.now):
        if (went := _release(office, errand, some)) is not Went.ON:
            return went
        del taken[: len(some)]
        released()
    return Went.ON


def _release(office: Office, errand: Errand, keys: Sequence[int]) -> Went:
    """Approve and release what is written, while the run is this worker's and goes on."""
    with office.books.write() as session:
        run = runs.locked(session, errand.run_id)
        if run.status != runs.RUNNING or run.worker != office.worker:
            return Went.LOST
        if run.cancel_asked:
            return Went.CANCELLED
        for row in many_reminders.by_ids(session, keys):
            if row.status == ReminderStatus.PROPOSED:
                decide_one(session, office, row, ReplyLine(verb="approve"), errand.by, errand.now)
        already = runs.released_count(session, errand.run_id)
    release_some(office, keys, errand.now, already)
    return Went.ON


def _carry(office: Office, errand: Errand, key: int) -> None:
    """Write, approve and release one reminder of the run."""
    try:
        draft_some(office, [key], errand.now)
        _release(office, errand, [key])
    except Exception as error:  # noqa: BLE001 - said in the report; the other clients must go on
        _log.exception("run %s: reminder %s could not be sent", errand.run_id, key)
        _gave_up(office, errand, key, sentence(error))


def _gave_up(office: Office, errand: Errand, key: int, why: str) -> None:
    """The program failed on a reminder that was proposed: it falls out, and the next plan proposes it anew."""
    with office.books.write() as session:
        row = session.get_one(ReminderRow, key)
        numbers = ", ".join(line.number for line in reminders.lines(session, key))
        runs.leave_out(
            session, errand.run_id, [Omission(client_id=row.client_id, number=numbers, verdict="failed", why=why)]
        )
        if row.status in (ReminderStatus.PROPOSED, ReminderStatus.APPROVED):
            reminders.move(session, row, ReminderStatus.FELL_OUT, why)
            invoices.wake(session, row.client_id)
            _tell_fall(session, row, why, errand.now)


def _tell_fall(session: Session, row: ReminderRow, why: str, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor="mailbot", kind="reminder_fell_out", client_id=row.client_id, reminder_id=row.id,
        text=f"retirée : {why}",
    )  # fmt: skip
    history.append(session, entry)
