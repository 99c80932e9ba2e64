"""A person takes one invoice out of a reminder that has not left; the others stay, and are asked about anew.

What was shown or approved is no longer what would leave. So the reminder falls out, and another one takes its place:
without that invoice, with the level, total and texts that follow, proposed and not approved. The invoice rests for a
while, as after a refusal; `resume` lets it be reminded again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.grouping import without
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.reminder import ReminderPlan, ReminderStatus
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import reminders
from mailbot.store.tables import ReminderLineRow, ReminderRow
from mailbot.tasks.deciding.decide_reminders import REST, may_decide_one
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.planning.plan_reminders import propose
from mailbot.tasks.sending.draft_reminders import draft_some

_OPEN = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOut:
    """Which invoice is to leave which reminder, and why."""

    reminder_id: int
    number: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """What came of it. `replacement`: the reminder that holds the others, None when nothing was left to ask for;
    `was_approved`: the approval of the former one is gone."""

    number: str
    was_approved: bool
    replacement: ReminderRow | None


def take_out(office: Office, order: TakeOut, by: Decider, now: datetime) -> TakenOut:
    """Take the invoice out and write the rest anew.

    Raises Refused without a reason, for a reminder that has left or is not this person's to decide on, and for an
    invoice that is not in it.
    """
    if not order.why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    with office.books.write() as session:
        row = _reminder(session, office, order, by)
        was_approved = row.status == ReminderStatus.APPROVED
        line = _line(session, row, order.number)
        rest = _rest_of(session, office, row, line, now)
        _fall_out(session, row, line, by, order.why.strip(), now)
        _let_rest(session, office, line, by, order.why.strip(), now)
        # It belongs to no run any more: what a run has in hand is approved by whoever launched it.
        made = propose(session, office, rest, now, actor=by.email) if rest else None
    if made is None:
        return TakenOut(number=line.number, was_approved=was_approved, replacement=None)
    draft_some(office, [made.id], now)
    with office.books.read() as session:
        drafted = session.get_one(ReminderRow, made.id)
    return TakenOut(number=line.number, was_approved=was_approved, replacement=drafted)


def _reminder(session: Session, office: Office, order: TakeOut, by: Decider) -> ReminderRow:
    row = session.get(ReminderRow, order.reminder_id)
    if row is None:
        raise Refused(f"Il n'y a pas de relance {order.reminder_id}.")
    clients.lock(session, row.client_id)
    if not may_decide_one(session, office, row, by.email):
        raise Refused("Cette relance est celle d'un autre associé.")
    if row.status not in _OPEN:
        raise Refused("Cette relance n'attend plus : on n'en retire plus rien.")
    return row


def _line(session: Session, row: ReminderRow, number: str) -> ReminderLineRow:
    found = next((line for line in reminders.lines(session, row.id) if line.number == number), None)
    if found is None:
        raise Refused(f"La facture {number} n'est pas dans cette relance.")
    if found.open_minor <= 0:
        raise Refused(f"{number} est un avoir : il vient en déduction de ce qui est dû.")
    return found


def _rest_of(
    session: Session, office: Office, row: ReminderRow, line: ReminderLineRow, now: datetime
) -> ReminderPlan | None:
    """What the reminder is without the invoice, never to leave by itself: a person has looked at it."""
    if row.ladder not in office.ladders:
        raise Refused(f"Le barème {row.ladder} n'existe plus : refusez cette relance.")
    plan = reminders.to_plan(row, reminders.lines(session, row.id))
    smaller = without(plan, line.invoice_id, office.ladders, office.calendar, office.day(now))
    return replace(smaller, automatic=False) if smaller else None


def _fall_out(session: Session, row: ReminderRow, line: ReminderLineRow, by: Decider, why: str, now: datetime) -> None:
    """The digest shows this reason beside the reminder that takes its place."""
    said = f"{line.number} retirée par {by.email} : {why}"
    reminders.move(session, row, ReminderStatus.FELL_OUT, said)
    invoices.wake(session, row.client_id)
    entry = history.Entry(
        at=now, actor=by.email, kind="reminder_taken_out", client_id=row.client_id, invoice_id=line.invoice_id,
        reminder_id=row.id, text=f"{line.number} retirée de la relance : {why}",
        data={"via": by.via, "hash": row.content_hash, "approved_hash": row.approved_hash},
    )  # fmt: skip
    history.append(session, entry)


def _let_rest(session: Session, office: Office, line: ReminderLineRow, by: Decider, why: str, now: datetime) -> None:
    order = HoldOrder(
        client_id=line.client_id, invoice_id=line.invoice_id, kind=HoldKind.HOLD,
        reason=f"retirée d'une relance : {why}", until=office.day(now + REST),
    )  # fmt: skip
    set_hold(session, office, order, by, now)
