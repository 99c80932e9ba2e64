"""Reminders made by hand: they count in the books like those that were sent, and not at all once withdrawn."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mailbot.core.deciding.hand_made import CONTACT, Outcome
from mailbot.core.errors import Refused
from mailbot.core.reminder import ByHand
from mailbot.store.dunning import hand_made, level_effects
from mailbot.store.lists import figures, reminder_list
from mailbot.store.lists.export_table import rows
from mailbot.store.lists.exports import EXPORTS
from mailbot.store.money import balance_changes
from mailbot.store.tables import AllocationRow
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.planning.report import level_effects as effects_report
from tests.firm import PARTNER
from tests.tasks.agreeing import Desk

PHONE, POST = ByHand.PHONE, ByHand.POST


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Desk(tmp_path / "firm", url=url)
    made.has_client()
    made.has_invoice()
    made.at("2026-11-16T10:00")
    yield made
    assert verify(made.office) == []
    made.office.books.close()


def test_a_call_counts_like_a_reminder_that_was_sent(firm: Desk) -> None:
    (row,) = firm.reminds().rows
    assert (row.status, row.by_hand, row.channel, row.note) == ("sent", True, "phone", "Mme Petit rappelle")
    assert (row.approved_by, row.approved_via, row.recipient, row.content_hash) == (PARTNER, "shell", "", "")
    invoice = firm.invoice()
    assert (invoice.level, invoice.level_sent_on, invoice.deadline_on) == (1, date(2026, 11, 16), None)
    assert firm.client().last_contact_on == date(2026, 11, 16)


def test_after_a_call_the_pauses_are_kept(firm: Desk) -> None:
    firm.reminds()
    found = firm.verdict()
    assert (found.decision.value, found.level and found.level.number, found.until) == ("gap", 2, date(2026, 11, 26))


def test_a_contact_that_raises_no_level_still_starts_the_pause(firm: Desk) -> None:
    firm.reminds(level=2)
    firm.at("2026-12-14T10:00")
    assert firm.decides() == "remind"
    (row,) = firm.reminds().rows  # the next level is a formal notice, and a call is none
    assert (row.level_name, row.level, firm.invoice().level) == (CONTACT, 2, 2)
    assert (firm.decides(), firm.verdict().until) == ("gap", date(2026, 12, 21))


def test_the_day_may_lie_behind(firm: Desk) -> None:
    (row,) = firm.reminds(on=date(2026, 11, 13)).rows
    assert firm.invoice().level_sent_on == firm.client().last_contact_on == date(2026, 11, 13)
    assert row.sent_at and firm.office.day(row.sent_at) == date(2026, 11, 13)
    assert firm.history("reminder_by_hand")[0].text == (
        "rappel courtois par téléphone le 13/11/2026 (F-2026-0042) - Mme Petit rappelle"
    )


def test_a_letter_gives_the_time_that_it_prints(firm: Desk) -> None:
    firm.reminds(POST)
    assert firm.invoice().deadline_on == date(2026, 11, 24)
    assert firm.decides() == "deadline_running"


def test_a_registered_letter_is_the_formal_notice(firm: Desk) -> None:
    firm.reminds(POST, level=3, note="LRAR 1A 123 456 7890 1", deadline_on=date(2026, 12, 1))
    assert (firm.invoice().level, firm.invoice().deadline_on) == (3, date(2026, 12, 1))
    with firm.office.books.read() as session:
        told = balance_changes.formal_notices(session, [firm.invoice().id], firm.office.zone)[firm.invoice().id]
    assert told == date(2026, 11, 16)


def test_a_client_is_reminded_of_all_that_was_overdue_that_day(firm: Desk) -> None:
    firm.at("2026-11-02T10:00")
    firm.has_invoice("F-2026-0050", due="2026-11-14")
    firm.has_invoice("F-2026-0051", due="2026-11-15")
    firm.has_invoice("F-2026-0052", due="2026-11-11", currency="USD")
    euros, dollars = firm.at("2026-11-16T10:00").reminds(code="C1", on=date(2026, 11, 15)).rows
    assert (euros.currency, euros.total_minor, dollars.currency, dollars.total_minor) == ("EUR", 240000, "USD", 120000)
    assert [firm.invoice(f"F-2026-005{n}").level for n in range(3)] == [1, None, 1]


@pytest.mark.parametrize(
    ("outcome", "more", "verdict", "status"),
    [
        (Outcome.REACHED, {}, "gap", "sent"),
        (Outcome.VOICEMAIL, {}, "gap", "sent"),
        (Outcome.REFUSED, {}, "gap", "sent"),
        (Outcome.PROMISE, {"promised_on": date(2026, 11, 30)}, "promised", "sent"),
        (Outcome.DISPUTE, {}, "disputed", "sent"),
        (Outcome.WRONG_NUMBER, {}, "remind", "failed"),
    ],
)
def test_what_came_of_the_call_decides_what_follows(
    firm: Desk, outcome: Outcome, more: dict[str, Any], verdict: str, status: str
) -> None:
    recorded = firm.reminds(outcome=outcome, **more)
    assert (firm.decides(), recorded.rows[0].status) == (verdict, status)
    assert firm.history("reminder_by_hand")[0].data["outcome"] == outcome.value


def test_a_wrong_number_counts_for_nothing(firm: Desk) -> None:
    (row,) = firm.reminds(outcome=Outcome.WRONG_NUMBER).rows
    assert (firm.invoice().level, firm.client().last_contact_on) == (None, None)
    assert row.status_why == "mauvais numéro"


def test_a_promise_on_the_phone_has_its_day_amount_and_scope(firm: Desk) -> None:
    recorded = firm.reminds(outcome=Outcome.PROMISE, promised_on=date(2026, 11, 30), amount=Decimal(500))
    (hold,) = recorded.holds
    assert (hold.kind, hold.promised_on) == ("promise", date(2026, 11, 30))
    assert (hold.amount_minor, hold.currency) == (50000, "EUR")
    assert (hold.invoice_id, hold.reason) == (firm.invoice().id, "Mme Petit rappelle")


def test_one_sum_promised_for_several_invoices_is_the_clients(firm: Desk) -> None:
    firm.at("2026-11-02T10:00").has_invoice("F-2026-0050", due="2026-11-09")
    numbers, day = ("F-2026-0042", "F-2026-0050"), date(2026, 11, 30)
    firm.at("2026-11-16T10:00")
    one = firm.reminds(numbers=numbers, outcome=Outcome.PROMISE, promised_on=day, amount=Decimal(900)).holds
    assert [hold.invoice_id for hold in one] == [None]
    two = firm.at("2026-11-16T11:00").reminds(numbers=numbers, outcome=Outcome.DISPUTE).holds
    assert {hold.invoice_id for hold in two} == {firm.invoice(n).id for n in numbers}


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ({"note": " "}, "pourquoi"),
        ({"on": date(2026, 11, 17)}, "demain"),
        ({"on": date(2026, 9, 30)}, "pas encore émise"),
        ({"code": "C1", "on": date(2026, 11, 10)}, "Rien n'était échu"),
        ({"numbers": ("F-9",)}, "F-9"),
        ({"numbers": ()}, "un client à la fois"),
        ({"by": POST, "outcome": Outcome.VOICEMAIL}, "répondeur"),
        ({"outcome": Outcome.PROMISE}, "--promised"),
        ({"promised_on": date(2026, 11, 30)}, "--promised"),
        ({"amount": Decimal(5)}, "d'une promesse"),
        ({"outcome": Outcome.PROMISE, "promised_on": date(2026, 11, 15)}, "passé"),
        ({"level": 3}, "un appel n'en tient pas lieu"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(firm: Desk, order: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        firm.reminds(**order)
    assert firm.reminders() == [] and firm.invoice().level is None


def test_nobody_is_reminded_of_what_is_settled(firm: Desk) -> None:
    firm.is_paid("1200")
    with pytest.raises(Refused, match="Rien n'est dû"):
        firm.reminds()


def test_a_proposal_about_the_same_invoice_is_taken_back(firm: Desk) -> None:
    firm.at("2026-11-16T08:00").tick()
    firm.at("2026-11-16T10:00").reminds()
    proposal, call = firm.reminders()
    assert (proposal.status, call.status) == ("fell_out", "sent")
    assert proposal.status_why == "relance faite par téléphone le 16/11/2026"
    firm.at("2026-11-17T08:00").tick()
    assert [row.status for row in firm.reminders()] == ["fell_out", "sent"]


def test_a_wrong_number_takes_no_proposal_back(firm: Desk) -> None:
    firm.at("2026-11-16T08:00").tick()
    firm.at("2026-11-16T10:00").reminds(outcome=Outcome.WRONG_NUMBER)
    assert [row.status for row in firm.reminders()] == ["proposed", "failed"]


def test_the_next_mail_names_letters_and_not_calls(firm: Desk) -> None:
    firm.reminds(POST, on=date(2026, 11, 12))
    firm.reminds(PHONE, level=1, on=date(2026, 11, 13))
    firm.at("2026-12-01T08:00").tick()
    text = firm.reminders()[-1].body_text.replace("\xa0", " ")
    assert "12 novembre 2026" in text and "13 novembre" not in text


def link(firm: Desk) -> tuple[int | None, int | None, bool]:
    """The reminder that the payment is linked to, with days and crossing."""
    with firm.office.books.read() as session:
        row = session.scalars(select(AllocationRow).where(AllocationRow.undone_at.is_(None))).one()
        return row.reminder_id, row.days_after_reminder, row.crossed


def test_a_payment_is_linked_to_the_call_that_brought_it(firm: Desk) -> None:
    (row,) = firm.reminds().rows
    firm.at("2026-11-23T10:00").is_paid("1200")
    assert link(firm) == (row.id, 7, False)
    (effect,) = effects_report(firm.office)
    assert (effect.level, effect.sent, effect.paid_soon, effect.median_days) == (1, 1, 1, 7.0)


def test_a_call_written_down_later_takes_the_payments_that_came_after_it(firm: Desk) -> None:
    firm.at("2026-11-20T10:00").is_paid("500")
    assert link(firm) == (None, None, False)
    (row,) = firm.reminds(on=date(2026, 11, 12)).rows
    assert link(firm) == (row.id, 8, False)
    firm.withdraws(row.id)
    assert link(firm) == (None, None, False)


def test_a_call_after_the_payment_takes_nothing_of_it(firm: Desk) -> None:
    firm.is_paid("500")
    firm.at("2026-11-17T10:00").reminds()
    assert link(firm) == (None, None, False)


def test_a_call_that_the_payment_crossed_is_not_counted(firm: Desk) -> None:
    firm.reminds()
    firm.at("2026-11-17T10:00").is_paid("500")
    assert firm.invoice().level is None and firm.invoice().cycle == 1


def test_what_was_written_down_by_mistake_counts_no_more(firm: Desk) -> None:
    first = firm.reminds(POST, on=date(2026, 11, 10)).rows[0]
    (second,) = firm.at("2026-11-25T10:00").reminds(outcome=Outcome.DISPUTE).rows
    assert (firm.invoice().level, firm.decides()) == (2, "disputed")
    firm.withdraws(second.id)
    invoice = firm.invoice()
    assert (invoice.level, invoice.level_sent_on, invoice.deadline_on) == (1, date(2026, 11, 10), date(2026, 11, 18))
    assert (invoice.cycle, firm.client().last_contact_on) == (0, date(2026, 11, 10))
    assert firm.decides() == "remind"
    assert firm.history("reminder_withdrawn")[0].text == "relance notée par erreur, retirée - autre client"
    firm.withdraws(first.id)
    assert (firm.invoice().level, firm.client().last_contact_on) == (None, None)
    assert [row.status for row in firm.reminders()] == ["withdrawn", "withdrawn"]


def test_after_its_withdrawal_the_same_level_may_be_counted_again(firm: Desk) -> None:
    (row,) = firm.reminds().rows
    firm.withdraws(row.id)
    firm.reminds()
    assert (firm.invoice().level, firm.invoice().cycle) == (1, 0)


def test_only_what_a_person_made_is_withdrawn_and_only_once(firm: Desk) -> None:
    firm.at("2026-11-16T08:00").tick()
    with pytest.raises(Refused, match="à la main"):
        firm.withdraws(firm.reminders()[0].id)
    (row,) = firm.reminds().rows
    with pytest.raises(Refused, match="pourquoi"):
        firm.withdraws(row.id, " ")
    firm.withdraws(row.id)
    with pytest.raises(Refused, match="déjà retirée"):
        firm.withdraws(row.id)


def test_lists_exports_and_figures_have_it_until_it_is_withdrawn(firm: Desk) -> None:
    (row,) = firm.reminds().rows
    with firm.office.books.read() as session:
        assert [one.reminder.id for one in reminder_list.sent(session).rows] == [row.id]
        (line,) = rows(session, EXPORTS["reminders"])
        assert (line["by_hand"], line["note"], line["channel"], line["invoices"]) == (
            True, "Mme Petit rappelle", "phone", "F-2026-0042",
        )  # fmt: skip
        assert figures.sent_by_level(session) == {(1, "rappel courtois"): 1}
        assert hand_made.last_contact(session, row.client_id, firm.office.zone) == date(2026, 11, 16)
    firm.withdraws(row.id)
    with firm.office.books.read() as session:
        assert figures.sent_by_level(session) == {}
        assert level_effects.sent_lines(session) == []
        assert reminder_list.about_invoice(session, firm.invoice().id)[0].reminder.status == "withdrawn"


def test_a_person_counted_twice_is_told(firm: Desk) -> None:
    firm.reminds()
    (again,) = firm.reminds(level=1).rows
    assert again.level_name == CONTACT  # said again: on file, and counted once
    assert firm.invoice().level == 1
