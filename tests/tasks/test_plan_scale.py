"""The plan's cost follows what is due; it works in steps, so that neither a crash nor another writer is a matter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from mailbot.core.ladder import Base, Ladder
from mailbot.store.tables import InvoiceRow, ReminderLineRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.let_sleep import let_sleep
from mailbot.tasks.planning.plan_reminders import dry_run, dry_run_due, plan
from tests.bench.firm import NOW, TODAY, large
from tests.factories import a_level
from tests.firm import CONFIG, Firm

DUE = 80


def asleep(folder: Path, clients: int) -> Office:
    """A firm where 80 invoices are due and ten a client are open, as an import leaves it."""
    office = large(folder, clients=clients, due=DUE, sleeping=clients * 10)
    with office.books.write() as session:
        let_sleep(session, office, TODAY)
    return office


class Work:
    """What SQLite does for us, in hundreds of its instructions."""

    def __init__(self, office: Office) -> None:
        self.steps = 0
        event.listen(office.books.engine, "checkout", lambda raw, *_: raw.set_progress_handler(self._step, 100))

    def _step(self) -> int:
        self.steps += 1
        return 0


def effort(office: Office) -> tuple[int, int]:
    """Steps of the database, verdicts."""
    work = Work(office)
    verdicts = sum(len(some.verdicts) for some in dry_run_due(office, NOW))
    return work.steps, verdicts


def test_the_work_follows_what_is_due_and_not_what_is_open(tmp_path: Path) -> None:
    few, many = asleep(tmp_path / "few", 800), asleep(tmp_path / "many", 4_000)
    (few_steps, few_verdicts), (many_steps, many_verdicts) = effort(few), effort(many)
    # Of a client who is looked at, what is overdue is looked at too, for it may be mentioned: here one of ten.
    assert few_verdicts == many_verdicts == DUE + 80
    assert 0 < few_steps <= many_steps < 1.2 * few_steps
    everything = Work(many)
    assert sum(1 for _ in dry_run(many, NOW)) == 40_000 + DUE
    assert everything.steps > 10 * many_steps


def test_a_plan_that_is_cut_off_goes_on_where_it_stopped_and_proposes_nothing_twice(tmp_path: Path) -> None:
    office = large(tmp_path / "firm", clients=11_000, due=2_200, sleeping=0)
    told: list[int] = []

    def stop(_what: str, done: int, _of: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan(office, NOW, stop)
    rest = plan(office, NOW)
    assert told == [500] and rest.proposed == 1_100 - 500
    with office.books.read() as session:
        times = Counter(session.scalars(select(ReminderLineRow.invoice_id)))
    assert len(times) == 2_200 and set(times.values()) == {1}
    assert plan(office, NOW).proposed == 0


def test_others_write_while_a_plan_runs(tmp_path: Path) -> None:
    """SQLite has one writer: between two steps the plan lets go of it."""
    office = large(tmp_path / "firm", clients=11_000, due=1_100, sleeping=0)
    written = []

    def somebody_writes(_what: str, done: int, _of: int) -> None:
        with office.books.write() as session:
            written.append(session.scalar(select(func.count(ReminderLineRow.id))))

    assert plan(office, NOW, somebody_writes).proposed == 1_100
    assert written == [500, 1_000, 1_100]


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm", CONFIG + "import: {old_debts: remind}\n").at("2026-11-02T09:00")
    made.has_client()
    return made


def climbs(firm: Firm, ladder: Ladder) -> None:
    """The configuration is changed."""
    firm.office = replace(firm.office, ladders={**firm.office.ladders, ladder.name: ladder})


@pytest.mark.parametrize(
    ("due", "kind", "until"),
    [
        ("2026-12-10", "invoice", "2026-12-05"),  # five days before it is due
        ("2026-11-04", "invoice", None),
        ("2026-10-01", "invoice", None),
        ("2026-12-10", "quote", None),  # fifteen days after its issue, whatever its validity
    ],
)
def test_an_imported_invoice_sleeps_until_its_ladder_can_open(
    firm: Firm, due: str, kind: str, until: str | None
) -> None:
    firm.has_invoice(due=due, kind=kind)
    day = firm.invoice().next_step_on
    assert (day.isoformat() if day else None) == until


@pytest.mark.parametrize(
    ("base", "offset", "until"),
    [
        (Base.DUE, 5, "2026-12-15"),
        (Base.ISSUED, 45, "2026-12-11"),  # would be 15 November: never before the day after it is due
        (Base.ISSUED, 90, "2026-12-30"),
        (Base.SENT, 90, "2026-12-30"),  # nobody knows when it was sent: from its issue
    ],
)
def test_a_ladder_that_counts_from_elsewhere_lets_it_sleep_accordingly(
    firm: Firm, base: Base, offset: int, until: str
) -> None:
    firm.has_invoice(due="2026-12-10")
    ladder = Ladder(name="professional", base=base, levels=(a_level(1, offset_days=offset),))
    climbs(firm, ladder)
    plan(firm.office, firm.now)
    assert str(firm.invoice().next_step_on) == until


def test_a_ladder_that_is_changed_to_begin_earlier_wakes_what_slept_on_its_word(firm: Firm) -> None:
    firm.has_invoice(due="2026-12-10")
    assert plan(firm.office, firm.now).proposed == 0
    sooner = Ladder(name="professional", levels=(a_level(0, offset_days=-60), a_level(1)))
    climbs(firm, sooner)
    assert plan(firm.office, firm.now).proposed == 1


def test_a_new_invoice_wakes_what_was_too_little_to_be_asked_for(firm: Firm) -> None:
    firm.has_invoice("F-1", total="1.50", due="2026-10-01")
    assert plan(firm.office, firm.now).verdicts == {"below_minimum": 1}
    assert plan(firm.at("2026-11-03T09:00").office, firm.now).verdicts == {"below_minimum": 1}
    firm.at("2026-11-04T09:00").has_invoice("F-2", total="900.00", due="2027-02-01")
    assert plan(firm.office, firm.now).proposed == 1


def test_a_contact_wakes_what_nobody_could_be_written_to_about(firm: Firm) -> None:
    firm.has_client("C2", email="")
    firm.has_invoice(client="C2", due="2026-10-01")
    for day in ("2026-11-02", "2026-11-03", "2026-11-04"):
        plan(firm.at(f"{day}T09:00").office, firm.now)
    assert str(firm.invoice().next_step_on) == "2026-12-03"
    firm.at("2026-11-05T09:00").has_invoice(client="C2", due="2026-10-01", contact="new@client.example")
    assert plan(firm.office, firm.now).proposed == 1


def test_old_debts_that_wait_for_a_person_are_not_judged_every_day(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    firm.has_client()
    firm.has_invoice(due="2026-10-01")
    judged = [sum(plan(firm.at(f"2026-11-{day:02}T09:00").office, firm.now).verdicts.values()) for day in range(2, 30)]
    assert sum(judged) == 0
    with firm.office.books.read() as session:
        assert session.scalar(select(func.count(InvoiceRow.id)).where(InvoiceRow.next_step_on.is_(None))) == 0
