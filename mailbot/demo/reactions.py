"""What clients do when they are reminded of a late invoice: a function per habit, and the table of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mailbot.demo.bills import Bill
from mailbot.demo.debtors import Debtor, Reaction
from mailbot.demo.habits import Habit
from mailbot.demo.hard_cases import HARD_CASES
from mailbot.demo.letter import Letter
from mailbot.demo.phrases import phrase
from mailbot.demo.robots import vacation
from mailbot.demo.spoken import in_words, say_of

# After how many reminders of one bill the client pays it.
_PATIENCE = {Habit.SLOW: 2, Habit.STUBBORN: 3}
# How often a habit shows; then the client behaves like one who only forgets. The others show it always.
_TIMES = {
    Habit.PROMISES: 3, Habit.BREAKS: 1, Habit.DISPUTES: 1, Habit.AWAY: 1, Habit.SAYS_PAID: 2, Habit.ASKS: 3,
    Habit.COPY: 3, Habit.INSOLVENT: 1, Habit.UNCLEAR: 3, Habit.CONTACT: 1, Habit.DIES: 1, Habit.STOPS: 1,
    Habit.SPREADS: 1, Habit.SLIPS: 1, Habit.ADMITS: 1, Habit.UNPAID: 1,
}  # fmt: skip


def react(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """Do what this client does when reminded of these late bills."""
    habit = debtor.client.habit
    if habit in _TIMES:
        debtor.shown += 1
        if debtor.shown > _TIMES[habit]:
            _AFTERWARDS.get(habit, _pays)(debtor, letter, late, now)
            return
    _TABLE.get(habit, _pays)(debtor, letter, late, now)


def _pays(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    patience = _PATIENCE.get(debtor.client.habit, 1)
    ripe = [bill for bill in late if debtor.recalled[bill.number] >= patience]
    for number in debtor.free(ripe):
        debtor.pay_at([number], debtor.world.later(now, debtor.world.rng.randrange(1, 7)))


def _does_nothing(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """Neither pays nor says anything."""


def _promises(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """Pays by a transfer that arrives on the promised day, the next time by one that takes a day."""
    on, numbers = _promise(debtor, letter, late, now), debtor.free(late)
    debtor.planned |= set(numbers)
    days = 0 if debtor.shown == 1 else 1
    debtor.world.agenda.note(debtor.world.instant(on, 9, 30), lambda then: debtor.order(numbers, then, days=days))


def _breaks(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    _promise(debtor, letter, late, now)


def _promise(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> date:
    world = debtor.world
    on = world.calendar.forward(world.day(now) + timedelta(days=world.rng.randrange(3, 7)))
    say_of(debtor, "promise", letter, late, world.soon(now, 50, 400), on)
    return on


def _disputes(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    debtor.planned.add(late[0].number)  # nothing is paid on it while it is disputed
    debtor.desk.disputed(debtor, late[0], now)
    say_of(debtor, "dispute", letter, late, debtor.world.soon(now, 60, 300))
    _pays(debtor, letter, late[1:], now)


def _is_away(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    world = debtor.world
    back = world.calendar.forward(world.day(now) + timedelta(days=world.rng.randrange(5, 9)))
    until = in_words(back - timedelta(days=1), debtor.client.language)
    text = phrase("away", debtor.client.language, world.rng, day=until)
    when = now + timedelta(minutes=1)
    raw = vacation(debtor.writer, letter, text, when, world.rng)
    world.agenda.note(when, lambda then: world.send(raw, "", then, to=letter.reply_to))
    debtor.pay_at(debtor.free(late), world.later(world.instant(back, 8), 1))


def _phones(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """Calls the firm at the first reminder, and does not keep the word."""
    fresh = [bill for bill in late if debtor.recalled[bill.number] == 1]
    if fresh and debtor.shown == 0:
        debtor.shown = 1
        when = debtor.world.soon(now, 60, 240)
        debtor.world.agenda.note(when, lambda then: debtor.desk.phoned(debtor, fresh[0].number, then))
    _pays(debtor, letter, late, now)


def _parts(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    for bill in late:
        share = 50 if debtor.recalled[bill.number] == 1 else 100
        for number in debtor.free([bill]):
            debtor.pay_at([number], debtor.world.later(now, debtor.world.rng.randrange(1, 5)), share)


def _gathers(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    debtor.pay_at(debtor.open_soon(now), debtor.world.later(now, debtor.world.rng.randrange(2, 7)))


def _says_paid(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    """They gave the order the day before: the money and the reminder cross."""
    yesterday = debtor.world.day(now) - timedelta(days=1)
    numbers = debtor.free(late[:1])
    if numbers:
        say_of(debtor, "paid", letter, late, debtor.world.soon(now, 30, 200), yesterday)
        debtor.order(numbers, now)
    _pays(debtor, letter, late[1:], now)


def _crosses(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    debtor.order(debtor.free(late), now)


def _writes(meaning: str, first: int, last: int) -> Reaction:
    """Writes something that leaves a question open, and pays some days later all the same."""

    def reaction(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
        world = debtor.world
        say_of(debtor, meaning, letter, late, world.soon(now, 40, 400))
        debtor.pay_at(debtor.free(late), world.later(now, world.rng.randrange(first, last)))

    return reaction


def _is_insolvent(debtor: Debtor, letter: Letter, late: list[Bill], now: datetime) -> None:
    world = debtor.world
    judged = world.day(now) - timedelta(days=world.rng.randrange(5, 12))
    say_of(debtor, "insolvent", letter, late, world.soon(now, 90, 300), judged)


_TABLE: dict[Habit, Reaction] = {
    Habit.SILENT: _does_nothing,
    Habit.STUBBORN: _phones,
    Habit.PROMISES: _promises,
    Habit.BREAKS: _breaks,
    Habit.DISPUTES: _disputes,
    Habit.AWAY: _is_away,
    Habit.PART: _parts,
    Habit.GATHERS: _gathers,
    Habit.SAYS_PAID: _says_paid,
    Habit.CROSSES: _crosses,
    Habit.ASKS: _writes("question", 5, 10),
    Habit.COPY: _writes("copy", 3, 6),
    Habit.UNCLEAR: _writes("unclear", 8, 14),
    Habit.CONTACT: _writes("contact", 6, 12),
    Habit.INSOLVENT: _is_insolvent,
    **dict.fromkeys((Habit.SPARED, Habit.OWES, Habit.LOST, Habit.ANCIENT), _does_nothing),
    **HARD_CASES,
}
_AFTERWARDS: dict[Habit, Reaction] = dict.fromkeys(
    (Habit.INSOLVENT, Habit.DIES, Habit.STOPS, Habit.SPREADS, Habit.SLIPS), _does_nothing
)
