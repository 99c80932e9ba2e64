"""The tables of pursuit: instalments agreed, what interrupts limitation, proceedings, and mass runs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class InstalmentRow(Base):
    """One date and amount of a plan; the plan itself is the hold. `until`: the last day on which its money is waited
    for. `outcome`: empty, kept or missed."""

    __tablename__ = "instalments"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    hold_id: Mapped[int] = mapped_column(ForeignKey("holds.id"))
    rank: Mapped[int]
    due_on: Mapped[date] = mapped_column(index=True)
    until: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[str] = mapped_column(String(12), default="")
    judged_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("hold_id", "rank"),)


class InterruptionRow(Base):
    """What made the limitation clock start again, for one invoice or (`invoice_id` None) all of the client's.

    It counts from the moment a person confirmed it; `confirmed_at` None: only proposed, from what the client wrote.
    """

    __tablename__ = "interruptions"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    ended_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")


class ProceedingRow(Base):
    """A way chosen after the last notice: `kind` doubtful, batonnier, payment_order, small_claim, claim_declaration …

    `status`: proposed → prepared → filed → closed. `invoices`: keys of the invoices it is about. `file_sha`: the
    prepared request.
    """

    __tablename__ = "proceedings"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12), default="proposed")
    invoices: Mapped[list[Any]] = mapped_column(default=list)
    act_by: Mapped[date | None]
    filed_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    file_sha: Mapped[str] = mapped_column(String(64), default="")
    file_name: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index(
            "uq_proceedings_open",
            "client_id",
            "kind",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )


class RunRow(Base):
    """A mass run of reminders, done in the background. `status`: queued → running → done | cancelled | failed.

    `wanted`: the filters and choices of whoever asked. `total` and `done` count clients; `after_client` is the key of
    the last one done, `progressed_at` when that was: who takes the run up after a crash goes on from there. `told`: per
    refusal how many, and the failures; `reported_at`: when the mail that tells so was queued.
    """

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    status: Mapped[str] = mapped_column(String(12), default="queued", index=True)
    asked_by: Mapped[str]
    via: Mapped[str] = mapped_column(String(12), default="")
    wanted: Mapped[dict[str, Any]] = mapped_column(default=dict)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    after_client: Mapped[int] = mapped_column(BigInteger, default=0)
    cancel_asked: Mapped[bool] = mapped_column(Boolean, default=False)
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    worker: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    progressed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]


class RunOmissionRow(Base):
    """What a mass run left out, one line per invoice: `verdict` is the plan's refusal (or why the run itself passed
    over it), `why` the same in words. `invoice_id` None: the program failed on the whole client."""

    __tablename__ = "run_omissions"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"))
    number: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index("ix_run_omissions_run_verdict", "run_id", "verdict"),)
