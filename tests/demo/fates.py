"""What the books hold at the end about each client whose story is told by hand."""

from __future__ import annotations

from collections.abc import Callable

from mailbot.core.invoice import AllocationKind
from mailbot.demo.habits import Habit
from tests.demo.test_habits import File


def came_back_and_went_again(file: File) -> bool:
    formal = [row.status for row in file.reminders if row.level == 3]
    return "bounced" in formal and "sent" in formal and file.client.email.startswith("direction@")


def failed_and_was_mended(file: File) -> bool:
    return any(row.status == "failed" for row in file.reminders) and file.client.email.startswith("direction@")


def settled_by(kind: AllocationKind) -> Callable[[File], bool]:
    return lambda file: any(row.kind == kind for row in file.allocations)


FATE_EFFECTS: dict[Habit, Callable[[File], bool]] = {
    Habit.DIES: lambda file: file.wrote("deceased") and file.held("deceased"),
    Habit.STOPS: lambda file: file.wrote("opt_out") and any(one.kind == "opt_out" for one in file.alerts),
    Habit.SPREADS: lambda file: file.wrote("installment_request") and file.held("instalments", "kept"),
    Habit.SLIPS: lambda file: file.held("instalments", "broken") and file.held("instalments"),
    Habit.ADMITS: lambda file: file.wrote("promise_to_pay") and file.held("conversation"),
    Habit.SHORT: lambda file: any(one.amount_minor == 150 and one.kind == "write_off" for one in file.allocations),
    Habit.TWICE: settled_by(AllocationKind.CREDIT),
    Habit.UNPAID: lambda file: any(one.status == "reversed" for one in file.payments),
    Habit.NO_MAIL: lambda file: any(one.by_hand for one in file.reminders) and file.held("promise", "kept"),
    Habit.CLOSES: came_back_and_went_again,
    Habit.REFUSES: failed_and_was_mended,
    Habit.SETTLES: lambda file: file.reminded(3) and all(one.open_minor == 0 for one in file.invoices),
    Habit.SPARED: lambda file: file.held("excluded"),
    Habit.OWES: lambda file: file.reminded(3) and settled_by(AllocationKind.OPENING)(file),
    Habit.LOST: lambda file: any(one.doubtful_on and not one.open_minor for one in file.invoices),
    Habit.ANCIENT: lambda file: any(one.kind == "limitation" for one in file.alerts) and file.held("hold"),
}
