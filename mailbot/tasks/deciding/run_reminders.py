"""Carry out a mass run: one client after the other, each as if a person had asked for that client's reminder.

A client's reminders are proposed in one transaction together with the run's place in its list, so that a process that
dies loses and doubles nothing: who takes the run up finishes what was proposed and goes on after that place. Texts are
written with no transaction open; approval, release and hand-over follow, some dozens at a time; the gate decides as for
every reminder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.store.dunning import mass, runs
from mailbot.store.pursuit_tables import RunRow
from mailbot.tasks.deciding.carry_reminders import carry_all
from mailbot.tasks.deciding.close_run import close_run, fail_run
from mailbot.tasks.deciding.queue_run import order_of
from mailbot.tasks.deciding.run_client import Errand, Went, propose_client
from mailbot.tasks.deciding.weigh_mass import selection_of
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.deliver import deliver

# A run whose worker has not moved it for so long is taken up by another, wherever that worker is.
_ABANDONED_AFTER = timedelta(minutes=15)
# One turn of the scheduler does so many clients: mail is read and sent in between.
_A_TURN = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: clients done of all, and its status; `mine` False: another worker has it."""

    done: int
    total: int
    status: str
    mine: bool = True

    @property
    def over(self) -> bool:
        """Is there nothing left to do for this worker?"""
        return not self.mine or self.status not in runs.OPEN


def work_on_runs(office: Office, now: datetime) -> str:
    """One turn at every run that nobody else works on, oldest first; what was done, in words for the log."""
    with office.books.read() as session:
        waiting = [row.id for row in runs.open_runs(session)]
    turns = [(key, work_on(office, key, now)) for key in waiting]
    said = [f"run {key}: {at.done}/{at.total}, {at.status}" for key, at in turns if at.mine]
    return ", ".join(said) or "no runs"


def work_on(
    office: Office, run_id: int, now: datetime, limit: int = _A_TURN,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Progress:  # fmt: skip
    """Do the next clients of a run, at most `limit`; when none is left, or it is called off, close it with its report.

    `told(done, total)` is called after each client.
    """
    row = _claimed(office, run_id, now)
    if row is None:
        return _progress(office, run_id, mine=False)
    try:
        went, more = _some_clients(office, row, now, limit, told)
    except Refused as error:  # the order itself: a ladder that is gone, a filter of another version
        fail_run(office, run_id, str(error), now)
        return _progress(office, run_id)
    deliver(office, now)
    if went is Went.LOST:
        return _progress(office, run_id, mine=False)
    if went is Went.CANCELLED or not more:
        close_run(office, run_id, runs.CANCELLED if went is Went.CANCELLED else runs.DONE, now)
    return _progress(office, run_id)


def _claimed(office: Office, run_id: int, now: datetime) -> RunRow | None:
    with office.books.write() as session:
        row = session.get(RunRow, run_id)
        if row is None or row.status not in runs.OPEN or not _free(office, row, now):
            return None
        return runs.locked(session, run_id) if runs.claim(session, row, office.worker, now) else None


def _free(office: Office, row: RunRow, now: datetime) -> bool:
    """Queued, our own, or its worker is gone."""
    if row.status == runs.QUEUED or row.worker == office.worker or not office.is_alive(row.worker):
        return True
    return row.progressed_at is None or row.progressed_at < now - _ABANDONED_AFTER


def _some_clients(
    office: Office, row: RunRow, now: datetime, limit: int, told: Callable[[int, int], None]
) -> tuple[Went, bool]:
    """Finish what a dead worker began, then go on; how it went, and whether clients may be left."""
    order = order_of(row)
    errand = Errand(row.id, order, Decider(email=row.asked_by, via=row.via), now)
    with office.books.read() as session:
        begun = [one.id for one in runs.unfinished(session, row.id) if one.status == ReminderStatus.PROPOSED]
        keys = mass.client_ids(session, selection_of(office, order, now), row.after_client, limit)
    if row.cancel_asked:
        return Went.CANCELLED, False
    went = Went.ON

    def proposed() -> Iterator[int]:
        nonlocal went
        yield from begun
        for rank, client_id in enumerate(keys, start=1):
            went, found = propose_client(office, errand, client_id)
            if went is not Went.ON:
                return
            told(row.done + rank, row.total)
            yield from found

    carried = carry_all(office, errand, proposed(), lambda: deliver(office, now))
    ended = went if went is not Went.ON else carried
    return ended, ended is not Went.ON or len(keys) == limit


def _progress(office: Office, run_id: int, *, mine: bool = True) -> Progress:
    with office.books.read() as session:
        row = session.get_one(RunRow, run_id)
        return Progress(row.done, row.total, row.status, mine)
