"""A client at work: gets invoices and reminders, orders transfers, writes answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from mailbot.core.money import Money, total
from mailbot.demo.bills import Bill
from mailbot.demo.clients import DemoClient
from mailbot.demo.habits import PAID_WHEN_DUE, USUALLY_PAID_WHEN_DUE, Habit
from mailbot.demo.letter import Letter
from mailbot.demo.phrases import phrase
from mailbot.demo.programs import Writer
from mailbot.demo.transfers import Transfer, bank_name, clean_label, mangled_label
from mailbot.demo.world import World

# What the bank of a client who pays short keeps of each transfer.
_BANK_FEE = Money.of("1.50")

Reaction = Callable[["Debtor", Letter, list[Bill], datetime], None]


class Desk(Protocol):
    """The person at the firm who hears of clients by other ways than mail."""

    def disputed(self, debtor: Debtor, bill: Bill, now: datetime) -> None:
        """A client contests this bill."""

    def phoned(self, debtor: Debtor, number: str, now: datetime) -> None:
        """A client promised by phone to pay this invoice."""

    def told(self, debtor: Debtor, what: str, numbers: Sequence[str], now: datetime) -> None:
        """A client wrote, called or sent something about these documents that a person has to act on."""


class Debtor:
    """One client and what they know: which of their bills are unpaid, and how often each was recalled when late."""

    def __init__(self, world: World, client: DemoClient, react: Reaction, desk: Desk) -> None:
        self.world = world
        self.client = client
        self.desk = desk
        self.address = client.email
        self.unpaid: dict[str, Money] = {}
        self.planned: set[str] = set()
        self.recalled: Counter[str] = Counter()
        self.quotes: dict[str, str] = {}
        self.gone = client.habit is Habit.MOVED
        self.shown = 0
        self._bills: dict[str, Bill] = {}
        self._react = react

    @property
    def writer(self) -> Writer:
        """The person who answers for this client."""
        return Writer(
            name=self.client.writer, address=self.address, language=self.client.language, program=self.client.program
        )  # fmt: skip

    @property
    def old(self) -> list[str]:
        """Numbers of the bills that were overdue when the demo began."""
        return [number for number, bill in self._bills.items() if bill.due_on < self.world.first]

    def billed(self, bill: Bill, now: datetime) -> None:
        """An invoice came; many are paid when due without a word."""
        self.unpaid[bill.number], self._bills[bill.number] = bill.owed, bill
        often = PAID_WHEN_DUE.get(self.client.habit, USUALLY_PAID_WHEN_DUE)
        # The bills of the first week wait for a reminder, so that every habit shows early.
        shows = self.client.habit is Habit.PROMPT or bill.due_on > self.world.first + timedelta(days=6)
        if shows and self.world.rng.randrange(100) < often:
            ordered = bill.due_on + timedelta(days=self.world.rng.randrange(-1, 2))
            self.pay_at([bill.number], max(self.world.later(now, 1), self.world.instant(ordered, 10)))

    def credited(self, note: Bill) -> None:
        """The firm gave up a part of a bill."""
        if note.applies_to in self.unpaid:
            self.unpaid[note.applies_to] += note.total

    def read(self, letter: Letter, now: datetime) -> None:
        """A message of the firm's: if it recalls bills that are late and not being paid, the client does something."""
        for number in [one for one in self.quotes if one in letter.text]:
            self._recalled_quote(number, self.quotes.pop(number), letter, now)
        named = [bill for number, bill in self._bills.items() if number in letter.text and number in self.unpaid]
        today = self.world.day(now)
        late = [bill for bill in named if bill.due_on < today]
        for bill in late:
            self.recalled[bill.number] += 1
        if late:
            self._react(self, letter, late, now)

    def free(self, bills: Sequence[Bill]) -> list[str]:
        """Numbers of the bills that no transfer is planned for yet."""
        return [bill.number for bill in bills if bill.number not in self.planned]

    def open_soon(self, now: datetime) -> list[str]:
        """Everything unpaid that is due within three weeks, oldest first."""
        horizon = self.world.day(now) + timedelta(days=21)
        return self.free([b for n, b in self._bills.items() if n in self.unpaid and b.due_on <= horizon])

    def pay_at(self, numbers: Sequence[str], when: datetime, share: int = 100) -> None:
        """Order a transfer then: all of these bills, or so many per cent of them."""
        if numbers:
            self.planned |= set(numbers)
            self.world.agenda.note(when, lambda now: self.order(numbers, now, share))

    def order(self, numbers: Sequence[str], now: datetime, share: int = 100, days: int = 1) -> None:
        """The transfer leaves now and reaches the firm after so many working days."""
        self.planned -= set(numbers)
        pays = [(number, self._part(number, share)) for number in numbers if number in self.unpaid]
        if not pays:
            return
        for number, amount in pays:
            self.paid(number, amount)
        if self.client.habit is Habit.SHORT:
            pays[-1] = (pays[-1][0], pays[-1][1] - _BANK_FEE)
        self.transfer(pays, now, days)

    def paid(self, number: str, amount: Money) -> None:
        """So much less is to be paid of it."""
        self.unpaid[number] -= amount
        if not self.unpaid[number]:
            del self.unpaid[number]

    def transfer(self, pays: Sequence[tuple[str, Money]], now: datetime, days: int = 1, label: str = "") -> None:
        """Money for these documents leaves now; `label` stands in for what the client usually writes."""
        mangles = self.client.habit is Habit.MANGLES or self.world.rng.random() < 0.04
        written = (mangled_label if mangles else clean_label)([number for number, _ in pays], self.world.rng)
        self.world.transfer(
            Transfer(
                bank=self.client.pays_to, payer=bank_name(self.client.name), amount=total(a for _, a in pays),
                label=label or written,
                payer_iban=self.client.iban if self.world.rng.random() < 0.6 else "", pays=tuple(pays),
                value_on=self.world.calendar.add_working_days(self.world.day(now), days),
            )
        )  # fmt: skip

    def say(self, meaning: str, letter: Letter, when: datetime, **facts: str) -> None:
        """Answer the message then, in the client's words."""
        text = phrase(meaning, self.client.language, self.world.rng, **facts)
        self.world.agenda.note(when, lambda now: self.world.reply(self.writer, letter, text, now))

    def _recalled_quote(self, number: str, fate: str, letter: Letter, now: datetime) -> None:
        """A quote that waits was recalled: the client takes it, or thinks of something else and says nothing."""
        if fate == "accepted":
            self.say("accepts", letter, self.world.soon(now, 60, 300), number=number)
        if fate:
            self.desk.told(self, fate, [number], now)

    def _part(self, number: str, share: int) -> Money:
        open_now = self.unpaid[number]
        return open_now if share == 100 else Money.of(round(open_now.amount * share / 1000) * 10, open_now.currency)
