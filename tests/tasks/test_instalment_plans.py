"""Instalment plans in the books: made, kept, missed, revoked, taken up again, and what the plan says meanwhile."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mailbot.core.errors import Refused
from mailbot.tasks.keeping.verify import verify
from tests.firm import PARTNER
from tests.tasks.agreeing import Desk

DEC, JAN, FEB = date(2026, 12, 15), date(2027, 1, 15), date(2027, 2, 15)


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Desk(tmp_path / "firm", url=url)
    made.at("2026-11-02T09:00")
    made.has_client()
    made.has_invoice()
    made.has_invoice("F-2026-0050", total="600.00", due="2026-11-12")
    made.at("2026-11-16T10:00")
    yield made
    assert verify(made.office) == []
    made.office.books.close()


def a_plan(firm: Desk, **order: Any) -> int:
    """Of 1,200 euros in three parts, for F-2026-0042 unless said otherwise; its number."""
    usual = {"numbers": ("F-2026-0042",), "parts": 3, "first_on": DEC}
    return firm.agrees(**{**usual, **order}).plan.id


def test_a_plan_for_a_client_keeps_all_its_invoices_back_and_names_the_next_part(firm: Desk) -> None:
    firm.agrees(parts=3, first_on=DEC)
    for number in ("F-2026-0042", "F-2026-0050"):
        assert firm.says(number) == "échéancier en cours : 600,00 EUR attendus le 15 déc. 2026"
        assert firm.verdict(number).until == date(2026, 12, 19)


def test_a_plan_for_one_invoice_leaves_the_others(firm: Desk) -> None:
    a_plan(firm)
    assert (firm.decides(), firm.decides("F-2026-0050")) == ("instalments", "not_due")


def test_a_plan_for_some_invoices_is_one_plan(firm: Desk) -> None:
    firm.at("2026-11-02T09:30").has_invoice("F-2026-0060", due="2026-11-09")
    firm.at("2026-11-16T10:00")
    plan = a_plan(firm, numbers=("F-2026-0042", "F-2026-0050"))
    assert [firm.decides(n) for n in ("F-2026-0042", "F-2026-0050", "F-2026-0060")] == [
        "instalments", "instalments", "remind",
    ]  # fmt: skip
    assert firm.says() == firm.says("F-2026-0050") == "échéancier en cours : 600,00 EUR attendus le 15 déc. 2026"
    firm.ends(plan)
    assert (firm.decides(), firm.decides("F-2026-0050")) == ("remind", "not_due")


def test_days_and_amounts_may_be_given(firm: Desk) -> None:
    made = firm.agrees(numbers=("F-2026-0042",), dated=((DEC, Decimal(200)), (FEB, Decimal("300.50"))))
    assert [(one.due_on, str(one.amount)) for one in made.instalments] == [(DEC, "200.00 EUR"), (FEB, "300.50 EUR")]


def test_kept_to_the_end_it_ends_kept_and_what_is_not_in_it_is_reminded(firm: Desk) -> None:
    plan = a_plan(firm, total=Decimal(900))
    for day, parts, outcome in (
        ("2026-12-14", ["kept", "", ""], ""),
        ("2027-01-18", ["kept", "kept", ""], ""),
        ("2027-02-10", ["kept", "kept", "kept"], "kept"),
    ):
        firm.at(f"{day}T10:00").is_paid("300")
        firm.at(f"{day}T23:00").night()
        assert (firm.parts(plan), firm.hold(plan).outcome) == (parts, outcome)
    assert firm.decides() == "remind"
    assert [event.kind for event in firm.history("instalment")] == [
        "instalments_made", "instalment_kept", "instalment_kept", "instalment_kept", "instalments_kept",
    ]  # fmt: skip


def test_after_a_part_that_was_kept_the_plan_names_the_next(firm: Desk) -> None:
    a_plan(firm)
    firm.at("2026-12-01T10:00").is_paid("400")
    firm.night()
    assert firm.says() == "échéancier en cours : 400,00 EUR attendus le 15 janv. 2027"


def test_a_missed_part_reopens_the_ladder(firm: Desk) -> None:
    plan = a_plan(firm)
    firm.at("2026-12-10T10:00").is_paid("399.99")
    firm.at("2026-12-18T23:00").night()
    assert (firm.parts(plan), firm.decides()) == (["", "", ""], "instalments")
    assert "1 missed" in firm.at("2026-12-19T03:00").night()
    assert (firm.parts(plan), firm.decides()) == (["missed", "", ""], "remind")
    row = firm.hold(plan)
    assert (row.outcome, row.ended_by) == ("broken", "mailbot")
    (missed,) = firm.history("instalment_missed")
    assert missed.text == (
        "échéance 1/3 de 400.00 EUR au 15/12/2026 non tenue : 399.99 EUR reçus sur 400.00 EUR, les relances reprennent"
    )


def test_a_missed_part_frees_every_invoice_of_the_plan(firm: Desk) -> None:
    a_plan(firm, numbers=("F-2026-0042", "F-2026-0050"))
    firm.at("2026-12-19T03:00").night()
    assert (firm.decides(), firm.decides("F-2026-0050")) == ("remind", "remind")


@pytest.mark.parametrize(
    ("paid", "kept"),
    [
        ([("400", "F-2026-0042")], True),
        ([("400", "F-2026-0050")], False),
        ([("1000", "F-2026-0050")], True),
        ([("100", "F-2026-0042"), ("300", "F-2026-0042")], True),
    ],
    ids=["on its invoice", "on another", "what is left of it in hand", "in two"],
)
def test_what_lies_on_its_invoices_and_what_is_in_hand_counts(
    firm: Desk, paid: list[tuple[str, str]], kept: bool
) -> None:
    plan = a_plan(firm)
    for minute, (amount, number) in enumerate(paid):
        firm.at(f"2026-12-10T10:{minute:02}").is_paid(amount, number)
    firm.at("2026-12-19T03:00").night()
    assert firm.parts(plan)[0] == ("kept" if kept else "missed")


def test_what_came_before_the_plan_does_not_count(firm: Desk) -> None:
    firm.at("2026-11-16T09:00").is_paid("400")
    firm.at("2026-11-16T10:00")
    plan = a_plan(firm, total=Decimal(800))
    firm.at("2026-12-19T03:00").night()
    assert firm.parts(plan) == ["missed", "", ""]


def test_a_plan_whose_invoices_are_settled_otherwise_is_kept(firm: Desk) -> None:
    plan = a_plan(firm)
    row = "number;client;kind;issued_on;due_on;total;applies_to\n"
    firm.takes_in("avoirs.csv", row + "A-1;C1;credit_note;2026-11-20;2026-11-20;-1200.00;F-2026-0042\n")
    firm.at("2026-12-19T03:00").night()
    assert (firm.parts(plan), firm.hold(plan).outcome) == (["kept", "kept", "kept"], "kept")


def test_while_the_bank_is_silent_nothing_is_missed(firm: Desk) -> None:
    plan = a_plan(firm)
    firm.at("2026-12-01T10:00").bank_speaks()
    firm.at("2026-12-19T03:00").night()
    assert firm.parts(plan) == ["", "", ""]
    firm.at("2026-12-21T10:00").bank_speaks()
    firm.at("2026-12-22T03:00").night()
    assert firm.parts(plan) == ["missed", "", ""]


def test_a_revoked_plan_can_be_taken_up_again(firm: Desk) -> None:
    plan = a_plan(firm)
    firm.ends(plan, "il ne répond plus")
    assert firm.decides() == "remind"
    firm.takes_up(plan)
    assert (firm.decides(), firm.hold(plan).ended_at) == ("instalments", None)
    said = [event.text for event in firm.history("instalments_")][1:]
    assert said == ["échéancier révoqué - il ne répond plus", "échéancier repris - il s'est expliqué"]


def test_a_missed_part_is_forgiven_with_a_new_day(firm: Desk) -> None:
    plan = a_plan(firm)
    firm.at("2026-12-19T03:00").night()
    firm.at("2026-12-21T10:00").takes_up(plan, date(2026, 12, 28))
    assert firm.parts(plan) == ["", "", ""]
    assert firm.says() == "échéancier en cours : 400,00 EUR attendus le 28 déc. 2026"
    firm.at("2026-12-31T23:00").night()
    assert firm.decides() == "instalments"
    firm.at("2027-01-01T03:00").night()
    assert firm.parts(plan) == ["missed", "", ""]


def test_a_part_that_was_paid_after_all_is_kept_once_the_plan_is_taken_up_again(firm: Desk) -> None:
    plan = a_plan(firm)
    firm.at("2026-12-19T03:00").night()
    firm.at("2026-12-21T10:00").is_paid("400", on="2026-12-14")
    firm.takes_up(plan)
    assert (firm.parts(plan), firm.decides()) == (["kept", "", ""], "instalments")


@pytest.mark.parametrize(
    ("until", "why", "said"),
    [
        (None, "oui", "toujours pas réglée"),
        (date(2027, 1, 15), "oui", "avant l'échéance suivante"),
        (date(2026, 12, 20), "oui", "à venir"),
        (date(2026, 12, 28), " ", "pourquoi"),
    ],
    ids=["unpaid still", "after the next", "in the past", "no reason"],
)
def test_a_missed_plan_is_not_taken_up_again_without_money_or_a_day(
    firm: Desk, until: date | None, why: str, said: str
) -> None:
    plan = a_plan(firm)
    firm.at("2026-12-19T03:00").night()
    firm.at("2026-12-21T10:00")
    with pytest.raises(Refused, match=said):
        firm.takes_up(plan, until, why)
    assert firm.hold(plan).outcome == "broken" and firm.parts(plan) == ["missed", "", ""]


def test_a_new_plan_takes_the_place_of_the_old(firm: Desk) -> None:
    old = a_plan(firm)
    new = firm.agrees(parts=2, first_on=JAN).plan.id
    assert (firm.hold(old).outcome, firm.hold(new).outcome) == ("replaced", "")
    assert firm.says() == "échéancier en cours : 900,00 EUR attendus le 15 janv. 2027"
    with pytest.raises(Refused, match="Un autre échéancier"):
        firm.takes_up(old)


def test_a_plan_that_runs_or_was_kept_is_not_taken_up_again(firm: Desk) -> None:
    plan = a_plan(firm)
    with pytest.raises(Refused, match="court encore"):
        firm.takes_up(plan)
    firm.at("2026-12-01T10:00").is_paid("1200")
    firm.night()
    with pytest.raises(Refused, match="tenu jusqu'au bout"):
        firm.takes_up(plan)
    with pytest.raises(Refused, match="déjà terminé"):
        firm.ends(plan)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"why": " "}, "pourquoi"),
        ({"numbers": ("F-9",)}, "F-9"),
        ({"parts": None}, "nombre d'échéances"),
        ({"first_on": None}, "nombre d'échéances"),
        ({"dated": ((DEC, Decimal(5)),)}, "soit un nombre"),
        ({"total": Decimal("1200.01")}, "dépasse"),
        ({"first_on": date(2026, 11, 15)}, "passée"),
        ({"code": "C9", "numbers": ()}, "C9"),
        ({"numbers": ()}, "un seul client"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(firm: Desk, order: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        a_plan(firm, **order)


def test_nothing_is_agreed_on_what_is_settled_or_covered_by_money_in_hand(firm: Desk) -> None:
    firm.is_paid("600", "F-2026-0050")
    with pytest.raises(Refused, match="F-2026-0050"):
        a_plan(firm, numbers=("F-2026-0050",))
    firm.has_invoice("F-2026-0061", total="10.00")
    firm.at("2026-11-16T11:00").is_paid("1300", "F-2026-0061")
    with pytest.raises(Refused, match="placez-le"):
        a_plan(firm)


def test_a_plan_is_in_one_currency(firm: Desk) -> None:
    firm.has_invoice("F-2026-0062", currency="USD")
    with pytest.raises(Refused, match="monnaie"):
        a_plan(firm, numbers=("F-2026-0042", "F-2026-0062"))


def test_lifting_one_of_its_holds_ends_the_whole_plan(firm: Desk) -> None:
    from_plan = a_plan(firm, numbers=("F-2026-0042", "F-2026-0050"))
    assert firm.hold(from_plan + 1).plan_id == from_plan
    firm.at("2026-11-17T10:00").ends(from_plan)
    assert firm.hold(from_plan + 1).ended_by == PARTNER


def test_a_reminder_that_left_before_the_plan_was_taken_up_again_broke_no_rule(firm: Desk) -> None:
    plan = a_plan(firm)
    firm.at("2026-12-21T08:00").tick()
    firm.answers(PARTNER, firm.inbox_of(PARTNER)[0], "OK")
    firm.at("2026-12-21T09:00").tick()
    assert [row.status for row in firm.reminders()] == ["sent"]
    firm.at("2026-12-22T09:00").takes_up(plan, date(2026, 12, 28))
    assert verify(firm.office) == []


def test_the_days_work_waits_for_the_part_and_then_reminds(firm: Desk) -> None:
    firm.agrees(parts=3, first_on=DEC)
    for day in ("2026-11-17", "2026-12-15", "2026-12-18"):
        firm.at(f"{day}T08:00").tick()
        assert firm.reminders() == []
    firm.at("2026-12-21T08:00").tick()
    (proposed,) = firm.reminders()
    assert (proposed.level, proposed.total_minor) == (1, 180000)
