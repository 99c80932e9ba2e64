"""Scenes about money: credits, remainders, doubtful and lost debts, penalties, a second plan, money of a stranger."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailbot.core.money import Money
from mailbot.demo.agreements import row_of
from mailbot.demo.bills import Bill
from mailbot.demo.debtors import Debtor
from mailbot.demo.firm import BANKS
from mailbot.demo.habits import Habit
from mailbot.demo.scenes import BY_HELENE, BY_INES, Scene, Stage, of_client
from mailbot.demo.transfers import Transfer
from mailbot.store.debts import invoices
from mailbot.store.dunning import instalments
from mailbot.store.money import penalties
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.subject import Subject
from mailbot.tasks.holds.make_plan import PlanOrder, make_plan
from mailbot.tasks.law.settle_penalties import Settling, waive
from mailbot.tasks.money.apply_credit import CreditOrder, apply_credit
from mailbot.tasks.money.doubtful import DoubtOrder, move_to_doubtful
from mailbot.tasks.money.write_off import WriteOffOrder, write_off
from mailbot.tasks.money.write_off_remainders import write_off_remainders

_LAST_NOTICE = 3
_GESTURE = Money.of("-180.00")


def _gives_credit(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """A gesture: a credit note on no invoice in particular."""
    day = stage.world.day(now)
    note = Bill(
        number=f"A-{day.year}-0900", client=debtor.client, issued_on=day, due_on=day, total=_GESTURE,
        matter="Geste commercial", kind="credit_note",
    )  # fmt: skip
    stage.accounting.export_bills([note], now)
    return True


def _applies_credit(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """It goes on the client's oldest invoice that is open; the client pays so much less."""
    office = stage.world.office
    with office.books.write() as session:
        rows = invoices.open_of_client(session, row_of(session, debtor).id)
        note = next((row.number for row in rows if row.kind == "credit_note"), "")
        owed = [row for row in rows if row.kind == "invoice" and row.number in debtor.unpaid]
        if not note or not owed:
            return not note
        invoice = min(owed, key=lambda row: (row.due_on, row.number)).number
        order = CreditOrder(note=note, invoice=invoice, why="imputé à la demande du client")
        debtor.paid(invoice, apply_credit(session, office, order, BY_INES, now))
    return True


def _writes_remainders_off(stage: Stage, now: datetime) -> bool:
    done = write_off_remainders(stage.world.office, BY_HELENE, "frais retenus par les banques", now, lambda *_: None)
    return done.losses > 0


def _doubts(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    office = stage.world.office
    with office.books.write() as session:
        rows = [row for row in invoices.by_numbers(session, debtor.old).values() if _is_climbed(row, now, office)]
        order = DoubtOrder(invoice_ids=tuple(row.id for row in rows), why="société sans activité, courriers revenus")
        if rows:
            move_to_doubtful(session, office, order, BY_HELENE, now)
    return bool(rows)


def _is_climbed(row: InvoiceRow, now: datetime, office: Office) -> bool:
    """Its last deadline has passed."""
    return row.level == _LAST_NOTICE and row.deadline_on is not None and row.deadline_on < office.day(now)


def _gives_up(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """Irrecoverable for good: with its VAT, on a partner's word."""
    office = stage.world.office
    with office.books.write() as session:
        rows = [row for row in invoices.by_numbers(session, debtor.old).values() if row.doubtful_on and row.open_minor]
        if not rows:
            return False
        ids = tuple(row.id for row in rows)
        order = WriteOffOrder(invoice_ids=ids, why="certificat d'irrécouvrabilité reçu", bad_debt=True)
        write_off(session, office, order, BY_HELENE, now)
    return True


def _waives(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """Our letter had come back, the next one was paid at once: the penalties are given up."""
    with stage.world.office.books.write() as session:
        rows = list(invoices.by_numbers(session, debtor.old).values())
        if any(row.open_minor for row in rows) or not penalties.open_of(session, [row.id for row in rows]):
            return False
        why = "notre premier courrier n'était pas arrivé : pénalités remises"
        waive(session, Settling(about=(Subject(row_of(session, debtor)),), why=why), BY_HELENE, now)
    return True


def _agrees_again(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """The first plan was missed: a new one, smaller, which still runs when the demo ends."""
    office = stage.world.office
    with office.books.write() as session:
        client = row_of(session, debtor)
        if instalments.running(session, client.id):
            return False
        order = PlanOrder(
            why="nouvel échéancier, dernier délai", code=client.code, parts=3,
            first_on=office.day(now) + timedelta(days=20),
        )  # fmt: skip
        make_plan(session, office, order, BY_HELENE, now)
    return True


def _is_paid_by_a_stranger(stage: Stage, now: datetime) -> bool:
    """Money whose payer nobody knows: it waits for the visitor."""
    world = stage.world
    world.transfer(
        Transfer(
            bank=BANKS[0], payer="SCI DES TROIS CHENES", payer_iban="", amount=Money.of("864.00"), label="HONORAIRES",
            value_on=world.day(now),
        )
    )  # fmt: skip
    return True


MONEY: tuple[tuple[int, Scene], ...] = (
    (16, of_client(Habit.TWICE, _gives_credit)),
    (22, of_client(Habit.TWICE, _applies_credit)),
    (30, of_client(Habit.LOST, _doubts)),
    (30, _writes_remainders_off),
    (22, of_client(Habit.CLOSES, _waives)),
    (42, of_client(Habit.SLIPS, _agrees_again)),
    (42, of_client(Habit.LOST, _gives_up)),
)
# Counted back from the last day.
PAID_AT_LAST: tuple[tuple[int, Scene], ...] = ((5, _is_paid_by_a_stranger),)
