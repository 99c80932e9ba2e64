"""Plays the days: the clock goes from tick to tick, the real tasks run, and between them everybody reads and writes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from mailbot.config.load import load
from mailbot.demo.carrier import Carrier, FailingDisk, Mishaps
from mailbot.demo.cast import Cast
from mailbot.demo.firm import BANKS, ZONE, settings_values, write_configuration
from mailbot.demo.folder import fresh_folder
from mailbot.demo.habits import Habit
from mailbot.demo.options import DemoOptions, DemoResult
from mailbot.demo.post import Post
from mailbot.demo.scenes import Stage, set_scenes
from mailbot.demo.scenes_of_mishaps import MISHAPS
from mailbot.demo.scenes_of_money import MONEY, PAID_AT_LAST
from mailbot.demo.scenes_of_pursuit import PURSUIT
from mailbot.demo.scenes_of_reminders import CALLED_AT_LAST, REMINDERS
from mailbot.demo.summary import summarise
from mailbot.demo.world import Silence, World
from mailbot.store.blobs import DiskBlobs
from mailbot.tasks.desk.office import Office
from mailbot.tasks.jobs import tick
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.reading import read_inbox
from mailbot.wiring import build

# When the jobs run: on working days before, during and at the end of the send window, else once.
_WORKING_DAY = (time(7, 35), time(9, 10), time(14, 10), time(17, 10))
_FREE_DAY = (time(10, 0),)
# Working days without a word of one bank: more than the configuration allows it.
_SILENT_FOR = 8

Progress = Callable[[int, int, date], None]


def play(folder: Path, options: DemoOptions, on_progress: Progress) -> DemoResult:
    """Make a firm in `folder`, play its days, count and verify. `on_progress` is told day, days and the date.

    Raises UserError when the folder holds something that no demo made.
    """
    place = fresh_folder(folder)
    last = options.end.astimezone(ZoneInfo(ZONE)).date()
    first = last - timedelta(days=options.days - 1)
    configuration = write_configuration(place, settings_values(first, options.port), options.key)
    mishaps = Mishaps()
    with _office(configuration, options, mishaps) as office:
        world = World(
            office=office, post=Post(office.settings.mailbox.maildir), rng=Random(f"{options.seed}:world"), first=first,
            last=last, end=options.end,
        )  # fmt: skip
        world.silence = _silence(world)
        cast = Cast(world, options, place / "accounting")
        _set_the_stage(world, cast, mishaps)
        _play_days(world, cast, on_progress)
        return DemoResult(
            folder=place, configuration=configuration, summary=summarise(office, options.end),
            problems=tuple(verify(office)),
        )  # fmt: skip


@contextmanager
def _office(configuration: Path, options: DemoOptions, mishaps: Mishaps) -> Iterator[Office]:
    """The office of the demo, with Message-IDs that the seed decides, a disk and a way out that have mishaps."""
    rng = Random(f"{options.seed}:ids")
    office = build(load(configuration), nonce=lambda: f"{rng.getrandbits(64):016x}")
    # What cannot be read on purpose stands in the books with its traceback: the terminal need not show it.
    quieted = logging.getLogger(read_inbox.__name__)
    quieted.addFilter(hush := lambda _: not mishaps.unreadable)
    try:
        # A demo cut short is played again: nothing need wait for the disk.
        yield replace(
            office, blobs=FailingDisk(DiskBlobs(office.settings.database.blob_folder, durable=False), mishaps),
            open_sender=lambda: Carrier(office.open_sender(), mishaps), jitter=Random(f"{options.seed}:jitter").random,
        )  # fmt: skip
    finally:
        quieted.removeFilter(hush)
        office.books.close()


def _silence(world: World) -> Silence:
    """The third bank speaks on the first working day, and not again for eight working days."""
    first = world.calendar.forward(world.first)
    return Silence(BANKS[2], first + timedelta(days=1), world.calendar.add_working_days(first, _SILENT_FOR))


def _set_the_stage(world: World, cast: Cast, mishaps: Mishaps) -> None:
    stage = Stage(
        world=world, debtors=cast.debtors, assistant=cast.assistant, accounting=cast.accounting, mishaps=mishaps
    )  # fmt: skip
    refusing = stage.debtor(Habit.REFUSES)
    if refusing is not None:
        mishaps.refused.add(refusing.client.email)
    days = (world.last - world.first).days
    at_last = tuple((days - before, scene) for before, scene in (*PAID_AT_LAST, *CALLED_AT_LAST))
    set_scenes(stage, (*REMINDERS, *MISHAPS, *MONEY, *PURSUIT, *at_last))


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
