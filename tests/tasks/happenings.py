"""A firm with a few clients, and what may happen to them between two plans; the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.ladder import Base, Ladder, Level
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store.debts import clients, contacts
from mailbot.store.dunning import holds, levels, reminders
from mailbot.store.money import payments
from mailbot.store.money.payments import Placement, Word
from mailbot.store.tables import AllocationRow, ClientRow, HoldRow, InvoiceRow, PaymentRow, ReminderRow
from mailbot.tasks.deciding.decide_reminders import set_level
from mailbot.tasks.desk.office import Office
from tests.firm import CONFIG, Firm

Kind = TypeVar("Kind")
CLIENTS = 8


class Life:
    """A firm whose clock goes on."""

    def __init__(self, folder: Path, seed: int, url: str = "") -> None:
        self.chance = Random(seed)
        self.firm = Firm(folder, CONFIG + "import: {old_debts: remind}\n", url).at("2026-11-02T08:00")
        self.number = 0
        self._other_ladders()
        rows = [f"C{n};Client {n};c{n}@client{n}.example;{self._kind()}" for n in range(CLIENTS)]
        assert not self.firm.takes_in("clients.csv", "\n".join(["code;name;email;kind", *rows])).errors
        with self.office.books.write() as session:
            session.execute(update(ClientRow).where(ClientRow.code == "C1").values(ladder="own"))
        self.new_invoices(25)

    @property
    def office(self) -> Office:
        return self.firm.office

    @property
    def today(self) -> date:
        return self.office.day(self.firm.now)

    def goes_on(self) -> None:
        """Some days pass, some things happen."""
        self.firm.now += timedelta(days=self.chance.randrange(1, 6))
        for happening in self.chance.choices(HAPPENINGS, k=self.chance.randrange(5)):
            try:
                with self.office.books.write() as session:
                    happening(self, session)
            except Refused:
                continue
        if self.chance.random() < 0.3:
            self.new_invoices(2)
        if self.chance.random() < 0.1:
            self._other_ladders()

    def new_invoices(self, count: int) -> None:
        """A file comes in."""
        lines = ["number;client;kind;issued_on;due_on;total"]
        for _ in range(count):
            self.number += 1
            kind = self.chance.choices(["invoice", "credit_note", "quote"], [12, 2, 2])[0]
            due = self.today + timedelta(days=self.chance.randrange(-40, 40))
            issued = due - timedelta(days=self.chance.randrange(60))
            total = ("-" if kind == "credit_note" else "") + self.chance.choice(["1.50", "80.00", "1200.00"])
            lines.append(f"F-{self.number};C{self.chance.randrange(CLIENTS)};{kind};{issued};{due};{total}")
        assert not self.firm.takes_in("invoices.csv", "\n".join(lines)).errors

    def one(self, session: Session, query: Select[Kind]) -> Kind:
        """Any of these. Raises Refused when there is none."""
        found = list(session.scalars(query))
        if not found:
            raise Refused("There is none.")
        return self.chance.choice(found)

    def invoice(self, session: Session, *where: Any) -> InvoiceRow:
        """An open invoice."""
        wanted = (InvoiceRow.open_minor > 0, InvoiceRow.kind == InvoiceKind.INVOICE, *where)
        return self.one(session, select(InvoiceRow).where(*wanted).order_by(InvoiceRow.id))

    def word(self) -> Word:
        return Word("somebody", "because", self.firm.now)

    def _kind(self) -> str:
        return self.chance.choice(["professional", "consumer", "public"])

    def _other_ladders(self) -> None:
        """The configuration changes."""
        names = ("professional", "consumer", "public", "own", "quote")
        self.firm.office = replace(self.office, ladders={name: self._ladder(name) for name in names})

    def _ladder(self, name: str) -> Ladder:
        """From one to four levels, the first now and then before the due date."""
        day, rungs = self.chance.choice([-6, 0, 3, 10]), []
        for number in range(self.chance.randrange(1, 5)):
            gap, deadline = self.chance.randrange(12), self.chance.choice([None, 8])
            level = Level(number=number, name=f"{number}", offset_days=day, gap_days=gap, deadline_days=deadline)
            rungs.append(replace(level, formal=number == 3))
            day += self.chance.randrange(1, 20)
        return Ladder(
            name=name, levels=tuple(rungs), base=self.chance.choice([*Base, Base.DUE, Base.DUE]),
            raise_all=self.chance.random() < 0.3, min_contact_gap_days=self.chance.choice([0, 7]),
        )  # fmt: skip


def _is_held(life: Life, session: Session) -> None:
    invoice = life.invoice(session)
    until = life.chance.choice([None, life.today + timedelta(days=life.chance.randrange(40))])
    hold = holds.NewHold(
        client_id=invoice.client_id, kind=life.chance.choice([k for k in HoldKind if k is not HoldKind.INSTALMENTS]),
        reason="asked", author="somebody", invoice_id=life.chance.choice([None, invoice.id]), until=until,
    )  # fmt: skip
    holds.add(session, hold, life.firm.now)


def _is_released(life: Life, session: Session) -> None:
    hold = life.one(session, select(HoldRow).where(HoldRow.ended_at.is_(None)).order_by(HoldRow.id))
    holds.end(session, hold, "somebody", life.firm.now)


def _pays(life: Life, session: Session) -> None:
    """Some of it is put on an invoice, the rest stays in hand."""
    invoice = life.invoice(session)
    amount = invoice.open_minor + life.chance.choice([0, 0, -50, 200_000])
    row = PaymentRow(
        entry_key=f"p{life.chance.random()}", received_on=life.today, currency="EUR", amount_minor=max(1, amount),
        unapplied_minor=max(1, amount), created_at=life.firm.now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    placed = Money.from_minor(min(invoice.open_minor, row.amount_minor), "EUR")
    payments.allocate(session, row, [Placement(invoice_id=invoice.id, amount=placed)], life.word())


def _is_given_up(life: Life, session: Session) -> None:
    invoice = life.invoice(session)
    part = Money.from_minor(max(1, invoice.open_minor // 2), "EUR")
    payments.settle_otherwise(session, invoice, AllocationKind.WRITE_OFF, part, life.word())


def _is_undone(life: Life, session: Session) -> None:
    live = select(AllocationRow).where(AllocationRow.undone_at.is_(None), AllocationRow.kind != AllocationKind.OPENING)
    payments.undo(session, life.one(session, live.order_by(AllocationRow.id)), "somebody", life.firm.now)


def _is_sent(life: Life, session: Session) -> None:
    row = _reminder(life, session, ReminderStatus.PROPOSED)
    for status in (ReminderStatus.APPROVED, ReminderStatus.RELEASED, ReminderStatus.SENT):
        reminders.move(session, row, status)
    row.sent_at = life.firm.now
    levels.count_levels(session, row, life.today)
    client = clients.by_id(session, row.client_id)
    assert client is not None
    clients.contacted(client, life.today)


def _is_refused(life: Life, session: Session) -> None:
    reminders.move(session, _reminder(life, session, ReminderStatus.PROPOSED), ReminderStatus.REJECTED)


def _bounces(life: Life, session: Session) -> None:
    row = _reminder(life, session, ReminderStatus.SENT)
    levels.uncount_levels(session, row)
    reminders.move(session, row, ReminderStatus.BOUNCED)


def _moves_house(life: Life, session: Session) -> None:
    """The address that is on file refuses mail, or there is a new contact."""
    client = life.one(session, select(ClientRow).order_by(ClientRow.id))
    if life.chance.random() < 0.5:
        contacts.refused(session, client, client.email)
    else:
        address = f"new{life.chance.random()}@client.example"
        new = contacts.NewContact(client_id=client.id, role="billing", email=address)
        contacts.put(session, [new], life.firm.now)


def _is_put_at_a_level(life: Life, session: Session) -> None:
    set_level(session, life.invoice(session).id, life.chance.choice([None, 0, 1]))


def _reminder(life: Life, session: Session, status: ReminderStatus) -> ReminderRow:
    return life.one(session, select(ReminderRow).where(ReminderRow.status == status).order_by(ReminderRow.id))


HAPPENINGS: tuple[Callable[[Life, Session], None], ...] = (
    _is_held, _is_released, _pays, _is_given_up, _is_undone, _is_sent, _is_sent, _is_sent, _is_refused, _bounces,
    _moves_house, _is_put_at_a_level,
)  # fmt: skip
