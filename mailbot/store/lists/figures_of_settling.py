"""How many quotes, plans, settlements, penalties, proceedings and runs there were, and how they ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import QUOTE_ENDS, AllocationKind, InvoiceKind
from mailbot.core.payment import PaymentStatus
from mailbot.core.reminder import ReminderStatus
from mailbot.store.pursuit_tables import ProceedingRow, RunRow
from mailbot.store.settling_tables import EntryRow, PaymentUseRow, PenaltyRow
from mailbot.store.tables import AllocationRow, HoldRow, InvoiceRow, PaymentRow, ReminderRow

PENDING, RUNNING, ENDED = "pending", "running", "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How many of each, by the words of the books. `quotes`: accepted, lost or pending; `plans`: by outcome, running or
    ended; `entries`: by kind, reversals left out; `uses`: of payments, for what pays no invoice; `credits`: credit
    notes put on invoices; `taken_back`: payments that the bank took back; `by_hand`: reminders that a person made."""

    quotes: Counter[str]
    plans: Counter[str]
    entries: Counter[str]
    uses: Counter[str]
    credits: int
    taken_back: int
    penalties: Counter[str]
    proceedings: Counter[str]
    runs: Counter[str]
    by_hand: int


def settled(session: Session) -> Settled:
    """Count them all."""
    made = and_(ReminderRow.by_hand.is_(True), ReminderRow.status != ReminderStatus.WITHDRAWN)
    live_credits = and_(AllocationRow.kind == AllocationKind.CREDIT, AllocationRow.undone_at.is_(None))
    return Settled(
        quotes=_quotes(session),
        plans=_plans(session),
        entries=_by(session, EntryRow.kind, EntryRow.reverses_id.is_(None)),
        uses=_by(session, PaymentUseRow.kind, PaymentUseRow.undone_at.is_(None)),
        credits=_count(session, AllocationRow.id, live_credits),
        taken_back=_count(session, PaymentRow.id, PaymentRow.status == PaymentStatus.REVERSED),
        penalties=_by(session, PenaltyRow.status),
        proceedings=_by(session, ProceedingRow.status),
        runs=_by(session, RunRow.status),
        by_hand=_count(session, ReminderRow.id, made),
    )


def _quotes(session: Session) -> Counter[str]:
    is_quote = InvoiceRow.kind == InvoiceKind.QUOTE
    ended = and_(AllocationRow.kind.in_(sorted(QUOTE_ENDS)), AllocationRow.undone_at.is_(None))
    found = _by(session, AllocationRow.kind, ended)
    return found + Counter({PENDING: _count(session, InvoiceRow.id, and_(is_quote, InvoiceRow.open_minor > 0))})


def _plans(session: Session) -> Counter[str]:
    """By plan: the holds of its further invoices are no plans of their own."""
    how = case(
        (HoldRow.outcome != "", HoldRow.outcome), (HoldRow.ended_at.is_(None), literal(RUNNING)), else_=literal(ENDED)
    )
    query = select(how, func.count()).where(HoldRow.kind == HoldKind.INSTALMENTS, HoldRow.plan_id.is_(None))
    return Counter({name: int(count) for name, count in session.execute(query.group_by(how))})


def _by(session: Session, column: InstrumentedAttribute[str], *where: ColumnElement[bool]) -> Counter[str]:
    query = select(column, func.count()).where(*where).group_by(column)
    return Counter({name: int(count) for name, count in session.execute(query)})


def _count(session: Session, column: InstrumentedAttribute[int], where: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count(column)).where(where)) or 0)
