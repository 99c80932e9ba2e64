"""One client of a mass run: proposed in one transaction with the run's place in its list, then written, approved,
released. What makes the program fail is said in the run's report, and stops no other client."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from mailbot.core.deciding.mass import MassOrder
from mailbot.core.deciding.mass_words import omitted
from mailbot.core.errors import MailbotError
from mailbot.core.reading.understood import ReplyLine
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import reminders, runs
from mailbot.store.dunning.runs import Omission
from mailbot.store.pursuit_tables import RunRow
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import decide_one
from mailbot.tasks.deciding.remind_by_hand import propose_weighed
from mailbot.tasks.deciding.weigh_mass import MassWeighed, order_by_hand, weigh_some
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.draft_reminders import draft_some
from mailbot.tasks.sending.release_reminders import release_one

_log = logging.getLogger(__name__)


class Went(StrEnum):
    """What became of one step of a run."""

    ON = "on"
    CANCELLED = "cancelled"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Errand:
    """What every client of a run shares: which run, what was asked, in whose name, and the instant of this turn."""

    run_id: int
    order: MassOrder
    by: Decider
    now: datetime


def remind_client(office: Office, errand: Errand, client_id: int) -> Went:
    """Propose in one transaction with the run's place; then write, approve, release."""
    run_id, now = errand.run_id, errand.now
    try:
        with office.books.write() as session:
            row = runs.locked(session, run_id)
            if row.status != runs.RUNNING or row.worker != office.worker:
                return Went.LOST
            if row.cancel_asked:
                return Went.CANCELLED
            found = weigh_some(session, office, errand.order, [client_id], errand.by.email, now)
            proposed = propose_weighed(session, office, found.weighed, order_by_hand(errand.order), errand.by, now)
            for one in proposed:
                one.run_id = run_id
            runs.leave_out(session, run_id, [*found.omissions, *_doubles(office, found, proposed)])
            _passed(row, client_id, now)
            keys = [one.id for one in proposed]
    except Exception as error:  # noqa: BLE001 - said in the report; the other clients must go on
        _log.exception("run %s: client %s could not be reminded", run_id, client_id)
        _failed(office, errand, client_id, _sentence(error))
        return Went.ON
    for key in keys:
        carry(office, errand, key)
    return Went.ON


def _doubles(office: Office, found: MassWeighed, proposed: Sequence[ReminderRow]) -> list[Omission]:
    """Invoices whose level was proposed by somebody else in the same moment: the unique key kept them out."""
    if len(proposed) == len(found.weighed.plans):
        return []
    kept = {(row.client_id, row.currency, row.level) for row in proposed}
    why = omitted("already", office.settings.firm.language)
    return [
        Omission(
            client_id=plan.client_id, invoice_id=line.invoice_id, number=line.number, verdict="already", why=why
        )
        for plan in found.weighed.plans
        if (plan.client_id, plan.currency, plan.level) not in kept
        for line in plan.lines
        if line.advanced
    ]  # fmt: skip


def _passed(row: RunRow, client_id: int, now: datetime) -> None:
    row.done, row.after_client, row.progressed_at = row.done + 1, client_id, now


def carry(office: Office, errand: Errand, key: int) -> None:
    """Write, approve and release one proposed reminder of the run."""
    now = errand.now
    try:
        draft_some(office, [key], now)
        with office.books.write() as session:
            decide_one(session, office, session.get_one(ReminderRow, key), ReplyLine(verb="approve"), errand.by, now)
            already = runs.released_count(session, errand.run_id)
        release_one(office, key, now, already)
    except Exception as error:  # noqa: BLE001 - said in the report; the other clients must go on
        _log.exception("run %s: reminder %s could not be sent", errand.run_id, key)
        _gave_up(office, errand, key, _sentence(error))


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, MailbotError) else f"{type(error).__name__}: {error}"[:500]


def _failed(office: Office, errand: Errand, client_id: int, why: str) -> None:
    """The program failed on a client: nothing of it was written, the run goes on after it."""
    with office.books.write() as session:
        row = runs.locked(session, errand.run_id)
        _passed(row, client_id, errand.now)
        runs.leave_out(session, errand.run_id, [Omission(client_id=client_id, verdict="failed", why=why)])


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
