"""Scenes in which mail goes wrong: a server refuses or puts off, a line dies, the disk fails; and how it is mended."""

from __future__ import annotations

from datetime import datetime

from mailbot.core.reminder import ReminderStatus
from mailbot.demo.agreements import row_of
from mailbot.demo.debtors import Debtor
from mailbot.demo.firm import ADDRESS, DOMAIN
from mailbot.demo.habits import Habit
from mailbot.demo.programs import Writer, new_mail
from mailbot.demo.scenes import BY_INES, Scene, Stage, of_client
from mailbot.store.dunning import deliveries
from mailbot.store.lists import reminder_list
from mailbot.tasks.sending.settle_delivery import settle_delivery

_SCANNER = Writer(name="Copieur 2e étage", address=f"copieur@{DOMAIN}", language="fr", program="thunderbird")
_SCAN = "scan-0417"


def _finds_the_address(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """A server refused the reminder: in some days the assistant has found another address."""
    with stage.world.office.books.read() as session:
        failed = [one for one in reminder_list.of_client(session, row_of(session, debtor).id) if _has_failed(one)]
    if failed:
        stage.assistant.address_failed(debtor, now)
    return bool(failed)


def _has_failed(one: reminder_list.Sent) -> bool:
    return one.reminder.status == ReminderStatus.FAILED


def _settles_a_doubt(stage: Stage, now: datetime) -> bool:
    """The line died while a reminder was handed over: Inès asks the client, who has it."""
    office = stage.world.office
    with office.books.write() as session:
        doubtful = deliveries.of_status(session, "unknown")
        for row in doubtful:
            settle_delivery(session, office, row.id, BY_INES, now, left=True)
    return bool(doubtful)


def _is_put_off(stage: Stage, now: datetime) -> bool:
    stage.mishaps.later = 1
    return True


def _loses_the_line(stage: Stage, now: datetime) -> bool:
    stage.mishaps.broken = 1
    return True


def _cannot_be_read(stage: Stage, now: datetime) -> bool:
    """A scan arrives on the day on which the disk does not give it back."""
    world = stage.world
    stage.mishaps.unreadable.add(_SCAN.encode())
    raw = new_mail(
        _SCANNER, ADDRESS, f"Numérisation {_SCAN}", "Voir la pièce jointe.", now.astimezone(world.office.zone),
        world.rng,
    )  # fmt: skip
    world.send(raw, _SCANNER.address, now)
    return True


def _can_be_read(stage: Stage, now: datetime) -> bool:
    stage.mishaps.unreadable.clear()
    return True


MISHAPS: tuple[tuple[int, Scene], ...] = (
    (6, of_client(Habit.REFUSES, _finds_the_address)),
    (14, _is_put_off),
    (16, _loses_the_line),
    (17, _settles_a_doubt),
    (18, _cannot_be_read),
    (21, _can_be_read),
)
