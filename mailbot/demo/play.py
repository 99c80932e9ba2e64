"""Plays the days: the clock goes from tick to tick, the real tasks run, and between them everybody reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from mailbot.config.load import load
from mailbot.demo.cast import Cast
from mailbot.demo.firm import ZONE, write_configuration
from mailbot.demo.folder import fresh_folder
from mailbot.demo.options import DemoOptions, DemoResult
from mailbot.demo.post import Post
from mailbot.demo.summary import summarise
from mailbot.demo.world import World
from mailbot.store.blobs import DiskBlobs
from mailbot.tasks.jobs import tick
from mailbot.tasks.office import Office
from mailbot.tasks.verify import verify
from mailbot.wiring import build

# When the jobs run: on working days before, during and at the end of the send window, else once.
_WORKING_DAY = (time(7, 35), time(9, 10), time(14, 10), time(17, 10))
_FREE_DAY = (time(10, 0),)

Progress = Callable[[int, int, date], None]


def play(folder: Path, options: DemoOptions, on_progress: Progress) -> DemoResult:
    """Make a firm in `folder`, play its days, count and verify. `on_progress` is told day, days and the date.

    Raises UserError when the folder holds something that no demo made.
    """
    place = fresh_folder(folder)
    last = options.end.astimezone(ZoneInfo(ZONE)).date()
    first = last - timedelta(days=options.days - 1)
    configuration = write_configuration(place, first, options.port, options.key)
    with _office(configuration, options) as office:
        world = World(
            office=office, post=Post(office.settings.mailbox.maildir), rng=Random(f"{options.seed}:world"), first=first,
            last=last, end=options.end,
        )  # fmt: skip
        _play_days(world, Cast(world, options, place / "accounting"), on_progress)
        return DemoResult(
            folder=place, configuration=configuration, summary=summarise(office, options.end),
            problems=tuple(verify(office)),
        )  # fmt: skip


@contextmanager
def _office(configuration: Path, options: DemoOptions) -> Iterator[Office]:
    """The office of the demo, with Message-IDs that the seed decides."""
    rng = Random(f"{options.seed}:ids")
    office = build(load(configuration), nonce=lambda: f"{rng.getrandbits(64):016x}")
    try:
        # A demo cut short is played again: nothing need wait for the disk.
        yield replace(office, blobs=DiskBlobs(office.settings.database.blob_folder, durable=False))
    finally:
        office.books.close()


def _play_days(world: World, cast: Cast, on_progress: Progress) -> None:
    for number, day in enumerate(world.days(), start=1):
        cast.open_day(day)
        for now in _ticks(world, day):
            world.agenda.carry_out(now)
            tick(world.office, now)
            cast.read_mail(now)
        on_progress(number, (world.last - world.first).days + 1, day)


def _ticks(world: World, day: date) -> Iterator[datetime]:
    hours = _WORKING_DAY if world.calendar.is_working_day(day) else _FREE_DAY
    for hour in hours:
        now = world.instant(day, hour.hour, hour.minute)
        if now <= world.end:
            yield now
