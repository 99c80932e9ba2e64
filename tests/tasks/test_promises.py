"""Promises in the books: judged each night by what was promised, replaced, taken back, and counted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.promises import Outcome
from mailbot.store.dunning import promises
from mailbot.tasks.holds.judge_promises import promise_report
from mailbot.tasks.holds.manage_holds import end_hold
from mailbot.tasks.keeping.verify import verify
from tests.factories import eur
from tests.firm import CONFIG
from tests.tasks.agreeing import BY, Desk

PROMISED = date(2026, 11, 30)  # a Monday: waited for until Thursday


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Desk(tmp_path / "firm", url=url)
    made.has_client()
    made.has_invoice()
    made.has_invoice("F-2026-0050", total="600.00", due="2026-12-31")
    made.at("2026-11-16T10:00")
    yield made
    assert verify(made.office) == []
    made.office.books.close()


def promised(firm: Desk, **order: Any) -> int:
    """A promise of client C1 for 30 November; its number."""
    return firm.holds_back(HoldKind.PROMISE, **{"promised_on": PROMISED, **order}).id


def after_night(firm: Desk, at: str, promise: int) -> tuple[str, str]:
    """The promise's outcome after housekeeping at that hour, and the verdict on the invoice."""
    firm.at(at).night()
    return firm.hold(promise).outcome, firm.decides()


def test_a_promise_keeps_reminders_back_until_its_grace_is_over(firm: Desk) -> None:
    promise = promised(firm)
    assert firm.says() == "règlement promis : noté au téléphone, jusqu'au 3 déc. 2026"
    assert after_night(firm, "2026-12-03T23:00", promise) == ("", "promised")
    assert after_night(firm, "2026-12-04T03:00", promise) == ("broken", "remind")
    assert [event.text for event in firm.history("promise")] == ["promesse du 30/11/2026 non tenue"]


def test_the_grace_is_the_firms_to_choose(tmp_path: Path) -> None:
    patient = Desk(tmp_path / "patient", CONFIG + "waiting: {promise: 5}\n")
    patient.has_client()
    patient.has_invoice()
    assert promised(patient) and patient.verdict().until == date(2026, 12, 8)


def test_what_was_promised_without_an_amount_is_all_that_is_due_by_then(firm: Desk) -> None:
    promise = promised(firm)
    firm.at("2026-11-27T10:00").is_paid("1200")
    firm.night()
    assert firm.hold(promise).outcome == "kept"
    assert firm.invoice("F-2026-0050").open_minor == 60000


def test_of_a_sum_promised_that_sum_counts(firm: Desk) -> None:
    promise = promised(firm, amount=eur(500))
    firm.at("2026-11-27T10:00").is_paid("499")
    firm.night()
    assert firm.hold(promise).outcome == ""
    firm.at("2026-11-30T10:00").is_paid("1")
    firm.night()
    assert (firm.hold(promise).outcome, firm.decides()) == ("kept", "remind")


def test_money_in_hand_counts_for_a_promise(firm: Desk) -> None:
    promise = promised(firm, amount=eur(500), invoice_id=firm.invoice().id)
    firm.at("2026-11-27T10:00").is_paid("1100", "F-2026-0050")
    firm.night()
    assert firm.hold(promise).outcome == "kept"


def test_within_the_grace_it_is_kept_late(firm: Desk) -> None:
    promise = promised(firm)
    firm.at("2026-12-02T10:00").is_paid("1200")
    firm.at("2026-12-03T03:00").night()
    assert firm.hold(promise).outcome == "kept_late"
    assert [event.text for event in firm.history("promise")] == ["promesse du 30/11/2026 tenue, en retard"]


def test_a_broken_promise_stays_broken_when_the_money_comes_at_last(firm: Desk) -> None:
    promise = promised(firm)
    firm.at("2026-12-04T03:00").night()
    firm.at("2026-12-09T10:00").is_paid("1200")
    firm.at("2026-12-10T03:00").night()
    assert firm.hold(promise).outcome == "broken"


def test_while_the_bank_is_silent_no_promise_is_broken(firm: Desk) -> None:
    promise = promised(firm)
    firm.at("2026-11-20T10:00").bank_speaks()
    assert after_night(firm, "2026-12-04T03:00", promise) == ("", "bank_silent")
    firm.bank_speaks()
    assert after_night(firm, "2026-12-04T04:00", promise) == ("broken", "remind")


