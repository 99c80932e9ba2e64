"""Scenes about reminders: old debts, calls, an exclusion, an invoice taken out, runs in number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.deciding.hand_made import Contact, Outcome
from mailbot.core.deciding.mass import MassFilter, MassOrder
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.reminder import ByHand, ReminderStatus
from mailbot.demo.agreements import row_of
from mailbot.demo.debtors import Debtor
from mailbot.demo.habits import Habit
from mailbot.demo.scenes import BY_HELENE, BY_INES, BY_MARC, Scene, Stage, of_client
from mailbot.store.debts import invoices
from mailbot.store.dunning import batches, reminders
from mailbot.store.lists import reminder_list
from mailbot.tasks.deciding.change_level import LevelOrder, change_level
from mailbot.tasks.deciding.old_debts import OldDebtOrder, move_old_debts
from mailbot.tasks.deciding.queue_run import ask_cancel, queue_run
from mailbot.tasks.deciding.take_out import TakeOut, take_out
from mailbot.tasks.holds.contact_order import ContactOrder
from mailbot.tasks.holds.hand_made import record_contact
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.holds.withdraw_contact import withdraw_contact

# An early reminder in number: what fell due these last days.
_JUST_DUE = MassFilter(overdue_min=1, overdue_max=4)


def _moves_old_debts(stage: Stage, now: datetime) -> bool:
    """Hélène says from which level the old debts go on: that of their lateness, but for those who had their reminders
    before Mailbot came; one she wants to read first."""
    for debtor in stage.debtors:
        if debtor.old and debtor.client.habit is not Habit.ANCIENT:
            following = _FORMAL if debtor.client.habit in (Habit.OWES, Habit.LOST) else None
            why = "deux relances sont déjà parties" if following else "dossier relu, on reprend les relances"
            order = OldDebtOrder(why=why, following=following, code=debtor.client.code)
            with suppress(Refused):  # it was paid in these days
                move_old_debts(stage.world.office, order, BY_HELENE, now)
    return True


def _phones(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """A client without mail is called: once written down with the wrong day and taken back, then as it was."""
    world = stage.world
    promised = world.calendar.forward(world.day(now) + timedelta(days=6))
    right = _a_call(debtor, world.day(now), promised)
    with world.office.books.write() as session:
        wrong = replace(right, promised_on=promised + timedelta(days=30))
        first = record_contact(session, world.office, wrong, BY_INES, now).rows[0]
        withdraw_contact(session, world.office, first.id, BY_INES, "mauvais jour : noté à nouveau", now)
        told = record_contact(session, world.office, right, BY_INES, now)
        numbers = [line.number for row in told.rows for line in reminders.lines(session, row.id)]
    debtor.planned |= set(numbers)
    world.agenda.note(world.instant(promised, 9, 30), lambda then: debtor.order(numbers, then, days=0))
    return True


def _reaches_the_silent(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """Called at last, the client promises a day, and calls back for a later one; whether it is kept shows after the
    demo."""
    world = stage.world
    today = world.day(now)
    for days in (7, 9):
        order = _a_call(debtor, today, world.calendar.forward(today + timedelta(days=days)))
        with world.office.books.write() as session:
            record_contact(session, world.office, order, BY_INES, now)
    return True


def _a_call(debtor: Debtor, on: date, promised: date) -> ContactOrder:
    return ContactOrder(
        contact=Contact(by=ByHand.PHONE, on=on, outcome=Outcome.PROMISE), note="joint, promet un virement",
        code=debtor.client.code, promised_on=promised,
    )  # fmt: skip


def _spares(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    with stage.world.office.books.write() as session:
        order = HoldOrder(
            client_id=row_of(session, debtor).id, kind=HoldKind.EXCLUDED,
            reason="client suivi par Marc Lindon en personne : aucune relance",
        )  # fmt: skip
        set_hold(session, stage.world.office, order, BY_MARC, now)
    return True


def _takes_out(stage: Stage, now: datetime) -> bool:
    """One invoice leaves a reminder that was proposed this morning with several."""
    office = stage.world.office
    with office.books.read() as session:
        found = next(_of_several(session), None)
    if found is None:
        return False
    order = TakeOut(reminder_id=found[0], number=found[1], why="le client attend un relevé d'heures pour celle-ci")
    take_out(office, order, BY_HELENE, now)
    return True


def _of_several(session: Session) -> Iterator[tuple[int, str]]:
    """Reminders that wait for a decision and raise several invoices, each with its first number."""
    for batch in reminder_list.undecided(session):
        for row in batches.reminders(session, batch.id):
            raised = [line.number for line in reminders.lines(session, row.id) if line.advanced]
            if row.status == ReminderStatus.PROPOSED and len(raised) > 1:
                yield row.id, raised[0]


def _launches_a_run(stage: Stage, now: datetime) -> bool:
    order = MassOrder(wanted=_JUST_DUE, level=1, why="arrêté trimestriel : rappel dès l'échéance")
    queue_run(stage.world.office, order, BY_HELENE, now)
    return True


def _calls_a_run_off(stage: Stage, now: datetime) -> bool:
    """Launched with the wrong filter, and called off before the program came to it."""
    queued = queue_run(stage.world.office, MassOrder(), BY_MARC, now)
    ask_cancel(stage.world.office, queued.run_id, BY_MARC, now)
    return True


def _repeats_the_notice(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """The receipt of the formal notice never came back: it is to go out once more."""
    office = stage.world.office
    with office.books.write() as session:
        old = [row for row in invoices.by_numbers(session, debtor.old).values() if row.level == _FORMAL]
        for row in old:
            order = LevelOrder(invoice_id=row.id, following=_FORMAL, why="accusé de réception jamais revenu")
            change_level(session, office, order, BY_HELENE, now)
    return bool(old)


_FORMAL = 3

REMINDERS: tuple[tuple[int, Scene], ...] = (
    (2, _moves_old_debts),
    (8, of_client(Habit.NO_MAIL, _phones)),
    (9, of_client(Habit.SPARED, _spares)),
    (10, of_client(Habit.LOST, _repeats_the_notice)),
    (15, _takes_out),
    (22, _launches_a_run),
    (25, _calls_a_run_off),
)
# Counted back from the last day.
CALLED_AT_LAST: tuple[tuple[int, Scene], ...] = ((4, of_client(Habit.SILENT, _reaches_the_silent)),)
