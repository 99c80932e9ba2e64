"""Every state of the product: its members, where in the books each is seen, and what a demo cannot show, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.hold import HoldKind
from mailbot.core.instalments import Outcome as InstalmentOutcome
from mailbot.core.interest.claim import PenaltyKind, PenaltyStatus
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.payment import PaymentStatus
from mailbot.core.promises import Outcome as PromiseOutcome
from mailbot.core.pursuing.proceeding import ProceedingStatus
from mailbot.core.reading.understood import Kind
from mailbot.core.reminder import ByHand, ReminderStatus
from mailbot.store.dunning import runs
from mailbot.store.pursuit_tables import InstalmentRow, ProceedingRow, RunRow
from mailbot.store.settling_tables import EntryRow, PaymentUseRow, PenaltyRow
from mailbot.store.tables import (
    AlertRow,
    AllocationRow,
    EventRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderRow,
)


def told(column: InstrumentedAttribute[str]) -> Callable[[Session], set[str]]:
    """The words that stand in a column."""
    return lambda session: set(session.scalars(select(column).distinct()))


def lived_through(session: Session) -> set[str]:
    """States in which reminders ended, and those that the history tells they went through."""
    events = set(session.scalars(select(EventRow.kind).distinct()))
    passed = {status for status in ReminderStatus if f"reminder_{status}" in events}
    return passed | told(ReminderRow.status)(session)


def run_states(session: Session) -> set[str]:
    """States of mass runs; one that was launched was queued, one that began was running."""
    rows = list(session.scalars(select(RunRow)))
    began = {runs.RUNNING for row in rows if row.started_at is not None}
    return {row.status for row in rows} | {runs.QUEUED for _ in rows} | began


def hand_made(session: Session) -> set[str]:
    return set(session.scalars(select(ReminderRow.channel).where(ReminderRow.by_hand)))


def promises(session: Session) -> set[str]:
    """What became of promises; who ended one writes no outcome."""
    rows = session.execute(select(HoldRow.outcome, HoldRow.ended_at).where(HoldRow.kind == HoldKind.PROMISE))
    plain = {True: PromiseOutcome.LIFTED, False: PromiseOutcome.RUNNING}
    return {outcome or plain[ended is not None] for outcome, ended in rows}


def outcomes(kind: HoldKind) -> Callable[[Session], set[str]]:
    return lambda session: set(session.scalars(select(HoldRow.outcome).where(HoldRow.kind == kind)))


_RUNS = (runs.QUEUED, runs.RUNNING, runs.DONE, runs.CANCELLED, runs.FAILED)

# What there is, where it is seen, and what cannot occur in a demo, with the reason.
KINDS: dict[str, tuple[Iterable[str], Callable[[Session], set[str]], dict[str, str]]] = {
    "holds": (HoldKind, told(HoldRow.kind), {}),
    "reminders": (ReminderStatus, lived_through, {}),
    "reminders made by hand": (
        ByHand,
        hand_made,
        {ByHand.POST: "the assistant of the demo only telephones", ByHand.IN_PERSON: "nobody of the demo is met"},
    ),
    "ways of approval": (("mail", "link", "admin", "shell"), told(ReminderRow.approved_via), {}),
    "alerts": (
        AlertKind,
        told(AlertRow.kind),
        {AlertKind.RUN_FAILED: "a run fails when the configuration changes under it: nobody edits it in a demo"},
    ),
    "mass runs": (
        _RUNS,
        run_states,
        {runs.FAILED: "a run fails when the configuration changes under it: nobody edits it in a demo"},
    ),
    "settled amounts": (
        AllocationKind,
        told(AllocationRow.kind),
        {AllocationKind.WAIVED: "only in cash accounting; the demo's firm keeps accrual books"},
    ),
    "documents": (InvoiceKind, told(InvoiceRow.kind), {}),
    "payments": (PaymentStatus, told(PaymentRow.status), {}),
    "how payments were placed": (("auto", "person", "review", "none"), told(PaymentRow.decision), {}),
    "uses of payments": (
        ("refund", "penalty", "gain"),
        told(PaymentUseRow.kind),
        {"gain": "nobody in the demo pays a few cents too much"},
    ),
    "accounting entries": (("remainder", "doubtful", "bad_debt"), told(EntryRow.kind), {}),
    "penalties": (PenaltyStatus, told(PenaltyRow.status), {}),
    "kinds of penalties": (PenaltyKind, told(PenaltyRow.kind), {}),
    "proceedings": (ProceedingStatus, told(ProceedingRow.status), {}),
    "ways after the last notice": (
        ("batonnier", "doubtful", "claim_declaration"),
        told(ProceedingRow.kind),
        {},
    ),
    "instalments": (InstalmentOutcome, told(InstalmentRow.outcome), {}),
    "instalment plans": (("", "kept", "broken"), outcomes(HoldKind.INSTALMENTS), {}),
    "promises": (
        PromiseOutcome,
        promises,
        {},
    ),
    "messages": (
        Kind,
        told(InboxRow.kind),
        {Kind.INVOICE: "the firm's accounting hands its invoices over as files", Kind.OWN: "no blind copies are kept"},
    ),
    "what became of messages": (("done", "review", "quarantined"), told(InboxRow.state), {}),
}
