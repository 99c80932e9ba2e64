"""The demo as people start it - sixty days, sixty clients, seed 1 - shows every state of the product at least once.

One play for the whole file, which runs on one worker; what cannot occur in a demo is named with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.config.load import load
from mailbot.core.deciding.hand_made import CONTACT
from mailbot.core.deciding.verdicts import Decision
from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ReminderStatus
from mailbot.demo.habits import FATES, Habit
from mailbot.demo.options import DemoOptions, DemoResult
from mailbot.demo.play import play
from mailbot.demo.report import lines
from mailbot.store.dunning import runs
from mailbot.store.lists import reminder_list
from mailbot.store.pursuit_tables import InterruptionRow, RunRow
from mailbot.store.tables import EventRow, InvoiceRow, ReminderRow
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder, weigh
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import dry_run
from mailbot.wiring import build
from tests.demo.conftest import END
from tests.demo.fates import FATE_EFFECTS
from tests.demo.states import KINDS
from tests.demo.test_habits import code_of, file_of

# Sixty days take about forty seconds on a quiet machine.
pytestmark = pytest.mark.timeout(600)

_AS_STARTED = DemoOptions(end=END, key="k" * 40)


@dataclass
class Watched:
    """The demo, and every verdict that the dry run gave at the end of one of its days."""

    result: DemoResult
    office: Office
    verdicts: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Played once, looked at by a second office on the same books."""
    folder: Path = tmp_path_factory.mktemp("demo") / "firm"
    offices: list[Office] = []
    verdicts: set[str] = set()

    def at_the_end_of_the_day(number: int, days: int, day: date) -> None:
        if not offices:
            offices.append(build(load(folder / "config.yaml")))
        evening = datetime.combine(day, time(17, 30), offices[0].zone)
        verdicts.update(verdict.decision for verdict in dry_run(offices[0], evening))

    result = play(folder, _AS_STARTED, at_the_end_of_the_day)
    yield Watched(result, offices[0], verdicts)
    offices[0].books.close()


@pytest.fixture
def books(watched: Watched) -> Iterator[Session]:
    with watched.office.books.read() as session:
        yield session


@pytest.mark.parametrize("habit", FATES, ids=lambda habit: habit.name.lower())
def test_each_story_told_by_hand_comes_to_its_end(books: Session, habit: Habit) -> None:
    assert FATE_EFFECTS[habit](file_of(books, code_of(habit))), f"{code_of(habit)} {habit.value}"


@pytest.mark.parametrize("name", KINDS)
def test_every_member_is_seen(books: Session, name: str) -> None:
    members, seen, impossible = KINDS[name]
    found = seen(books)
    missing = [member for member in members if str(member) not in found and member not in impossible]
    assert missing == [], f"not shown: {missing}; shown: {sorted(found)}"


@pytest.mark.parametrize("name", [name for name, (_, _, impossible) in KINDS.items() if impossible])
def test_what_is_called_impossible_does_not_occur(books: Session, name: str) -> None:
    _, seen, impossible = KINDS[name]
    assert not {str(member) for member in impossible} & seen(books)


@pytest.mark.parametrize("decision", [one for one in Decision if one is not Decision.PAID])
def test_the_plan_gives_every_verdict_on_some_day(watched: Watched, decision: Decision) -> None:
    assert decision in watched.verdicts


def test_whoever_asks_to_remind_of_a_paid_invoice_is_told_so(watched: Watched, books: Session) -> None:
    """The plan looks at open invoices only; a person who names a paid one gets this verdict."""
    paid = select(InvoiceRow.number).where(InvoiceRow.kind == InvoiceKind.INVOICE, InvoiceRow.open_minor == 0)
    number = books.scalars(paid.order_by(InvoiceRow.id)).first()
    assert number is not None
    (verdict,) = weigh(books, watched.office, RemindOrder(numbers=(number,)), END).verdicts
    assert verdict.decision is Decision.PAID


def test_quotes_wait_and_were_recalled_and_ended_both_ways(watched: Watched) -> None:
    assert set(watched.result.summary.settled.quotes) == {"pending", "accepted", "lost"}
    assert any(name == "relance de devis" for _, name in watched.result.summary.sent)


def test_an_acknowledgement_was_confirmed_and_another_waits(books: Session) -> None:
    confirmed = set(books.scalars(select(InterruptionRow.confirmed_at.is_not(None))))
    assert confirmed == {True, False}


def test_an_invoice_left_a_reminder_and_a_run_reached_its_clients(books: Session) -> None:
    assert books.scalar(select(EventRow.id).where(EventRow.kind == "reminder_taken_out").limit(1))
    assert books.scalar(select(RunRow.done).where(RunRow.status == runs.DONE))


def test_a_call_that_was_noted_wrong_was_taken_back(books: Session) -> None:
    rows = list(books.scalars(select(ReminderRow).where(ReminderRow.by_hand)))
    assert {row.status for row in rows} == {ReminderStatus.SENT, ReminderStatus.WITHDRAWN}
    wrong = next(row for row in rows if row.status == ReminderStatus.WITHDRAWN)
    again = [row for row in rows if row.client_id == wrong.client_id]
    assert all(row.level_name != CONTACT for row in again), "it counts as a level"


def test_no_invariant_is_broken(watched: Watched) -> None:
    assert watched.result.problems == ()


def test_something_waits_for_the_visitor_in_every_queue(watched: Watched, books: Session) -> None:
    summary = watched.result.summary
    waiting = {
        "a batch to approve": len(reminder_list.undecided(books)),
        "a message to read": summary.to_review,
        "money to place": summary.money.decisions["review"] + summary.money.decisions["none"],
        "an alert to deal with": summary.alerts_open,
        "a quote": summary.settled.quotes["pending"],
        "a plan that runs": summary.settled.plans["running"],
        "a way to choose": summary.settled.proceedings["proposed"],
    }
    assert [name for name, count in waiting.items() if not count] == []


def test_the_summary_stays_short(watched: Watched) -> None:
    text = list(lines(watched.result))
    assert len(text) < 24
    assert max(len(line) for line in text if not line.startswith(("Left in", "Try"))) < 260


def test_only_what_exists_is_called_impossible() -> None:
    for members, _, impossible in KINDS.values():
        assert set(impossible) <= set(members)
