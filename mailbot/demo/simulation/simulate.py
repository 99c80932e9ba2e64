"""Play a random firm for half a year, with or without faults, until its end or the first broken invariant."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from mailbot.config.load import load
from mailbot.core.errors import MailboxLost
from mailbot.demo.cast import Cast
from mailbot.demo.firm import ZONE, write_configuration
from mailbot.demo.options import DemoOptions
from mailbot.demo.post import Post
from mailbot.demo.simulation.faults import Killed, no_faults, usual_faults
from mailbot.demo.simulation.faulty_books import FaultyBooks
from mailbot.demo.simulation.faulty_post import FaultyMailbox, FaultySender
from mailbot.demo.simulation.onlooker import Onlooker
from mailbot.demo.simulation.people import People
from mailbot.demo.simulation.plain_press import PlainPress
from mailbot.demo.simulation.random_firm import drawn_values
from mailbot.demo.world import World
from mailbot.store.blobs import DiskBlobs
from mailbot.tasks.desk.office import Office
from mailbot.tasks.jobs import tick
from mailbot.tasks.keeping.verify import verify
from mailbot.wiring import build

_KEY = "simulation-" * 5
# The books are looked through this often, and at the end; what leaves is looked at each time.
_LOOK_EVERY = 15
# A run has one instant, that of its beginning; what people do while it works and after it comes later.
_DURING, _AFTER = timedelta(seconds=20), timedelta(minutes=12)
_HOURS = ((7, 35), (9, 10), (14, 10), (17, 10))

Progress = Callable[[int, int, date], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationOptions:
    """`last` is the last day played. The same options play the same story."""

    seed: int
    last: date
    days: int = 180
    clients: int = 12
    faults: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationResult:
    """What was seen: the broken invariants (none, if all is well), the day of the last look, and what happened."""

    problems: tuple[str, ...]
    day: date
    messages: int
    acts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def simulate(options: SimulationOptions, on_progress: Progress) -> SimulationResult:
    """Play it in a folder of its own, which is gone afterwards. `on_progress` is told day, days and the date."""
    with tempfile.TemporaryDirectory(prefix="mailbot-simulation-") as folder, _stage(options, Path(folder)) as stage:
        for number, day in enumerate(stage.world.days(), start=1):
            stage.play(day)
            if number % _LOOK_EVERY == 0 or day == options.last or stage.onlooker.problems:
                stage.look()
            if stage.problems:
                break
            on_progress(number, options.days, day)
        else:
            stage.settle()
        return SimulationResult(
            problems=tuple(stage.problems), day=day, messages=len(stage.onlooker.handed), acts=stage.people.told,
            faults=stage.faults.told,
        )  # fmt: skip


@contextmanager
def _stage(options: SimulationOptions, folder: Path) -> Iterator[_Stage]:
    first = options.last - timedelta(days=options.days - 1)
    rng = Random(f"{options.seed}:simulation")
    configuration = write_configuration(folder, drawn_values(first, rng), _KEY)
    ids = Random(f"{options.seed}:ids")
    office = build(load(configuration), nonce=lambda: f"{ids.getrandbits(64):016x}")
    office = replace(
        office, blobs=DiskBlobs(office.settings.database.blob_folder, durable=False), press=PlainPress,
        jitter=ids.random,
    )  # fmt: skip
    try:
        yield _Stage(options, office, folder, rng)
    finally:
        office.books.close()


class _Stage:
    """One simulated firm: the people with their untroubled office, and the program with a faulty one."""

    def __init__(self, options: SimulationOptions, office: Office, folder: Path, rng: Random) -> None:
        zone = ZoneInfo(ZONE)
        end = datetime.combine(options.last, datetime.max.time(), tzinfo=zone)
        self.world = World(
            office=office, post=Post(office.settings.mailbox.maildir), rng=Random(f"{options.seed}:world"),
            first=options.last - timedelta(days=options.days - 1), last=options.last, end=end,
        )  # fmt: skip
        self.faults = (usual_faults if options.faults else no_faults)(Random(rng.getrandbits(64)))
        self.onlooker = Onlooker(office)
        self.people = People(office, Random(rng.getrandbits(64)), self.onlooker.handed)
        self.problems: list[str] = []
        demo = DemoOptions(end=end, key=_KEY, days=options.days, seed=options.seed, clients=options.clients)
        self._cast = Cast(self.world, demo, folder / "accounting")
        self._office = office
        self._now = end
        self._processes = 0
        self._away_until = date.min

    def play(self, day: date) -> None:
        """One day: the accounting, the program at its hours, everybody else in between."""
        self._cast.open_day(day)
        if self.faults.happens("outage"):
            self._away_until = day + timedelta(days=self.faults.rng.randrange(1, 6))
        hours = _HOURS if self.world.calendar.is_working_day(day) else ((10, 0),)
        for hour, minute in hours:
            self._now = self.world.instant(day, hour, minute)
            self.world.agenda.carry_out(self._now)
            if day > self._away_until:
                self._run()
            self._cast.read_mail(self._now)
            if hour == _HOURS[1][0]:
                self.people.day(self._now + _AFTER)

    def look(self) -> None:
        """Do the invariants hold?"""
        self.problems += self.onlooker.problems
        self.problems += verify(self._office)

    def settle(self) -> None:
        """Nothing goes wrong any more, and every mail is read: now the money must agree with what truly came."""
        tick(self._office, self._now + timedelta(hours=1))
        self.look()
        self.problems += self.onlooker.money(self.world.arrived)

    def _run(self) -> None:
        """The program does what is due; when it is killed, the next one takes over."""
        for _ in range(3):
            try:
                with suppress(MailboxLost):
                    tick(self._faulty_office(), self._now)
                return
            except Killed:
                continue

    def _faulty_office(self) -> Office:
        """A new process: its name in claims is new, and the earlier ones are dead."""
        self._processes += 1
        name = f"simulation/{self._processes}"
        return replace(
            self._office, worker=name, is_alive=lambda other: other == name,
            books=FaultyBooks(self._office.books, self.faults, self._meanwhile),
            open_sender=lambda: FaultySender(self._office.open_sender(), self.faults, self._left),
            open_mailbox=lambda: FaultyMailbox(self._office.open_mailbox(), self.faults),
        )  # fmt: skip

    def _meanwhile(self) -> None:
        """While the program works, somebody does something."""
        self.people.one_act(self._now + _DURING)

    def _left(self, message_id: str, recipients: Sequence[str]) -> None:
        self.onlooker.left(message_id, recipients, self._now)
