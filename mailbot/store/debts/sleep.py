"""When the plan looks at an invoice again: `next_step_on`, empty while it is awake.

Whoever changes something about a client wakes their invoices (`invoices.wake`). `doze` lets those sleep again that can
have no reminder yet, all in one statement, so that the plan's cost grows with what is due and not with what is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from mailbot.core.deciding.lookout import Lookout, Step
from mailbot.core.deciding.policy import QUOTE
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base
from mailbot.store.chunks import chunks
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow

_INVOICE = InvoiceRow.__table__.c

# However long a refusal is meant to last, the plan looks again after this: nothing sleeps for ever.
LOOK_AGAIN = timedelta(days=30)

# While such a hold runs without an end, no reminder is proposed; who ends it wakes the client.
_ENDLESS = (HoldKind.HOLD, HoldKind.DISPUTE, HoldKind.EXCLUDED, HoldKind.INSOLVENT, HoldKind.DECEASED)


def clients_to_plan(session: Session, today: date) -> list[int]:
    """Clients with an open invoice whose next step may have come; the cost grows with what is due."""
    return sorted(session.scalars(_awake_ones(_INVOICE.client_id, today)))


def awake(today: date) -> ColumnElement[bool]:
    """Does the plan look at it on this day?"""
    return or_(_INVOICE.next_step_on.is_(None), _INVOICE.next_step_on <= today)


def doze(session: Session, lookouts: Sequence[Lookout], today: date, *, everything: bool = False) -> None:
    """What is awake and can have no reminder before a day sleeps until then. `everything`: what sleeps already is
    weighed anew too, and wakes where it may not sleep."""
    session.flush()
    found = _weighed(session, lookouts, today)
    if not everything:
        found = found.where(InvoiceRow.id.in_(_awake_ones(_INVOICE.id, today)))
    weighed = found.subquery()
    later = weighed.c.day > today
    target = update(InvoiceRow).where(InvoiceRow.id == weighed.c.id)
    if everything:
        target = target.values(next_step_on=case((later, weighed.c.day), else_=None))
    else:
        target = target.where(later).values(next_step_on=weighed.c.day)
    session.execute(target, execution_options={"synchronize_session": False})


def sleep_until(session: Session, days: Mapping[int, date]) -> None:
    """The plan need not look at these invoices (by key) before these days; a statement for each day."""
    keys: dict[date, list[int]] = {}
    for key, day in days.items():
        keys.setdefault(day, []).append(key)
    for day, mine in sorted(keys.items()):
        for some in chunks(mine):
            asleep = update(InvoiceRow).where(InvoiceRow.id.in_(some)).values(next_step_on=day)
            session.execute(asleep, execution_options={"synchronize_session": False})


def _awake_ones(column: ColumnElement[int], today: date) -> CompoundSelect[int]:
    """Two looks into the index of `next_step_on`: asked for both at once SQLite reads all that is open."""
    some = select(column).where(_INVOICE.open_minor != 0)
    return union(some.where(_INVOICE.next_step_on.is_(None)), some.where(_INVOICE.next_step_on <= today))


def _weighed(session: Session, lookouts: Iterable[Lookout], today: date) -> Select[Any]:
    """Each open invoice with the first day on which it may be due; no day where that is not known: it stays awake."""
    far = literal(today + LOOK_AGAIN, Date())
    days = _Days(session.get_bind().dialect.name)
    climbing = {one.ladder: _opens(one, days, far) for one in lookouts}
    # What was just woken is looked at once more tomorrow: who ends a hold may have found nobody asleep to wake.
    held = case((_INVOICE.next_step_on.is_(None), today + timedelta(days=1)), else_=far)
    day = case((_held(), held), else_=case(climbing, value=ladder_name(), else_=None))
    return (
        select(InvoiceRow.id, day.label("day"))
        .join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        .where(InvoiceRow.open_minor != 0)
    )


def ladder_name() -> ColumnElement[str]:
    """As `core.deciding.policy.ladder_name` says it."""
    return case(
        (InvoiceRow.ladder != "", InvoiceRow.ladder),
        (InvoiceRow.kind == InvoiceKind.QUOTE, QUOTE),
        (ClientRow.ladder != "", ClientRow.ladder),
        else_=ClientRow.kind,
    )


def _held() -> ColumnElement[bool]:
    mine = or_(HoldRow.invoice_id.is_(None), HoldRow.invoice_id == InvoiceRow.id)
    runs = and_(HoldRow.ended_at.is_(None), HoldRow.until.is_(None), HoldRow.kind.in_(_ENDLESS))
    return exists().where(HoldRow.client_id == InvoiceRow.client_id, mine, runs)


def _opens(one: Lookout, days: _Days, far: ColumnElement[date]) -> ColumnElement[date]:
    base = {
        Base.DUE: InvoiceRow.due_on,
        Base.ISSUED: InvoiceRow.issued_on,
        Base.SENT: func.coalesce(InvoiceRow.sent_on, InvoiceRow.issued_on),
    }[one.base]
    level = func.coalesce(InvoiceRow.level, -1)
    opening = [(level < step.below, _day(base, step, days)) for step in one.steps]
    return case(*opening, else_=far) if opening else far


def _day(base: Any, step: Step, days: _Days) -> ColumnElement[date]:
    own = days.after(base, step.days)
    if step.after_due is None:
        return own
    due = days.after(InvoiceRow.due_on, step.after_due)
    return case((and_(InvoiceRow.kind != InvoiceKind.QUOTE, due > own), due), else_=own)


class _Days:
    """Adding days to a column, in the words of the database."""

    def __init__(self, dialect: str) -> None:
        self._sqlite = dialect == "sqlite"

    def after(self, day: Any, count: int) -> ColumnElement[date]:
        """So many days after (before, when negative) the day in that column."""
        if self._sqlite:
            return func.date(day, f"{count:+d} days", type_=Date())
        plus: ColumnElement[date] = day.op("+", return_type=Date())(count)
        return plus
