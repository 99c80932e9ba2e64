"""Bills that the story needs on certain days: old debts, a few that are due later on, and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mailbot.core.limitation import months_before
from mailbot.core.money import Money
from mailbot.demo.bills import Bill
from mailbot.demo.clients import DemoClient
from mailbot.demo.habits import Habit

_TERM = 30


@dataclass(frozen=True, slots=True)
class _Set:
    """One bill: on which day of the demo it is due (negative: before its first), of how much, what is paid of it before
    the firm's accounting tells of it, and how many days there are to pay it."""

    due: int
    total: str
    paid: str = "0"
    term: int = _TERM


_SET: dict[Habit, _Set] = {
    Habit.OWES: _Set(-58, "4860.00", "1200.00"),
    Habit.LOST: _Set(-64, "1944.00"),
    Habit.CLOSES: _Set(-34, "1536.00"),
    Habit.SETTLES: _Set(-36, "2280.00"),
    Habit.SHORT: _Set(42, "912.00", term=8),
    Habit.TWICE: _Set(28, "150.00", term=25),
}
# C. conso. L218-2: what a consumer owes is barred two years after the invoice of a law firm whose mission is over.
_BARRED_AFTER_MONTHS = 24
_DAYS_LEFT = 40


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of the story: whose, sent on which day of the demo (negative: so many days before the last), what becomes
    of it once it was recalled: `accepted`, `lost`, or nothing."""

    habit: Habit
    day: int
    matter: str
    total: str
    fate: str = ""


# The last two still wait when the demo ends: one was recalled, the other is about to be.
QUOTES: tuple[Quote, ...] = (
    Quote(Habit.MANGLES, 1, "Bail commercial, projet d'acte", "2160.00", "accepted"),
    Quote(Habit.GATHERS, 3, "Audit des contrats fournisseurs", "4320.00", "lost"),
    Quote(Habit.PROMPT, -36, "Cession de parts sociales", "3240.00"),
    Quote(Habit.FORGETS, -16, "Assistance à une assemblée générale", "1440.00"),
)


def set_bills(clients: Sequence[DemoClient], span: tuple[date, date]) -> list[Bill]:
    """The bills of whoever has such ones, not yet numbered; none that this demo is too short for."""
    first, last = span
    found = []
    for client in clients:
        one = _SET.get(client.habit)
        if one is not None and first + timedelta(days=one.due) <= last:
            found.append(_bill(client, first + timedelta(days=one.due), one))
        elif client.habit is Habit.ANCIENT:
            issued = months_before(last + timedelta(days=_DAYS_LEFT), _BARRED_AFTER_MONTHS)
            found.append(_bill(client, issued + timedelta(days=_TERM), _Set(0, "1380.00")))
    return found


def quotes(clients: Sequence[DemoClient], span: tuple[date, date]) -> dict[str, tuple[Bill, Quote]]:
    """The quotes by their number, each with its fate; those that this demo is too short for are left out."""
    first, last = span
    by_habit = {client.habit: client for client in reversed(clients)}
    found: dict[str, tuple[Bill, Quote]] = {}
    for rank, quote in enumerate(QUOTES, start=1):
        day = (first if quote.day >= 0 else last) + timedelta(days=quote.day)
        client = by_habit.get(quote.habit)
        if client is None or not first <= day <= last:
            continue
        bill = Bill(
            number=f"D-{day.year}-{rank:04d}", client=client, issued_on=day, due_on=day + timedelta(days=60),
            total=Money.of(quote.total), matter=quote.matter, kind="quote",
        )  # fmt: skip
        found[bill.number] = (bill, quote)
    return found


def _bill(client: DemoClient, due_on: date, one: _Set) -> Bill:
    return Bill(
        number="", client=client, issued_on=due_on - timedelta(days=one.term), due_on=due_on,
        total=Money.of(one.total), matter="Consultation", paid=Decimal(one.paid),
    )  # fmt: skip
