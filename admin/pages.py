"""The frame around every page: where one can go, how much waits there, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import Flask
from flask_login import current_user

from admin.access import sees
from admin.desk import office, reading
from admin.language import mark
from admin.matters import is_theirs, opens
from mailbot.store import state
from mailbot.store.lists import inbox_list, reminder_list
from mailbot.tasks.desk.sending_switch import STOPPED_BY


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation: its first page, its name, the blueprints it covers, what is counted beside it."""

    endpoint: str
    name: str
    covers: tuple[str, ...]
    counted: str = ""


_REMINDING = (
    "batches",
    "reminders",
    "coming",
    "ladders",
    "mass",
    "runs",
    "texts",
    "ladder_edit",
    "post",
    "rewording",
)
NAVIGATION = (
    Entry("dashboard.home", mark("Aujourd'hui"), ("dashboard", "alerts")),
    Entry("invoices.listing", mark("Factures"), ("invoices", "clients")),
    Entry("batches.listing", mark("Relances"), _REMINDING, "batches"),
    Entry("inbox.listing", mark("Courrier"), ("inbox", "verdicts", "payments", "payers", "banks"), "inbox"),
    Entry("reports.aged", mark("Rapports"), ("reports",)),
)


class Waiting:
    """How much waits where; each figure is looked up when it is shown, and once."""

    @cached_property
    def batches(self) -> int:
        """Reminders to decide on."""
        books = reading()
        found = reminder_list.summaries(books, reminder_list.undecided(books))
        return sum(one.undecided for one in found if is_theirs(one.batch.partner) or is_theirs(one.batch.asked))

    @cached_property
    def inbox(self) -> int:
        """Messages to read and payments to place."""
        return inbox_list.count_waiting(reading()) + inbox_list.count_to_place(reading())

    @cached_property
    def stopped_by(self) -> str:
        """Who stopped all sending; empty while mail may leave."""
        return state.fact(reading(), STOPPED_BY) or ""


def furnish(app: Flask) -> None:
    """Let every template draw the frame."""

    @app.context_processor
    def frame() -> dict[str, object]:
        return {
            "firm": office().settings.firm,
            "navigation": NAVIGATION,
            "waiting": Waiting(),
            "sees": lambda endpoint: sees(endpoint) and opens(endpoint),
            "may": lambda role: current_user.is_authenticated and current_user.may(role),
        }
