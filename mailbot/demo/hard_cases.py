"""What those clients do whose story is told by hand: one function per habit, and the table of them.

Whatever needs a person at the firm is told to the desk.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from mailbot.core.money import Money
from mailbot.demo.bills import Bill
from mailbot.demo.debtors import Debtor, Reaction
from mailbot.demo.habits import Habit
from mailbot.demo.letter import Letter
from mailbot.demo.spoken import say_of


def _writes(meaning: str, debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """Writes once, and leaves the rest to the firm."""
    say_of(debtor, meaning, letter, late, debtor.world.soon(now, 60, 300))


def _dies(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    died = debtor.world.day(now) - timedelta(days=9)
    say_of(debtor, "dies", letter, late, debtor.world.soon(now, 60, 300), died)


def _asks_for_time(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """The desk makes the plan; who keeps it and who does not shows later."""
    debtor.planned.add(late[0].number)
    _writes("spreads", debtor, letter, late, now)
    debtor.desk.told(debtor, "spreads", [late[0].number], now)


def _admits(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    _writes("admits", debtor, letter, late, now)
    debtor.desk.told(debtor, "admits", [late[0].number], now)


def _pays_twice(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """The accountant pays, and so does the manager two days later."""
    numbers = debtor.free(late)
    again: list[tuple[str, Money]] = [(number, debtor.unpaid[number]) for number in numbers]
    debtor.pay_at(numbers, debtor.world.later(now, 1))
    if again and debtor.shown == 0:
        debtor.shown = 1
        label = f"FACTURE {again[0][0]}"
        twice = partial(_once_more, debtor, again[:1], label)
        debtor.world.agenda.note(debtor.world.later(now, 4), twice)
        debtor.desk.told(debtor, "twice", numbers[:1], now)


def _once_more(debtor: Debtor, pays: list[tuple[str, Money]], label: str, now: datetime) -> None:
    debtor.transfer(pays, now, label=label)


def _sends_a_cheque(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    debtor.planned |= {late[0].number}
    debtor.desk.told(debtor, "cheque", [late[0].number], now)


def _moves_away(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """The mailbox is closed after the first reminder: the formal notice comes back. Pays once found again."""
    if not debtor.gone:
        debtor.gone = True
    else:
        debtor.pay_at(debtor.free(late), debtor.world.later(now, 3))


def _settles(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """Pays after the formal notice what is asked, and what the law adds to it."""
    if "mise en demeure" in letter.subject.lower():
        debtor.pay_at(debtor.free(late), debtor.world.later(now, 3))
        debtor.desk.told(debtor, "settles", [bill.number for bill in late], now)


HARD_CASES: dict[Habit, Reaction] = {
    Habit.DIES: _dies,
    Habit.STOPS: partial(_writes, "stops"),
    Habit.SPREADS: _asks_for_time,
    Habit.SLIPS: _asks_for_time,
    Habit.ADMITS: _admits,
    Habit.TWICE: _pays_twice,
    Habit.UNPAID: _sends_a_cheque,
    Habit.CLOSES: _moves_away,
    Habit.SETTLES: _settles,
}
