"""Mass runs: the queue of them, claimed by compare-and-set; what each sent and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store.chunks import insert_rows
from mailbot.store.pursuit_tables import RunOmissionRow, RunRow
from mailbot.store.tables import ClientRow, ReminderRow

QUEUED, RUNNING, DONE, CANCELLED, FAILED = "queued", "running", "done", "cancelled", "failed"
OPEN = (QUEUED, RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """An invoice that a run left out, and why; `invoice_id` None for a whole client on which the program failed."""

    client_id: int
    verdict: str
    why: str
    invoice_id: int | None = None
    number: str = ""


def add(session: Session, row: RunRow) -> RunRow:
    """Queue a run."""
    session.add(row)
    session.flush()
    return row


def locked(session: Session, run_id: int) -> RunRow:
    """The run, kept from others until this transaction ends."""
    query = select(RunRow).where(RunRow.id == run_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def open_runs(session: Session) -> list[RunRow]:
    """Runs that are not over, oldest first."""
    return list(session.scalars(select(RunRow).where(RunRow.status.in_(OPEN)).order_by(RunRow.id)))


def newest(session: Session, limit: int = 50) -> list[RunRow]:
    """The newest runs."""
    return list(session.scalars(select(RunRow).order_by(RunRow.id.desc()).limit(limit)))


def claim(session: Session, seen: RunRow, worker: str, now: datetime) -> bool:
    """Take a run as it was seen; False when somebody was faster (compare and set)."""
    query = (
        update(RunRow)
        .where(RunRow.id == seen.id, RunRow.status == seen.status, RunRow.worker == seen.worker)
        .values(
            status=RUNNING, worker=worker, started_at=func.coalesce(RunRow.started_at, now), progressed_at=now
        )
    )  # fmt: skip
    moved = session.execute(query.returning(RunRow.id), execution_options={"synchronize_session": False})
    return moved.scalar() is not None


def leave_out(session: Session, run_id: int, found: Sequence[Omission]) -> None:
    """Write what a run left out."""
    insert_rows(
        session,
        RunOmissionRow,
        [
            {
                "run_id": run_id, "client_id": one.client_id, "invoice_id": one.invoice_id, "number": one.number,
                "verdict": one.verdict, "why": one.why,
            }
            for one in found
        ],
    )  # fmt: skip


def omission_counts(session: Session, run_id: int) -> Counter[str]:
    """How many invoices a run left out, by verdict."""
    query = select(RunOmissionRow.verdict, func.count()).where(RunOmissionRow.run_id == run_id)
    return Counter({verdict: int(count) for verdict, count in session.execute(query.group_by(RunOmissionRow.verdict))})


def omissions(
    session: Session, run_id: int, *, verdict: str = "", limit: int = 10_000
) -> list[tuple[RunOmissionRow, ClientRow]]:
    """What a run left out, with its clients, by verdict and number; `verdict`: only these."""
    query = select(RunOmissionRow, ClientRow).join(ClientRow, ClientRow.id == RunOmissionRow.client_id)
    query = query.where(RunOmissionRow.run_id == run_id)
    if verdict:
        query = query.where(RunOmissionRow.verdict == verdict)
    query = query.order_by(RunOmissionRow.verdict, ClientRow.name, RunOmissionRow.number, RunOmissionRow.id)
    return [(one, client) for one, client in session.execute(query.limit(limit))]


@dataclass(frozen=True, slots=True)
class Part:
    """So many reminders of a run stand there, and ask for so much (minor units)."""

    status: str
    currency: str
    count: int
    total_minor: int


def parts(session: Session, run_id: int) -> list[Part]:
    """Where the reminders of a run stand, a line per status and currency."""
    by = (ReminderRow.status, ReminderRow.currency)
    query = select(*by, func.count(), func.sum(ReminderRow.total_minor)).where(ReminderRow.run_id == run_id)
    query = query.group_by(*by).order_by(*by)
    return [Part(status, currency, int(count), int(minor)) for status, currency, count, minor in session.execute(query)]


def reminders(
    session: Session, run_id: int, statuses: Sequence[str] = (), *, limit: int = 10_000
) -> list[tuple[ReminderRow, ClientRow]]:
    """The reminders of a run, with their clients, in the order in which they were made; `statuses`: only these."""
    query = select(ReminderRow, ClientRow).join(ClientRow, ClientRow.id == ReminderRow.client_id)
    query = query.where(ReminderRow.run_id == run_id)
    if statuses:
        query = query.where(ReminderRow.status.in_(statuses))
    return [(row, client) for row, client in session.execute(query.order_by(ReminderRow.id).limit(limit))]


def unfinished(session: Session, run_id: int) -> list[ReminderRow]:
    """Reminders of a run that the gate has not released: to be drafted, approved, or waiting."""
    states = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
    query = select(ReminderRow).where(ReminderRow.run_id == run_id, ReminderRow.status.in_(states))
    return list(session.scalars(query.order_by(ReminderRow.id)))


def released_count(session: Session, run_id: int) -> int:
    """How many reminders of a run the gate has let out."""
    gone = ReminderRow.status.in_(
        (ReminderStatus.RELEASED, ReminderStatus.SENT, ReminderStatus.UNKNOWN, ReminderStatus.FAILED)
    )
    return int(session.scalar(select(func.count()).where(ReminderRow.run_id == run_id, gone)) or 0)


def not_in_work() -> ColumnElement[bool]:
    """A condition on reminders: no open run has them in its hands."""
    at_work = select(RunRow.id).where(RunRow.status.in_(OPEN))
    return or_(ReminderRow.run_id.is_(None), ReminderRow.run_id.not_in(at_work))
