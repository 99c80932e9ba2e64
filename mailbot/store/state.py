"""Facts about the installation by name, when each job last ran, when each bank last spoke."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.store.tables import BankAccountRow, FirmState, JobRunRow

# Enough to learn how often a bank speaks.
_DAYS_KEPT = 30


def fact(session: Session, name: str) -> str | None:
    """The value kept under this name."""
    row = session.get(FirmState, name)
    return row.value if row else None


def remember(session: Session, name: str, value: str) -> None:
    """Keep a value under this name."""
    session.merge(FirmState(name=name, value=value))


def forget(session: Session, name: str) -> None:
    """Keep nothing under this name any more."""
    row = session.get(FirmState, name)
    if row:
        session.delete(row)


def last_run(session: Session, job: str) -> datetime | None:
    """When the job last ran."""
    row = session.get(JobRunRow, job)
    return row.last_run_at if row else None


def claim_run(
    session: Session, job: str, now: datetime, worker: str, lease: timedelta, is_alive: Callable[[str], bool]
) -> bool:
    """Take the job for this worker; False when another, living one has it (compare and set)."""
    row = session.scalar(select(JobRunRow).where(JobRunRow.job == job).with_for_update())
    if row is None:
        row = JobRunRow(job=job)
        session.add(row)
        session.flush()
    held = row.leased_until is not None and row.leased_until > now
    if held and row.leased_by != worker and is_alive(row.leased_by):
        return False
    row.leased_until, row.leased_by = now + lease, worker
    session.flush()
    return True


def finish_run(session: Session, job: str, now: datetime) -> None:
    """The job ran to its end; its lease is given back."""
    session.execute(
        update(JobRunRow).where(JobRunRow.job == job).values(last_run_at=now, leased_until=None, leased_by="")
    )


def heard_from(session: Session, account: str, bank: str, at: datetime, day: date | None = None) -> None:
    """A bank spoke about this account (an authenticated notice or a statement), on that day of the firm's."""
    row = session.get(BankAccountRow, account)
    if row is None:
        row = BankAccountRow(account=account, bank=bank, last_heard_at=at, heard_on=[])
        session.add(row)
    if row.last_heard_at is None or row.last_heard_at < at:
        row.last_heard_at = at
    spoke = (day or at.date()).isoformat()
    if spoke not in row.heard_on:
        row.heard_on = sorted({*row.heard_on, spoke})[-_DAYS_KEPT:]


def bank_accounts(session: Session) -> list[BankAccountRow]:
    """Every account a bank has spoken about."""
    return list(session.scalars(select(BankAccountRow).order_by(BankAccountRow.bank)))
