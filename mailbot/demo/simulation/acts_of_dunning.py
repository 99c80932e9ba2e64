"""What people do to the course of reminders: holds, plans, calls, levels, runs, and all of it taken back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from mailbot.core.deciding.hand_made import Contact, Outcome
from mailbot.core.deciding.mass import MassFilter, MassOrder
from mailbot.core.hold import HoldKind
from mailbot.core.reminder import ByHand
from mailbot.demo.simulation.desk import BY, WHY, Act, Desk
from mailbot.store import drawn
from mailbot.store.debts import clients
from mailbot.store.dunning import holds
from mailbot.tasks.deciding.change_level import LevelOrder, change_level
from mailbot.tasks.deciding.queue_run import queue_run
from mailbot.tasks.deciding.remind_by_hand import remind
from mailbot.tasks.deciding.take_out import TakeOut, take_out
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder
from mailbot.tasks.desk.sending_switch import resume_sending, stop_sending
from mailbot.tasks.holds.contact_order import ContactOrder
from mailbot.tasks.holds.end_plan import ReopenOrder, end_plan, reopen_plan
from mailbot.tasks.holds.hand_made import record_contact
from mailbot.tasks.holds.make_plan import PlanOrder, make_plan
from mailbot.tasks.holds.manage_holds import HoldOrder, end_hold, set_hold
from mailbot.tasks.holds.withdraw_contact import withdraw_contact


def hold(desk: Desk) -> None:
    """Something keeps reminders back."""
    kind = desk.rng.choice((HoldKind.HOLD, HoldKind.DISPUTE, HoldKind.PROMISE, HoldKind.EXCLUDED))
    promised = desk.today + timedelta(days=desk.rng.randrange(1, 15)) if kind is HoldKind.PROMISE else None
    order = HoldOrder(
        client_id=desk.invoice.client_id, kind=kind, reason=WHY, promised_on=promised,
        invoice_id=desk.invoice.id if desk.rng.random() < 0.6 else None,
        until=None if promised or desk.rng.random() < 0.3 else desk.today + timedelta(days=desk.rng.randrange(20)),
    )  # fmt: skip
    with desk.office.books.write() as session:
        set_hold(session, desk.office, order, BY, desk.now)


def resume(desk: Desk) -> None:
    """A hold ends before its time."""
    with desk.office.books.write() as session:
        rows = [row for row in holds.of_client(session, desk.invoice.client_id) if row.ended_at is None]
        end_hold(session, desk.one_of(rows, "hold").id, BY, WHY, desk.now)


def level(desk: Desk) -> None:
    """The next level is another."""
    order = LevelOrder(invoice_id=desk.invoice.id, following=desk.rng.randrange(5), why=WHY)
    with desk.office.books.write() as session:
        change_level(session, desk.office, order, BY, desk.now)


def plan(desk: Desk) -> None:
    """Two to four monthly parts of one invoice or of everything that is due."""
    alone = desk.rng.random() < 0.5
    order = PlanOrder(
        why=WHY, numbers=(desk.invoice.number,) if alone else (), code="" if alone else desk.code,
        parts=desk.rng.randrange(2, 5), first_on=desk.today + timedelta(days=desk.rng.randrange(1, 20)),
    )  # fmt: skip
    with desk.office.books.write() as session:
        make_plan(session, desk.office, order, BY, desk.now)


def revoke_plan(desk: Desk) -> None:
    """A plan that runs is revoked."""
    with desk.office.books.write() as session:
        end_plan(session, desk.one_of(drawn.plans(session, ended=False), "plan"), BY, WHY, desk.now)


def reopen(desk: Desk) -> None:
    """A plan that ended runs again."""
    until = desk.today + timedelta(days=desk.rng.randrange(3, 20))
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.plans(session, ended=True), "plan")
        reopen_plan(session, desk.office, ReopenOrder(plan=key, why=WHY, until=until), BY, desk.now)


def call(desk: Desk) -> None:
    """Somebody telephones, writes or calls in."""
    by = desk.rng.choice(list(ByHand))
    outcome = desk.rng.choice((Outcome.REACHED, Outcome.PROMISE, Outcome.DISPUTE, Outcome.REFUSED))
    contact = Contact(by=by, on=desk.today - timedelta(days=desk.rng.randrange(3)), outcome=outcome)
    promised = desk.today + timedelta(days=desk.rng.randrange(1, 9)) if outcome is Outcome.PROMISE else None
    order = ContactOrder(contact=contact, note=WHY, numbers=(desk.invoice.number,), promised_on=promised)
    with desk.office.books.write() as session:
        record_contact(session, desk.office, order, BY, desk.now)


def withdraw_call(desk: Desk) -> None:
    """It was written down by mistake."""
    with desk.office.books.write() as session:
        withdraw_contact(session, desk.office, desk.one_of(drawn.made_by_hand(session), "call"), BY, WHY, desk.now)


def take_one_out(desk: Desk) -> None:
    """One invoice leaves a reminder that waits."""
    with desk.office.books.read() as session:
        key, number = desk.one_of(drawn.waiting_lines(session), "reminder that waits")
    take_out(desk.office, TakeOut(reminder_id=key, number=number, why=WHY), BY, desk.now)


def remind_now(desk: Desk) -> None:
    """A reminder by hand, of one invoice or of the client, at some level."""
    alone, chosen = desk.rng.random() < 0.5, desk.rng.choice((None, None, 1, 2))
    order = RemindOrder(
        numbers=(desk.invoice.number,) if alone else (), code="" if alone else desk.code, level=chosen, why=WHY
    )
    remind(desk.office, order, BY, desk.now)


def remind_many(desk: Desk) -> None:
    """A run over what a filter selects; the next process works on it."""
    wanted = MassFilter(
        minimum=Decimal(desk.rng.choice((0, 500))), overdue_min=desk.rng.choice((1, 10, 30)),
        client_kind=desk.rng.choice(("", "professional", "consumer")),
    )  # fmt: skip
    queue_run(desk.office, MassOrder(wanted=wanted, why=WHY), BY, desk.now)


def stop_for_a_moment(desk: Desk) -> None:
    """All sending stops, and goes on."""
    with desk.office.books.write() as session:
        stop_sending(session, BY, desk.now)
        resume_sending(session, BY, desk.now)


def correct_address(desk: Desk) -> None:
    """The client's mail has moved: a reminder drafted for the old address must not leave."""
    with desk.office.books.write() as session:
        row = clients.by_ids(session, [desk.invoice.client_id])[desk.invoice.client_id]
        row.email = f"compta{desk.rng.randrange(100)}@{row.email.rpartition('@')[2]}"


OFTEN: tuple[tuple[int, Act], ...] = (
    (6, hold),
    (5, resume),
    (4, level),
    (3, plan),
    (1, revoke_plan),
    (1, reopen),
    (4, call),
    (1, withdraw_call),
    (3, take_one_out),
    (3, remind_now),
    (1, remind_many),
    (1, stop_for_a_moment),
    (1, correct_address),
)