def test_a_new_promise_takes_the_place_of_the_old(firm: Desk) -> None:
    old = promised(firm)
    new = promised(firm, promised_on=date(2026, 12, 10))
    assert (firm.hold(old).outcome, firm.verdict().until) == ("replaced", date(2026, 12, 16))
    firm.at("2026-12-09T10:00").is_paid("1200")
    firm.night()
    assert (firm.hold(old).outcome, firm.hold(new).outcome) == ("replaced", "kept")


def test_a_new_promise_does_not_make_good_one_whose_time_is_over(firm: Desk) -> None:
    old = promised(firm)
    firm.at("2026-12-07T10:00")
    promised(firm, promised_on=date(2026, 12, 10))
    firm.night()
    assert firm.hold(old).outcome == "broken"


def test_a_promise_of_a_day_that_is_over_is_none(firm: Desk) -> None:
    with pytest.raises(Refused, match="passé"):
        promised(firm, promised_on=date(2026, 11, 15))


def test_a_promise_judged_too_soon_is_judged_anew(firm: Desk) -> None:
    promise = promised(firm)
    firm.at("2026-12-04T03:00").night()
    with pytest.raises(Refused, match="reste non tenue"):
        firm.reopens(promise)
    firm.at("2026-12-07T10:00").is_paid("1200", on="2026-11-28")
    firm.reopens(promise, "le chèque était à l'accueil")
    assert firm.hold(promise).outcome == "kept"


@pytest.fixture
def told(firm: Desk) -> Desk:
    """One promise kept, one kept late, one broken, one replaced, one lifted, one that runs; of two clients."""
    firm.takes_in("c.csv", "code;name;email\nC2;Alpha Conseil;a@alpha.example\n")
    header = "number;client;issued_on;due_on;total\n"
    firm.takes_in("i.csv", header + "F-2026-0070;C2;2026-10-01;2026-11-14;900.00\n")
    other = firm.client("C2").id
    promised(firm, amount=eur(400))
    firm.holds_back(HoldKind.PROMISE, client_id=other, promised_on=date(2026, 11, 18))
    firm.at("2026-11-20T10:00").is_paid("400")
    firm.night()
    firm.at("2026-11-24T03:00").night()
    promised(firm, promised_on=date(2026, 11, 25), invoice_id=firm.invoice().id)
    firm.at("2026-11-26T10:00").is_paid("800")
    firm.at("2026-11-27T03:00").night()
    firm.at("2026-11-27T10:00")
    promised(firm, promised_on=date(2026, 12, 1), amount=eur(100))
    lifted = promised(firm, promised_on=date(2026, 12, 2), amount=eur(100))
    with firm.office.books.write() as session:
        end_hold(session, lifted, BY, "saisie en double", firm.now)
    promised(firm, promised_on=date(2027, 1, 4))
    return firm


def test_promises_are_counted_by_client_and_in_all(told: Desk) -> None:
    alpha, dupont, total = promise_report(told.office, date(2026, 11, 27))
    assert (alpha.client, dupont.client, total.client) == ("Alpha Conseil", "Dupont Bâtiment", "")
    assert {name.value: count for name, count in dupont.counts.items()} == {
        "kept": 1, "kept_late": 1, "broken": 0, "replaced": 1, "lifted": 1, "running": 1,
    }  # fmt: skip
    assert (alpha.made, alpha.counts[Outcome.BROKEN], total.made) == (1, 1, 6)
    assert (alpha.kept_share, dupont.kept_share, total.kept_share) == (0.0, 1.0, 2 / 3)
    assert alpha.amount(Outcome.BROKEN) == eur(900)
    assert dupont.amount(Outcome.KEPT, Outcome.LATE) == eur(400 + 800)
    assert dupont.amount(Outcome.RUNNING) == eur(600)  # all that is due by 4 January


@pytest.mark.parametrize(
    ("day", "made", "outcomes"),
    [
        ("2026-11-15", 0, {}),
        ("2026-11-16", 2, {"running": 2}),
        ("2026-11-20", 2, {"kept": 1, "running": 1}),
        ("2026-11-24", 3, {"kept": 1, "broken": 1, "running": 1}),
    ],
)
def test_the_report_of_a_day_says_what_was_known_then(
    told: Desk, day: str, made: int, outcomes: dict[str, int]
) -> None:
    rows = promise_report(told.office, date.fromisoformat(day))
    assert sum(row.made for row in rows if row.client) == made
    total = rows[-1].counts if rows else {}
    assert {name.value: count for name, count in total.items() if count} == outcomes


def test_nothing_of_a_promise_is_read_twice(told: Desk) -> None:
    with told.office.books.read() as session:
        assert [row.promised_on for row in promises.running(session)] == [date(2027, 1, 4)]
