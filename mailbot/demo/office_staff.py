"""The firm's assistant: places what the matcher left open, clears the review queue, corrects addresses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.demo import agreements
from mailbot.demo.accounting import Accounting
from mailbot.demo.bills import Bill, credit_note
from mailbot.demo.debtors import Debtor
from mailbot.demo.firm import INES
from mailbot.demo.programs import Writer, new_mail
from mailbot.demo.transfers import Transfer
from mailbot.demo.world import World
from mailbot.store.debts import clients
from mailbot.store.dunning import holds
from mailbot.store.mail import inbox
from mailbot.store.money import payments_in_hand
from mailbot.store.money.payments import Word
from mailbot.store.tables import PaymentRow
from mailbot.tasks.correcting.resolve_message import resolve_message
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.manage_holds import end_hold
from mailbot.tasks.money.place_payment import accept_proposal, place_payment

_BY = Decider(email=INES.email, via="admin")
# Work of the last days stays for the visitor to try their hand at: payments of a week, messages of a fortnight.
_PAYMENTS_LEFT = 5
_MESSAGES_LEFT = 10
_DESK_HOUR = 10


class Assistant:
    """Inès at her desk, each working morning."""

    def __init__(self, world: World, accounting: Accounting) -> None:
        self._world = world
        self._accounting = accounting
        self._rng = Random(world.rng.getrandbits(64))
        self._emails: dict[str, str] = {}
        self._credit_notes = 0
        self.writer = Writer(name=INES.name, address=INES.email, language="fr", program=INES.program)
        for day in world.days():
            if world.calendar.is_working_day(day):
                world.agenda.note(world.instant(day, _DESK_HOUR), self._morning)

    def address_failed(self, debtor: Debtor, now: datetime) -> None:
        """A mail came back: in some days she has found the right address."""
        if debtor.client.code not in self._emails:
            self._emails[debtor.client.code] = f"direction@{debtor.client.email.rpartition('@')[2]}"
            self._world.agenda.note(self._world.later(now, 5), lambda then: self._correct(debtor, then))

    def disputed(self, debtor: Debtor, bill: Bill, now: datetime) -> None:
        """The firm gives up half of the bill, and the reminders may go on."""
        self._world.agenda.note(self._world.later(now, 12), lambda then: self._give_in(debtor, bill, then))

    def phoned(self, debtor: Debtor, number: str, now: datetime) -> None:
        """A client promised by phone: she tells the bot by mail."""
        on = self._world.calendar.forward(self._world.day(now) + timedelta(days=7))
        raw = new_mail(
            self.writer, self._bot(), f"{debtor.client.name} {number}",
            f"PROMESSE {on:%d/%m/%Y} {number}", now.astimezone(self._world.office.zone), self._rng,
        )  # fmt: skip
        self._world.send(raw, self.writer.address, now)

    def told(self, debtor: Debtor, what: str, numbers: Sequence[str], now: datetime) -> None:
        """A client asked, admitted or sent something."""
        agreements.told(debtor, what, numbers, now)

    def _morning(self, now: datetime) -> None:
        left = self._world.days_left(now)
        with self._world.office.books.write() as session:
            for row in payments_in_hand.to_review(session) if left >= _PAYMENTS_LEFT else ():
                if row.created_at < now - timedelta(hours=20):
                    self._place(session, row, now)
            for message in inbox.to_review(session) if left >= _MESSAGES_LEFT else ():
                if message.arrived_at < now - timedelta(days=2):
                    resolve_message(session, message.id, _BY, "vu, répondu par téléphone", now)

    def _place(self, session: Session, row: PaymentRow, now: datetime) -> None:
        """She knows what was meant: the clients told her."""
        truth = next((one for one in self._world.arrived if _is(one, row)), None)
        if truth is None or not truth.pays:
            return  # nobody's, or for another day
        meant = [[number, amount.minor] for number, amount in truth.pays]
        try:
            with session.begin_nested():
                if sorted(row.proposals) == sorted(meant):
                    accept_proposal(session, self._world.office, row.id, _BY, now)
                else:
                    word = Word(INES.email, "demandé au client", now)
                    place_payment(session, self._world.office, row, truth.pays, word)
        except Refused:
            return  # an earlier payment lies on it already: it stays in the queue

    def _correct(self, debtor: Debtor, now: datetime) -> None:
        debtor.address = self._emails[debtor.client.code]
        self._accounting.export_clients([debtor.client], self._emails, now)

    def _give_in(self, debtor: Debtor, bill: Bill, now: datetime) -> None:
        self._credit_notes += 1
        day = self._world.day(now)
        note = credit_note(bill, f"A-{day.year}-{self._credit_notes:04d}", day)
        self._accounting.export_bills([note], now)
        debtor.credited(note)
        with self._world.office.books.write() as session:
            row = clients.by_code(session, debtor.client.code)
            for hold in holds.running_of_kinds(session, row.id, [HoldKind.DISPUTE]) if row else ():
                end_hold(session, hold.id, _BY, f"avoir {note.number} émis", now)
        debtor.planned.discard(bill.number)
        debtor.pay_at([bill.number], self._world.later(now, 6))

    def _bot(self) -> str:
        return self._world.office.settings.mailbox.address


def _is(transfer: Transfer, row: PaymentRow) -> bool:
    """Is this payment that transfer?"""
    money = Money.from_minor(row.amount_minor, row.currency)
    return transfer.amount == money and transfer.value_on == row.received_on and transfer.payer == row.payer.upper()
