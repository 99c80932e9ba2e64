"""What a reminder asked for by hand may hold: nothing that keeps a reminder back gives way but the level's own day."""

import pytest

from mailbot.core.deciding.verdicts import Decision
from mailbot.core.hold import HoldKind
from mailbot.tasks.deciding.remind_by_hand import remind
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder, weigh
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.manage_holds import OF_CLIENTS, HoldOrder, set_hold
from tests.firm import PARTNER, Firm, paris

BY = Decider(email=PARTNER, via="shell")


@pytest.fixture
def firm(tmp_path):
    made = Firm(tmp_path / "firm")
    made.has_client()
    made.has_invoice()
    return made.at("2026-11-12T10:00")


def verdict(firm, **order):
    """The verdict on the one invoice, and whether a reminder comes of it."""
    with firm.office.books.read() as session:
        weighed = weigh(session, firm.office, RemindOrder(numbers=("F-2026-0042",), **order), firm.now)
    return weighed.verdicts[0].decision, bool(weighed.plans)


def test_the_level_s_day_gives_way_to_a_person_who_names_the_level(firm):
    assert verdict(firm) == (Decision.NOT_DUE, False)
    assert verdict(firm, level=1) == (Decision.REMIND, True)
    assert verdict(firm, level=3) == (Decision.REMIND, True)


@pytest.mark.parametrize(("day", "level"), [("2026-11-16", 1), ("2026-11-30", 2), ("2026-12-31", 2)])
def test_without_a_level_it_is_the_one_that_lateness_proposes(firm, day, level):
    firm.at(f"{day}T10:00")
    done = remind(firm.office, RemindOrder(numbers=("F-2026-0042",)), BY, firm.now)
    assert [row.level for row in done.rows] == [level]
    assert firm.invoice().level == level


def test_a_debt_that_waits_since_its_import_is_not_woken_by_its_lateness(firm):
    firm.at("2026-11-30T10:00").has_invoice("F-2025-0001", due="2025-06-01", issued_on="2025-05-01")
    assert remind(firm.office, RemindOrder(numbers=("F-2025-0001",)), BY, firm.now).rows == ()


CASES = [(kind, whole) for kind in HoldKind for whole in (False, True) if whole or kind not in OF_CLIENTS]


@pytest.mark.parametrize(("kind", "whole_client"), CASES)
def test_no_hold_gives_way(firm, kind, whole_client):
    order = HoldOrder(
        client_id=firm.client().id, kind=kind, reason="essai", invoice_id=None if whole_client else firm.invoice().id,
        until=paris("2026-11-30T00:00").date(), promised_on=paris("2026-11-27T00:00").date(),
    )  # fmt: skip
    with firm.office.books.write() as session:
        set_hold(session, firm.office, order, BY, firm.now)
    for level in (None, 1, 2):
        decision, comes = verdict(firm, level=level)
        assert not comes and decision not in (Decision.REMIND, Decision.NOT_DUE)


@pytest.mark.parametrize("level", [None, 1, 2, 3])
def test_a_printed_deadline_does_not_give_way(firm, level):
    remind(firm.office, RemindOrder(numbers=("F-2026-0042",), level=1), BY, firm.now)
    firm.at("2026-11-19T10:00")
    assert verdict(firm, level=level) == (Decision.DEADLINE_RUNNING, False)


def test_the_pause_between_two_levels_does_not_give_way(firm):
    remind(firm.office, RemindOrder(numbers=("F-2026-0042",), level=2), BY, firm.now)
    firm.at("2026-11-24T10:00")
    assert verdict(firm, level=3) == (Decision.GAP, False)
    firm.at("2026-11-30T10:00")
    assert verdict(firm, level=3) == (Decision.REMIND, True)


def test_a_level_that_was_sent_may_be_sent_again_after_the_pause(firm):
    remind(firm.office, RemindOrder(numbers=("F-2026-0042",), level=1), BY, firm.now)
    firm.at("2026-11-24T10:00")
    remind(firm.office, RemindOrder(numbers=("F-2026-0042",), level=1), BY, firm.now)
    assert [(row.level, row.status) for row in firm.reminders()] == [(1, "sent"), (1, "sent")]


def test_credit_notes_that_cover_the_sum_leave_nothing_to_ask_for(firm):
    firm.has_invoice("F-2026-0043", total="100.00", due="2026-11-09")
    firm.has_invoice("A-2026-0001", total="-500.00", due="2026-11-09", kind="credit_note")
    order = RemindOrder(numbers=("F-2026-0043",), level=1)
    done = remind(firm.office, order, BY, firm.now)
    assert (done.rows, firm.invoice("F-2026-0043").cycle, firm.reminders()) == ((), 0, [])
    assert [one.standing.invoice.number for one in done.weighed.left_out] == ["F-2026-0043"]


def test_a_reminder_asked_for_by_hand_never_leaves_by_itself(firm, tmp_path):
    config = tmp_path / "firm" / "config.yaml"
    config.write_text(
        config.read_text()
        + "ladders: {professional: {levels: [{number: 1, name: rappel, offset: 0, approval: auto}]}}\n"
    )
    automatic = Firm(tmp_path / "firm", config.read_text()).at("2026-11-12T20:00")
    done = remind(automatic.office, RemindOrder(numbers=("F-2026-0042",)), BY, automatic.now)
    assert [(row.status, row.approved_by, row.automatic) for row in done.rows] == [("approved", PARTNER, False)]
