"""Alerts in the books: each raised once, for whom, and closed by itself when its cause is gone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.history import verify
from mailbot.core.hold import HoldKind
from mailbot.store import history
from mailbot.store.pursuit_tables import InstalmentRow
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderLineRow, ReminderRow
from mailbot.tasks.alerts.close_alert import close_alert, reopen_alert
from mailbot.tasks.alerts.raise_alerts import raise_urgent
from tests.firm import CONFIG, DEPUTY, PARTNER
from tests.tasks.alert_stories import STORIES, Story
from tests.tasks.alerting import a_failed_run, a_hold, a_missed_instalment, a_payment, a_reminder, climbed, resumed
from tests.tasks.watched import BY, Watched

# A lawyer's fee is counted from the end of the mission; here the invoice's own day stands for it.
_OLD = date(2022, 1, 5)


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Watched(tmp_path / "firm", url=url).begin()
    yield made
    with made.office.books.read() as session:
        assert verify(history.lines(session)) is None
    made.office.books.close()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path / "firm").begin()
    yield made
    made.office.books.close()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.kind}-{story.why}")
def test_each_is_raised_once_and_closes_itself_when_its_cause_is_gone(firm: Watched, story: Story) -> None:
    story.happens(firm)
    firm.looks()
    (row,) = firm.alerts()
    assert row.kind == story.kind and row.partner == PARTNER and row.title and row.advice
    assert firm.looks() == 0 and len(firm.alerts()) == 1
    story.over(firm)
    before = {one.id for one in firm.alerts(open_only=False)}
    firm.looks()
    assert (story.kind, story.why) in firm.ends()
    assert story.kind not in {one.kind for one in firm.alerts()}
    assert firm.looks() == 0
    assert {one.kind for one in firm.alerts(open_only=False) if one.id not in before} <= {"insolvency"}


def test_every_kind_has_its_story() -> None:
    assert {story.kind for story in STORIES} | {"run_failed"} == {kind.value for kind in AlertKind}


def test_a_failed_run_is_told_to_whoever_asked_for_it(here: Watched) -> None:
    a_failed_run(here)
    assert here.looks() == 1
    (row,) = here.alerts()
    assert (row.partner, row.once_key) == (PARTNER, "run_failed:1") and "plus de place" in row.advice


def test_an_instalment_that_got_another_day_and_missed_it_is_told_again(firm: Watched) -> None:
    a_missed_instalment(firm)
    assert firm.looks() == 1
    firm.corrects(InstalmentRow, outcome="")
    assert firm.looks() == 0 and not firm.alerts()
    firm.corrects(InstalmentRow, outcome="missed", due_on=date(2026, 11, 17))
    assert firm.looks() == 1
    first, second = sorted(firm.alerts(open_only=False), key=lambda one: one.id)
    assert (first.kind, second.kind, first.once_key == second.once_key) == (*["instalment_missed"] * 2, False)


def test_what_closed_itself_says_so_in_the_history_with_its_reason(here: Watched) -> None:
    a_hold(here)
    here.looks()
    resumed(here)
    here.looks()
    with here.office.books.read() as session:
        (line,) = [one for one in history.recent(session, here.now) if one.kind == "alert_closed"]
    assert line.actor == "mailbot"
    assert line.text == "alerte close : Dupont Bâtiment conteste (la suspension est levée)"


def test_the_history_and_the_words_follow_the_firm_s_language(tmp_path: Path) -> None:
    firm = Watched(tmp_path / "firm", CONFIG.replace("profession: lawyer", "profession: lawyer, language: en")).begin()
    a_hold(firm)
    firm.looks()
    resumed(firm)
    firm.looks()
    (row,) = firm.alerts(open_only=False)
    with firm.office.books.read() as session:
        texts = [one.text for one in history.recent(session, firm.now)]
    assert row.title == "Dupont Bâtiment disputes"
    assert texts[0] == "alert closed: Dupont Bâtiment disputes (the hold has ended)"
    firm.office.books.close()


@pytest.mark.parametrize(
    ("invoice", "client", "whose"),
    [
        (DEPUTY, PARTNER, DEPUTY),
        ("", DEPUTY, DEPUTY),
        ("", "", PARTNER),
        ("parti@etude.example", DEPUTY, PARTNER),
    ],
)
def test_the_partner_of_the_invoice_is_told_else_of_the_client_else_the_default_one(
    here: Watched, invoice: str, client: str, whose: str
) -> None:
    here.corrects(InvoiceRow, partner=invoice)
    here.corrects(ClientRow, partner=client)
    climbed(here)
    here.looks()
    assert [row.partner for row in here.alerts()] == [whose]


def test_of_a_client_without_a_partner_whoever_has_most_to_claim_is_told(here: Watched) -> None:
    here.has_invoice("F-2026-0050", total="9000.00", due="2026-12-31")
    here.corrects(InvoiceRow, 1, partner=PARTNER)
    here.corrects(InvoiceRow, 2, partner=DEPUTY)
    a_hold(here, HoldKind.DECEASED)
    here.looks()
    assert [row.partner for row in here.alerts()] == [DEPUTY]


def test_a_payment_is_told_to_whose_invoices_are_proposed_for_it(here: Watched) -> None:
    here.corrects(InvoiceRow, partner=DEPUTY)
    a_payment(here, proposals=[["F-2026-0042", 7500]], decision="review")
    here.looks()
    (row,) = here.alerts()
    assert (row.partner, row.client_id) == (DEPUTY, 1)


def test_a_second_letter_of_the_same_dispute_is_no_second_alert(firm: Watched) -> None:
    a_hold(firm)
    firm.looks()
    a_hold(firm.at("2026-11-19T10:00"))
    a_hold(firm.at("2026-11-20T10:00"))
    assert firm.looks() == 0 and len(firm.alerts(open_only=False)) == 1
    resumed(firm)
    firm.looks()
    assert firm.ends() == [("dispute", "resumed")]
    a_hold(firm.at("2026-11-25T10:00"))
    assert firm.looks() == 1


def test_an_insolvency_counts_from_its_news_until_its_publication_is_known(firm: Watched) -> None:
    a_hold(firm, HoldKind.INSOLVENT)
    firm.looks()
    assert [row.act_by for row in firm.alerts()] == [date(2027, 1, 18)]
    a_hold(firm.at("2026-11-20T10:00"), HoldKind.INSOLVENT)
    assert firm.looks() == 0
    a_hold(firm.at("2026-11-23T10:00"), HoldKind.INSOLVENT, published_on=date(2026, 11, 12))
    assert firm.looks() == 1
    assert [(row.once_key, row.act_by) for row in firm.alerts()] == [("insolvency:1:2026-11-12", date(2027, 1, 12))]
    assert firm.ends() == [("insolvency", "published")]
    assert firm.looks() == 0


def test_limitation_is_told_at_each_of_its_months_and_the_nearer_takes_the_place_of_the_other(firm: Watched) -> None:
    firm.corrects(InvoiceRow, issued_on=_OLD, due_on=_OLD)
    told = []
    for day in ("2026-01-04", "2026-01-05", "2026-07-05", "2026-11-05", "2027-01-05", "2027-01-06", "2027-03-01"):
        firm.at(f"{day}T10:00").looks()
        told.append([(row.facts["months"], row.urgent) for row in firm.alerts()])
    assert told == [[], [(12, False)], [(6, False)], [(2, True)], [(2, True)], [(0, True)], [(0, True)]]
    assert firm.ends() == [("limitation", "nearer")] * 3


def test_an_invoice_is_not_handed_over_while_its_client_promised_and_is_afterwards(firm: Watched) -> None:
    climbed(firm)
    a_hold(firm, HoldKind.PROMISE, promised_on=date(2026, 11, 20))
    assert firm.looks() == 0
    resumed(firm)
    assert firm.looks() == 1


@pytest.mark.parametrize(
    ("wanted", "formal", "automatic", "told"),
    [
        ("formal", True, False, 1),
        ("formal", False, False, 0),
        ("all", False, False, 1),
        ("all", False, True, 0),
        ("never", True, False, 0),
    ],
)
def test_the_next_level_is_told_as_the_firm_wishes(
    tmp_path: Path, wanted: str, formal: bool, automatic: bool, told: int
) -> None:
    firm = Watched(tmp_path / "firm", CONFIG + f"alerts: {{next_level: {wanted}}}\n").begin()
    a_reminder(firm, formal=formal, automatic=automatic)
    assert firm.looks() == told
    firm.office.books.close()


def test_a_level_that_is_proposed_anew_is_told_once(here: Watched) -> None:
    a_reminder(here)
    here.looks()
    here.corrects(ReminderRow, status="expired")
    here.corrects(ReminderLineRow, live=False)
    a_reminder(here, total_minor=130000)
    assert here.looks() == 0 and [row.kind for row in here.alerts()] == ["next_level"]


@pytest.mark.parametrize(("kind", "raised"), [(HoldKind.INSOLVENT, 1), (HoldKind.DECEASED, 1), (HoldKind.DISPUTE, 0)])
def test_at_any_hour_only_what_cannot_wait_is_raised(here: Watched, kind: HoldKind, raised: int) -> None:
    a_hold(here.at("2026-11-21T03:00"), kind)
    assert raise_urgent(here.office, here.now) == raised
    assert raise_urgent(here.office, here.now) == 0


def test_a_person_says_that_an_alert_is_done_and_takes_it_back(firm: Watched) -> None:
    a_hold(firm)
    firm.looks()
    with firm.office.books.write() as session:
        close_alert(session, firm.office, 1, BY, firm.now, why="  répondu par lettre ")
    assert firm.ends() == [("dispute", "répondu par lettre")] and firm.looks() == 0
    with firm.office.books.write() as session:
        reopen_alert(session, firm.office, 1, BY, firm.now)
        texts = [one.text for one in history.recent(session, firm.now)][:2]
    assert texts == [
        "alerte rouverte : Dupont Bâtiment conteste",
        "alerte traitée : Dupont Bâtiment conteste - répondu par lettre",
    ]
    assert len(firm.alerts()) == 1
