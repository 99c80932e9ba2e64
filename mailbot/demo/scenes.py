"""What people at the firm do on their own during the demo, and from which day on: the table of scenes.

Each scene is tried every working morning until it can be done, so that none hangs on the calendar of a certain year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from mailbot.demo.accounting import Accounting
from mailbot.demo.carrier import Mishaps
from mailbot.demo.debtors import Debtor
from mailbot.demo.errands import see_to
from mailbot.demo.firm import HELENE, INES, MARC
from mailbot.demo.habits import Habit
from mailbot.demo.office_staff import Assistant
from mailbot.demo.world import World
from mailbot.tasks.desk.decider import Decider

BY_HELENE = Decider(email=HELENE.email, via="shell")
BY_MARC = Decider(email=MARC.email, via="admin")
BY_INES = Decider(email=INES.email, via="admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Whom a scene meets, and with what it is played."""

    world: World
    debtors: Sequence[Debtor]
    assistant: Assistant
    accounting: Accounting
    mishaps: Mishaps

    def debtor(self, habit: Habit) -> Debtor | None:
        """The first client with this habit; None in a demo that is too small for one."""
        return next((one for one in self.debtors if one.client.habit is habit), None)


# True when there is nothing left to do.
Scene = Callable[[Stage, datetime], bool]
ClientScene = Callable[[Stage, Debtor, datetime], bool]


def of_client(habit: Habit, scene: ClientScene) -> Scene:
    """A scene about the client with this habit; there is none to play when nobody has it."""

    def play(stage: Stage, now: datetime) -> bool:
        debtor = stage.debtor(habit)
        return debtor is None or scene(stage, debtor, now)

    return play


def set_scenes(stage: Stage, scenes: Sequence[tuple[int, Scene]]) -> None:
    """Note every scene for its first day, counted from that of the demo."""
    for day, scene in scenes:
        see_to(stage.world, partial(scene, stage), day)
