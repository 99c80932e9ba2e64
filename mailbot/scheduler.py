"""Runs the jobs of the day by APScheduler, in the firm's zone, and wakes the poller when mail arrives.

One job runs at a time: they share the books, and their order must hold when two fall due together. Only what tells
other programs runs beside them: a slow listener keeps no mail waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Lock, Thread

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from mailbot.clock import Clock
from mailbot.core.errors import MailbotError, UserError
from mailbot.inbound.backoff import Backoff
from mailbot.tasks.desk.office import Office
from mailbot.tasks.jobs import JOBS, Job, is_due, run

_log = logging.getLogger(__name__)

# How often the daily jobs are looked at: each runs once its hour has come, also after an outage.
_LOOK_EVERY = timedelta(seconds=30)
# How long the listener keeps away from a mailbox that refused the login, in seconds.
_AFTER_REFUSAL = 300.0


@dataclass
class Running:
    """A scheduler at work; `stop` ends it within seconds."""

    scheduler: BackgroundScheduler
    listener: Thread
    stopping: Event

    def stop(self) -> None:
        """Start nothing more, let the listener go, and wait for the job that runs."""
        self.stopping.set()
        self.scheduler.shutdown(wait=True)
        self.listener.join(timeout=3)


def start(office: Office, clock: Clock, stopping: Event, only: frozenset[str] | None = None) -> Running:
    """Start the jobs (`only`: these), and the listener that polls as soon as mail arrives."""
    at_work = Lock()
    scheduler = BackgroundScheduler(
        timezone=office.zone, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
    )
    every = {
        "poll": timedelta(seconds=office.settings.schedule.poll_every_seconds),
        "send": timedelta(minutes=office.settings.schedule.send_every_minutes),
    }
    for job in JOBS:
        if only is None or job.name in only:
            period = every.get(job.name, _LOOK_EVERY)
            scheduler.add_job(
                _turn(office, job, clock, Lock() if job.apart else at_work, stopping),
                IntervalTrigger(seconds=int(period.total_seconds())),
                id=job.name,
                next_run_time=clock.now(),
            )
    scheduler.start()
    poll_now = _turn(office, next(job for job in JOBS if job.name == "poll"), clock, at_work, stopping)
    told = (office, poll_now, stopping, office.jitter)
    listener = Thread(target=_listen, args=told, name="mail-listener", daemon=True)
    listener.start()
    return Running(scheduler, listener, stopping)


def _turn(office: Office, job: Job, clock: Clock, at_work: Lock, stopping: Event) -> Callable[[], None]:
    def turn() -> None:
        with at_work:
            now = clock.now()
            firm = office.fresh()
            if stopping.is_set() or not is_due(firm, job, now):
                return
            try:
                said = run(firm, job, now)
            except MailbotError as error:
                _log.warning("%s: %s", job.name, error)
            except Exception:  # noqa: BLE001 - logged whole; the other jobs must go on
                _log.exception("%s failed; it is tried again at its next turn", job.name)
            else:
                if said is not None:
                    _log.info("%s: %s", job.name, said)

    return turn


def _listen(office: Office, poll_now: Callable[[], None], stopping: Event, jitter: Callable[[], float]) -> None:
    """Wait for mail (IMAP IDLE) and poll at once; a lost connection is made again with growing pauses."""
    failures = 0
    while not stopping.is_set():
        try:
            mailbox = office.open_mailbox()
        except MailbotError as error:
            failures += 1
            _log.warning("mailbox: %s", error)
            # What a person must mend (a wrong password) is not knocked at again and again.
            stopping.wait(_AFTER_REFUSAL if isinstance(error, UserError) else Backoff().pause(failures, jitter()))
            continue
        try:
            while not stopping.is_set():
                came = mailbox.wait(60)
                failures = 0
                if came:
                    poll_now()
        except MailbotError as error:
            failures += 1
            _log.warning("mailbox: %s", error)
            stopping.wait(Backoff().pause(failures, jitter()))
        finally:
            mailbox.close()
