"""One client of a mass run: proposed in one transaction with the run's place in its list. What makes the program fail
is said in the run's report, and stops no other client."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailbot.core.deciding.mass import MassOrder
from mailbot.core.deciding.mass_words import omitted
from mailbot.core.errors import MailbotError
from mailbot.store.dunning import runs
from mailbot.store.dunning.runs import Omission
from mailbot.store.pursuit_tables import RunRow
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.remind_by_hand import propose_weighed
from mailbot.tasks.deciding.weigh_mass import MassWeighed, order_by_hand, weigh_some
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

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


def propose_client(office: Office, errand: Errand, client_id: int) -> tuple[Went, list[int]]:
    """Propose a client's reminders in one transaction with the run's place; their keys."""
    run_id, now = errand.run_id, errand.now
    try:
        with office.books.write() as session:
            row = runs.locked(session, run_id)
            if row.status != runs.RUNNING or row.worker != office.worker:
                return Went.LOST, []
            if row.cancel_asked:
                return Went.CANCELLED, []
            found = weigh_some(session, office, errand.order, [client_id], errand.by.email, now)
            proposed = propose_weighed(session, office, found.weighed, order_by_hand(errand.order), errand.by, now)
            for one in proposed:
                one.run_id = run_id
            runs.leave_out(session, run_id, [*found.omissions, *_doubles(office, found, proposed)])
            _passed(row, client_id, now)
            return Went.ON, [one.id for one in proposed]
    except Exception as error:  # noqa: BLE001 - said in the report; the other clients must go on
        _log.exception("run %s: client %s could not be reminded", run_id, client_id)
        _failed(office, errand, client_id, sentence(error))
        return Went.ON, []


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


def sentence(error: Exception) -> str:
    """What went wrong, for the report."""
    return str(error) if isinstance(error, MailbotError) else f"{type(error).__name__}: {error}"[:500]


def _failed(office: Office, errand: Errand, client_id: int, why: str) -> None:
    """The program failed on a client: nothing of it was written, the run goes on after it."""
    with office.books.write() as session:
        row = runs.locked(session, errand.run_id)
        _passed(row, client_id, errand.now)
        runs.leave_out(session, errand.run_id, [Omission(client_id=client_id, verdict="failed", why=why)])
