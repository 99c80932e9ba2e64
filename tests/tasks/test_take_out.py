"""One invoice is taken out of a reminder: the others stay, and what was approved is asked about anew."""

import pytest

from mailbot.core.errors import Refused
from mailbot.core.reading.understood import ReplyLine
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import decide_one
from mailbot.tasks.deciding.take_out import TakeOut, take_out
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.resume_reminders import ResumeOrder, resume
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.planning.plan_reminders import plan
from mailbot.tasks.sending.draft_reminders import draft_all
from tests.admin.town import decision, told
from tests.firm import DEPUTY, PARTNER, Firm, body_of

BY = Decider(email=PARTNER, via="shell")


@pytest.fixture
def firm(tmp_path):
    """One reminder with two invoices, asked about in this morning's digest."""
    made = Firm(tmp_path / "firm")
    made.has_client()
    made.has_invoice("F-1", total="1000.00", due="2026-11-10")
    made.has_invoice("F-2", total="250.00", due="2026-11-09")
    return made.at("2026-11-16T08:05")


def asked(firm):
    firm.tick()
    (row,) = firm.reminders()
    return row


def take(firm, row, number="F-2", why="vue avec le client", by=BY):
    return take_out(firm.office, TakeOut(reminder_id=row.id, number=number, why=why), by, firm.now)


def approve(firm, row):
    with firm.office.books.write() as session:
        mine = session.get_one(ReminderRow, row.id)
        decide_one(session, firm.office, mine, ReplyLine(verb="approve"), BY, firm.now)


def test_the_others_stay_with_another_total_and_another_text(firm):
    row = asked(firm)
    done = take(firm, row)
    old, new = firm.reminders()
    assert (old.status, new.status, new.id) == ("fell_out", "proposed", done.replacement.id)
    assert (old.total_minor, new.total_minor) == (125000, 100000)
    assert "F-2" not in new.body_text and "F-1" in new.body_text
    assert new.content_hash and new.content_hash != old.content_hash
    assert verify(firm.office) == []


def test_an_approval_falls_and_nothing_leaves_before_another_one(firm):
    row = asked(firm)
    approve(firm, row)
    assert take(firm, row).was_approved
    firm.at("2026-11-16T10:00").tick()
    assert firm.inbox_of("compta@dupont.example") == []
    approve(firm, firm.reminders()[1])
    firm.at("2026-11-16T10:10").tick()
    (mail,) = firm.inbox_of("compta@dupont.example")
    assert "F-2" not in body_of(mail)


def test_an_answer_to_the_old_digest_approves_nothing_that_it_did_not_show(firm):
    asked(firm)
    digest = firm.inbox_of(PARTNER)[-1]
    take(firm, firm.reminders()[0])
    firm.at("2026-11-16T10:00").answers(PARTNER, digest, "OK")
    firm.tick()
    assert [row.status for row in firm.reminders()] == ["fell_out", "proposed"]
    firm.at("2026-11-17T08:05").tick()
    shown = body_of(firm.inbox_of(PARTNER)[-1]).replace("\xa0", " ")
    assert "Revient : F-2 retirée par" in shown and "vue avec le client" in shown


def test_the_invoice_rests_and_resume_brings_it_back(firm):
    take(firm, asked(firm))
    assert decision(firm, "F-2") == "on_hold"
    order = ResumeOrder(client_id=firm.client().id, invoice_id=firm.invoice("F-2").id, why="erreur")
    with firm.office.books.write() as session:
        resume(session, firm.office, order, BY, firm.now)
    assert decision(firm, "F-2") == "waiting_approval", "what stays of that reminder goes first"
    assert firm.invoice("F-2").cycle == 0


def test_the_next_morning_it_is_not_proposed_again(firm):
    take(firm, asked(firm))
    for day in ("17", "18"):
        firm.at(f"2026-11-{day}T08:05").tick()
    assert len(firm.reminders()) == 2


def test_the_level_is_that_of_what_stays(firm):
    firm.at("2026-11-02T09:00").has_invoice("F-3", total="90.00", due="2026-11-03")
    firm.at("2026-11-19T08:05")
    with firm.office.books.write() as session:
        session.merge(firm.invoice("F-3")).level = 1
    row = asked(firm)
    assert row.level == 2
    assert take(firm, row, "F-3").replacement.level == 1


def test_the_last_one_leaves_nothing_to_ask_for(firm):
    row = asked(firm)
    second = take(firm, row).replacement
    done = take(firm, second, "F-1")
    assert done.replacement is None
    assert [one.status for one in firm.reminders()] == ["fell_out", "fell_out"]
    assert (decision(firm, "F-1"), decision(firm, "F-2")) == ("on_hold", "on_hold")


def test_it_stands_in_the_history_with_its_author_and_reason(firm):
    take(firm, asked(firm))
    (line,) = told(firm, "reminder_taken_out")
    assert (line.actor, line.text, line.invoice_id) == (
        PARTNER, "F-2 retirée de la relance : vue avec le client", firm.invoice("F-2").id,
    )  # fmt: skip


def test_one_drafted_by_the_run_of_the_plan_is_drafted_once(firm):
    plan(firm.office, firm.now)
    draft_all(firm.office, firm.now)
    take(firm, firm.reminders()[0])
    assert draft_all(firm.office, firm.now) == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"number": "F-9"}, "n'est pas dans cette relance"),
        ({"why": " "}, "Dites pourquoi"),
        ({"by": Decider(email=DEPUTY, via="shell")}, "autre associé"),
        ({"by": Decider(email="x@y.example", via="shell")}, "autre associé"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(firm, changes, says):
    row = asked(firm)
    with pytest.raises(Refused, match=says):
        take(firm, row, **changes)
    assert [one.status for one in firm.reminders()] == ["proposed"]


def test_a_credit_note_is_not_taken_out(firm):
    firm.has_invoice("A-1", total="-50.00", due="2026-11-09", kind="credit_note")
    row = asked(firm.at("2026-11-16T08:05"))
    with pytest.raises(Refused, match="avoir"):
        take(firm, row, "A-1")


def test_what_has_left_stays_as_it_left(firm):
    row = asked(firm)
    approve(firm, row)
    firm.at("2026-11-16T10:00").tick()
    with pytest.raises(Refused, match="n'attend plus"):
        take(firm, row)


def test_a_reminder_that_is_not_there(firm):
    with pytest.raises(Refused, match="pas de relance 7"):
        take_out(firm.office, TakeOut(reminder_id=7, number="F-1", why="x"), BY, firm.now)
