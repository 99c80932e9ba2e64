"""What everybody in the demo shares: the post, the agenda, chance, the calendar, and the money on its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from mailbot.core.workdays import Workdays
from mailbot.demo.agenda import Agenda
from mailbot.demo.firm import ADDRESS, ZONE, Bank
from mailbot.demo.letter import Letter
from mailbot.demo.post import Envelope, Post
from mailbot.demo.programs import Writer, answer
from mailbot.demo.transfers import Transfer
from mailbot.tasks.desk.office import Office

_ZONE = ZoneInfo(ZONE)


@dataclass(frozen=True, slots=True)
class Silence:
    """The days on which a bank tells of nothing."""

    bank: Bank
    first: date
    last: date

    def covers(self, bank: Bank, day: date) -> bool:
        """Is that bank silent on that day?"""
        return bank is self.bank and self.first <= day <= self.last


@dataclass(kw_only=True)
class World:
    """One demo while it is played. `first` and `last` are its days, `end` the instant at which it stops. `silence`: of
    a bank, whose news of those days come after them."""

    office: Office
    post: Post
    rng: Random
    first: date
    last: date
    end: datetime
    agenda: Agenda = field(default_factory=Agenda)
    calendar: Workdays = field(default_factory=lambda: Workdays("FR"))
    coming: list[Transfer] = field(default_factory=list)
    arrived: list[Transfer] = field(default_factory=list)
    silence: Silence | None = None

    def instant(self, day: date, hour: int, minute: int = 0) -> datetime:
        """That time of that day in the firm's zone."""
        return datetime.combine(day, time(hour, minute), tzinfo=_ZONE)

    def day(self, now: datetime) -> date:
        """The firm's day at that instant."""
        return now.astimezone(_ZONE).date()

    def later(self, now: datetime, days: int) -> datetime:
        """An office hour, `days` days from now, on a working day."""
        day = self.calendar.forward(self.day(now) + timedelta(days=days))
        return self.instant(day, self.rng.randrange(9, 18), self.rng.randrange(60))

    def soon(self, now: datetime, low: int, high: int) -> datetime:
        """Within so many minutes."""
        return now + timedelta(minutes=self.rng.randrange(low, high))

    def days(self) -> Iterator[date]:
        """Every day of the demo."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def days_left(self, now: datetime) -> int:
        """Working days until the last day of the demo."""
        return self.calendar.working_days_between(self.day(now), self.last)

    def reply(self, writer: Writer, letter: Letter, text: str, when: datetime, *, proved: bool = True) -> None:
        """Somebody answers a message of the firm's."""
        raw = answer(writer, letter, text, when.astimezone(_ZONE), self.rng)
        self.post.deliver(Envelope(sender=writer.address, recipient=letter.reply_to, proved=proved), raw, when)
        self.post.keep_sent(writer.address, raw, when)

    def send(self, raw: bytes, sender: str, when: datetime, *, to: str = ADDRESS, proved: bool = True) -> None:
        """A message that answers nothing reaches the firm."""
        self.post.deliver(Envelope(sender=sender, recipient=to, proved=proved), raw, when)

    def is_silent(self, bank: Bank, day: date) -> bool:
        """Does this bank tell of nothing that day?"""
        return self.silence is not None and self.silence.covers(bank, day)

    def transfer(self, one: Transfer) -> None:
        """Money sets out; the bank tells of it on the morning of its value date."""
        self.coming.append(one)
