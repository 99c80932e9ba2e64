"""What people do to money and claims: payments by hand, write-offs, doubts, refunds, and the undo of each."""

from __future__ import annotations

from datetime import timedelta

from mailbot.core.limitation import InterruptionKind
from mailbot.core.money import Money
from mailbot.demo.simulation.desk import BY, WHY, Act, Desk
from mailbot.store import drawn
from mailbot.store.debts import invoices
from mailbot.store.money import payments_in_hand
from mailbot.store.money.payments import Word
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.law.settle_penalties import Settling, make_gesture, waive
from mailbot.tasks.money import doubtful
from mailbot.tasks.money.place_payment import place_payment, set_aside, undo_allocation
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.money.reverse_payment import ReverseOrder, restore_payment, reverse_payment
from mailbot.tasks.money.undo_write_off import undo_write_off
from mailbot.tasks.money.use_payment import RefundOrder, UndoOrder, refund, undo_use
from mailbot.tasks.money.write_off import WriteOffOrder, write_off
from mailbot.tasks.reading.acknowledge import Interrupting, record


def pay(desk: Desk) -> None:
    """A cheque, for all of it, a part of it or too much."""
    percent = desk.rng.choice((100, 100, 40, 110))
    amount = Money.from_minor(max(1, desk.invoice.open_minor * percent // 100), desk.invoice.currency)
    order = PaymentOrder(
        numbers=(desk.invoice.number,), amount=amount.amount, received_on=desk.today,
        label=f"CHEQUE {desk.rng.getrandbits(32)}",
    )  # fmt: skip
    with desk.office.books.write() as session:
        record_by_hand(session, desk.office, order, BY, desk.now)


def place(desk: Desk) -> None:
    """Money that waits is put on an invoice, perhaps the wrong one."""
    with desk.office.books.write() as session:
        waiting = [row for row in payments_in_hand.to_review(session) if row.currency == desk.invoice.currency]
        row = desk.one_of(waiting, "money that waits")
        amount = Money.from_minor(min(row.unapplied_minor, desk.invoice.open_minor), row.currency)
        place_payment(session, desk.office, row, [(desk.invoice.number, amount)], Word(BY.email, WHY, desk.now))


def take_off(desk: Desk) -> None:
    """An amount is taken off an invoice."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.live_allocations(session), "allocation")
        undo_allocation(session, desk.office, key, BY, WHY, desk.now)


def aside(desk: Desk) -> None:
    """Money that pays nothing of ours."""
    with desk.office.books.write() as session:
        set_aside(session, desk.one_of(payments_in_hand.to_review(session), "money that waits").id, BY, WHY, desk.now)


def reverse(desk: Desk) -> None:
    """A payment comes back."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.payments_of_status(session, "counted"), "payment")
        reverse_payment(session, desk.office, ReverseOrder(payment_id=key, why=WHY), BY, desk.now)


def restore(desk: Desk) -> None:
    """It had not come back after all."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.payments_of_status(session, "reversed"), "reversed payment")
        restore_payment(session, desk.office, key, BY, WHY, desk.now)


def give_back(desk: Desk) -> None:
    """What was paid too much is given back, all of it or a part."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.payments_with_rest(session), "money left")
        refund(session, desk.office, RefundOrder(payment_id=key, why=WHY), BY, desk.now)


def take_back_refund(desk: Desk) -> None:
    """The refund did not happen."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.payments_of_status(session, "counted"), "payment")
        undo_use(session, desk.office, UndoOrder(payment_id=key, kind="refund", why=WHY), BY, desk.now)


def give_up(desk: Desk) -> None:
    """What is left of an invoice is written off, as a rest or as a bad debt."""
    order = WriteOffOrder(invoice_ids=(desk.invoice.id,), why=WHY, bad_debt=desk.rng.random() < 0.5)
    with desk.office.books.write() as session:
        write_off(session, desk.office, order, BY, desk.now)


def take_back_write_off(desk: Desk) -> None:
    """It is owed after all."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.written_off(session), "write-off")
        rows = list(invoices.by_ids(session, [key]).values())
        undo_write_off(session, desk.office, rows, BY, WHY, desk.now)


def doubt(desk: Desk) -> None:
    """It goes to the doubtful customers."""
    order = doubtful.DoubtOrder(invoice_ids=(desk.invoice.id,), why=WHY)
    with desk.office.books.write() as session:
        doubtful.move_to_doubtful(session, desk.office, order, BY, desk.now)


def trust_again(desk: Desk) -> None:
    """It comes back from the doubtful customers."""
    with desk.office.books.write() as session:
        key = desk.one_of(drawn.doubtful(session), "doubtful debt")
        doubtful.take_back(session, desk.office, [key], WHY, BY, desk.now)


def waive_penalties(desk: Desk) -> None:
    """A gesture: what is claimed besides, or ever will be."""
    with desk.office.books.write() as session:
        about = find_subjects(session, (desk.invoice.number,))
        if desk.rng.random() < 0.3:
            make_gesture(session, about[0], desk.rng.random() < 0.5, WHY, BY, desk.now)
        else:
            waive(session, Settling(about=tuple(about), why=WHY), BY, desk.now)


def admit(desk: Desk) -> None:
    """The client admits the debt."""
    seen = Interrupting(
        kind=InterruptionKind.ACKNOWLEDGEMENT, on=desk.today - timedelta(days=desk.rng.randrange(5)), note=WHY
    )
    with desk.office.books.write() as session:
        record(session, desk.office, find_subjects(session, (desk.invoice.number,))[0], seen, BY, desk.now)


OFTEN: tuple[tuple[int, Act], ...] = (
    (5, pay),
    (5, place),
    (2, take_off),
    (1, aside),
    (2, reverse),
    (2, restore),
    (2, give_back),
    (1, take_back_refund),
    (2, give_up),
    (2, take_back_write_off),
    (1, doubt),
    (1, trust_again),
    (1, waive_penalties),
    (1, admit),
)
