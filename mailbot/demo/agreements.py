"""What the assistant does about what clients ask, admit or send: plans, acknowledgements, cheques, penalties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.demo.debtors import Debtor
from mailbot.demo.errands import see_to_in
from mailbot.demo.firm import BANKS, INES
from mailbot.demo.habits import Habit
from mailbot.demo.notices import unpaid_cheque
from mailbot.demo.transfers import Transfer, bank_name
from mailbot.store.debts import clients, interruptions
from mailbot.store.money import payments_in_hand, penalties
from mailbot.store.tables import ClientRow, PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.subject import Subject
from mailbot.tasks.holds.make_plan import PlanOrder, make_plan
from mailbot.tasks.holds.quotes import QuoteOrder, end_quote
from mailbot.tasks.law import settle_penalties
from mailbot.tasks.law.settle_penalties import Settling
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.money.use_payment import RefundOrder, refund
from mailbot.tasks.reading import acknowledge

_BY = Decider(email=INES.email, via="admin")
# Days after the plan is made on which its parts are due.
_PARTS = (6, 16, 26)


def told(debtor: Debtor, what: str, numbers: Sequence[str], now: datetime) -> None:
    """A client wrote or sent something: some days later the assistant has dealt with it."""
    days, act = _ACTS[what]
    see_to_in(debtor.world, partial(act, debtor, tuple(numbers)), now, days)


def row_of(session: Session, debtor: Debtor) -> ClientRow:
    """The client in the books."""
    row = clients.by_code(session, debtor.client.code)
    if row is None:
        raise LookupError(f"{debtor.client.code} was never imported")
    return row


def in_hand(session: Session, debtor: Debtor) -> list[PaymentRow]:
    """Payments of this client with money left, by the name that the bank tells."""
    name = bank_name(debtor.client.name)
    return [row for row in payments_in_hand.to_review(session) if row.payer.upper() == name]


def _agrees(debtor: Debtor, numbers: tuple[str, ...], now: datetime) -> bool:
    """Three parts, ten days apart."""
    world, number = debtor.world, numbers[0]
    owed = debtor.unpaid.get(number)
    if owed is None:
        return True
    part = Money.from_minor(owed.minor // 3, owed.currency)
    amounts = (part, part, owed - part - part)
    days = [world.day(now) + timedelta(days=offset) for offset in _PARTS]
    dated = tuple((day, one.amount) for day, one in zip(days, amounts, strict=True))
    order = PlanOrder(why="échéancier demandé par le client", numbers=numbers, dated=dated)
    with world.office.books.write() as session:
        made = make_plan(session, world.office, order, _BY, now)
    kept = 3 if debtor.client.habit is Habit.SPREADS else 1
    for one in made.instalments[:kept]:
        when = world.instant(world.calendar.forward(one.due_on), 9, 30)
        world.agenda.note(when, partial(_pays_part, debtor, number, one.amount, one.rank))
    return True


def _pays_part(debtor: Debtor, number: str, amount: Money, rank: int, now: datetime) -> None:
    debtor.paid(number, amount)
    debtor.transfer([(number, amount)], now, label=f"ECHEANCE {rank} FACTURE {number}")


def _confirms(debtor: Debtor, numbers: tuple[str, ...], now: datetime) -> bool:
    """The reply acknowledges the debt: limitation starts again, on a person's word."""
    with debtor.world.office.books.write() as session:
        listed = interruptions.listed(session, [row_of(session, debtor).id])
        waiting = [row.id for row, _, _ in listed if row.confirmed_at is None and row.undone_at is None]
        for key in waiting:
            acknowledge.confirm(session, key, _BY, now)
    return bool(waiting)


def _gives_back(debtor: Debtor, numbers: tuple[str, ...], now: datetime) -> bool:
    """What was paid twice is refunded."""
    office = debtor.world.office
    with office.books.write() as session:
        twice = in_hand(session, debtor)
        for row in twice:
            refund(session, office, RefundOrder(payment_id=row.id, why="facture payée deux fois"), _BY, now)
    return bool(twice)


def _banks_cheque(debtor: Debtor, numbers: tuple[str, ...], now: datetime) -> bool:
    """A cheque came: she enters it. A week later the bank tells that it is unpaid."""
    world, number = debtor.world, numbers[0]
    amount = debtor.unpaid[number]
    order = PaymentOrder(
        numbers=numbers, amount=amount.amount, received_on=world.day(now), label=f"CHEQUE 0004217 {number}",
        why="chèque reçu au courrier",
    )  # fmt: skip
    with world.office.books.write() as session:
        record_by_hand(session, world.office, order, _BY, now)
    debtor.paid(number, amount)
    world.agenda.note(world.later(now, 7), partial(_comes_back, debtor, number, amount))
    return True


def _comes_back(debtor: Debtor, number: str, amount: Money, now: datetime) -> None:
    raw = unpaid_cheque(BANKS[0], debtor.client.name, number, amount, now, debtor.world.rng)
    debtor.world.send(raw, f"retour@{BANKS[0].domain}", now)
    debtor.unpaid[number] = amount
    debtor.planned.discard(number)


def _closes_quote(ended: AllocationKind, why: str, debtor: Debtor, numbers: tuple[str, ...], now: datetime) -> bool:
    with debtor.world.office.books.write() as session:
        end_quote(session, QuoteOrder(number=numbers[0], why=why), ended, _BY, now)
    return True


def _pays_penalties(debtor: Debtor, numbers: tuple[str, ...], now: datetime) -> bool:
    """The client adds what the formal notice claims besides, by a transfer of its own."""
    world = debtor.world
    with world.office.books.read() as session:
        rows = penalties.open_here(session, row_of(session, debtor).id, None)
        owed = sum((Money.from_minor(row.amount_minor, row.currency).amount for row in rows), Decimal(0))
    if not owed:
        return False
    world.transfer(
        Transfer(
            bank=debtor.client.pays_to, payer=bank_name(debtor.client.name), payer_iban=debtor.client.iban,
            amount=Money.of(owed), label="PENALITES DE RETARD",
            value_on=world.calendar.add_working_days(world.day(now), 1),
        )
    )  # fmt: skip
    see_to_in(world, partial(_places_penalties, debtor), now, 2)
    return True


def _places_penalties(debtor: Debtor, now: datetime) -> bool:
    office = debtor.world.office
    with office.books.write() as session:
        money = in_hand(session, debtor)
        for row in money:
            order = Settling(about=(Subject(row_of(session, debtor)),), why="pénalités réglées", payment_id=row.id)
            settle_penalties.pay(session, office, order, _BY, now)
    return bool(money)


_Act = Callable[[Debtor, tuple[str, ...], datetime], bool]
# What a client says or does: after how many days it is dealt with, and how.
_ACTS: dict[str, tuple[int, _Act]] = {
    "spreads": (2, _agrees),
    "admits": (2, _confirms),
    "twice": (8, _gives_back),
    "cheque": (2, _banks_cheque),
    "settles": (4, _pays_penalties),
    "accepted": (2, partial(_closes_quote, AllocationKind.ACCEPTED, "bon pour accord par courriel")),
    "lost": (14, partial(_closes_quote, AllocationKind.LOST, "le client a choisi un autre cabinet")),
}
