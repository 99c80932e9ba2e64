"""What sleeps never sleeps too long: the plan proposes what one that looks at everything would propose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.core.deciding.grouping import group
from mailbot.core.reminder import ReminderPlan
from mailbot.store.debts import invoices
from mailbot.store.dunning import reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.planning.plan_reminders import plan
from mailbot.tasks.planning.standings import gather, judge_all
from tests.tasks.happenings import Life

TURNS = 20


# In the last one an invoice is only mentioned in a reminder when its own level opens.
@pytest.fixture(params=[*(("sqlite", seed) for seed in range(8)), ("postgresql", 8), ("sqlite", 111)])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Life]:
    server, seed = request.param
    made = Life(tmp_path / "firm", seed, request.getfixturevalue("db_url") if server == "postgresql" else "")
    yield made
    made.office.books.close()


def said(plans: Iterable[ReminderPlan]) -> list[tuple[object, ...]]:
    """All that a reminder says, without its partner."""
    return sorted((one.client_id, one.level, one.ladder, one.deadline_on, one.lines) for one in plans)


def everything(life: Life) -> list[tuple[object, ...]]:
    """The reminders that come of looking at every open invoice."""
    office, now = life.office, life.firm.now
    with office.books.read() as session:
        gathered = gather(session, office, invoices.clients_with_debt(session), now)
    verdicts = judge_all(office, gathered, life.today)
    return said(group(verdicts, office.ladders, office.calendar, life.today, gathered.credits))


def proposed_after(life: Life, key: int) -> tuple[int, list[tuple[object, ...]]]:
    """The newest reminder's key, and what those newer than `key` say."""
    with life.office.books.read() as session:
        rows = list(session.scalars(select(ReminderRow).where(ReminderRow.id > key).order_by(ReminderRow.id)))
        plans = [reminders.to_plan(row, reminders.lines(session, row.id)) for row in rows]
    return max((row.id for row in rows), default=key), said(plans)


def test_the_plan_that_lets_invoices_sleep_proposes_what_one_that_looks_at_all_of_them_would(life: Life) -> None:
    newest = count = 0
    for _ in range(TURNS):
        life.goes_on()
        expected = everything(life)
        plan(life.office, life.firm.now)
        newest, proposed = proposed_after(life, newest)
        assert proposed == expected
        count += len(proposed)
    assert count > 5
