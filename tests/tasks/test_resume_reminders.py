"""Holds that end on a person's word."""

import pytest

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.store.dunning import holds
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.holds.resume_reminders import GRAVE, USUAL, ResumeOrder, resume
from tests.firm import PARTNER, Firm, paris

BY = Decider(email=PARTNER, via="shell")


@pytest.fixture
def firm(tmp_path):
    made = Firm(tmp_path / "firm")
    made.has_client()
    made.has_invoice()
    return made


def held(firm, kind, until="2026-11-30"):
    day = paris(f"{until}T00:00").date()
    with firm.office.books.write() as session:
        order = HoldOrder(client_id=firm.client().id, kind=kind, reason="essai", until=day, promised_on=day)
        return set_hold(session, firm.office, order, BY, firm.now).id


def resumed(firm, **changes):
    order = ResumeOrder(**{"client_id": firm.client().id, "why": "réglé", **changes})
    with firm.office.books.write() as session:
        return [row.kind for row in resume(session, firm.office, order, BY, firm.now)]


@pytest.mark.parametrize("kind", USUAL)
def test_a_usual_hold_ends(firm, kind):
    held(firm, kind)
    assert resumed(firm) == [kind]
    with firm.office.books.read() as session:
        assert holds.running_of_kinds(session, firm.client().id, list(HoldKind)) == []


@pytest.mark.parametrize("kind", sorted(GRAVE))
def test_insolvency_and_death_end_only_by_their_name(firm, kind):
    held(firm, kind)
    with pytest.raises(Refused, match="--kind"):
        resumed(firm)
    assert resumed(firm, kinds=(kind,)) == [kind]


def test_a_hold_whose_time_is_over_is_none(firm):
    held(firm, HoldKind.HOLD, until="2026-11-04")
    firm.at("2026-11-05T09:00")
    with pytest.raises(Refused, match="Rien"):
        resumed(firm)


def test_no_hold_ends_without_a_reason(firm):
    held(firm, HoldKind.HOLD)
    with pytest.raises(Refused, match="pourquoi"):
        resumed(firm, why=" ")
