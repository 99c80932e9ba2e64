"""Old debts wait since their import; a person moves them all at once, and may take it back."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.core.errors import Refused
from mailbot.store.tables import EventRow, HoldRow
from mailbot.tasks.deciding.old_debts import Moved, OldDebtOrder, move_old_debts, take_back
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.keeping.verify import verify
from tests.firm import PARTNER, Firm

BY = Decider(email=PARTNER, via="shell")
NEW_TODAY = "2026-11-16T08:00"
# number, client, days overdue on 16 November
OLD = [("F-1", "C1", 2), ("F-2", "C1", 8), ("F-3", "C1", 40), ("F-4", "C2", 400), ("F-5", "C2", 10)]
DUE = {2: "2026-11-14", 8: "2026-11-08", 40: "2026-10-07", 400: "2025-10-12", 10: "2026-11-06"}


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    """A firm that starts on 16 November with five debts overdue already, an old quote, and a debt to come."""
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Firm(tmp_path / "firm", url=url).at(NEW_TODAY)
    made.has_client("C1")
    made.has_client("C2", "Martin", "compta@martin.example")
    lines = [f"{number},{client},invoice,2025-01-02,{DUE[days]},100.00" for number, client, days in OLD]
    lines += ["D-1,C2,quote,2026-09-01,,900.00", "F-9,C2,invoice,2026-11-01,2026-12-01,100.00"]
    made.takes_in("i.csv", "number,client,kind,issued_on,due_on,total\n" + "\n".join(lines) + "\n")
    yield made
    made.office.books.close()


def move(firm: Firm, following: int | None = None, **changes: object) -> Moved:
    order = OldDebtOrder(**{"why": "revues une à une", "following": following, **changes})  # type: ignore[arg-type]
    return move_old_debts(firm.office, order, BY, firm.now)


def waiting(firm: Firm) -> list[str]:
    """Numbers that still wait for a person."""
    with firm.office.books.read() as session:
        held = {row.invoice_id for row in session.scalars(select(HoldRow).where(HoldRow.ended_at.is_(None)))}
    numbers = [*(number for number, _, _ in OLD), "D-1"]
    return [number for number in numbers if firm.invoice(number).id in held]


def test_nothing_old_is_reminded_before_a_person_says_how(firm: Firm) -> None:
    firm.tick()
    firm.at("2026-12-01T08:00").tick()
    assert firm.reminders() == []
    assert len(waiting(firm)) == 6


def test_by_lateness_each_gets_the_level_of_its_days_and_none_a_formal_notice(firm: Firm) -> None:
    moved = move(firm)
    assert moved.levels == Counter(
        {
            ("professional", 1, "rappel courtois"): 3,
            ("professional", 2, "rappel ferme"): 2,
            ("quote", 1, "relance de devis"): 1,
        }
    )
    assert (moved.left, waiting(firm)) == (0, [])
    assert [firm.invoice(number).level for number, _, _ in OLD] == [None, None, 1, 1, None]
    firm.tick()
    assert sorted((row.client_id, row.level) for row in firm.reminders()) == [
        (firm.client("C1").id, 2), (firm.client("C2").id, 2),
    ]  # fmt: skip


def test_from_one_level_on_for_all(firm: Firm) -> None:
    moved = move(firm, 3)
    assert moved.levels == Counter({("professional", 3, "mise en demeure"): 5})
    assert (moved.left, waiting(firm)) == (1, ["D-1"]), "quotes have no third level"
    assert {firm.invoice(number).level for number, _, _ in OLD} == {2}


def test_for_one_client_only(firm: Firm) -> None:
    move(firm, 1, code="C1")
    assert waiting(firm) == ["F-4", "F-5", "D-1"]


def test_each_invoice_has_its_line_in_the_history(firm: Firm) -> None:
    move(firm)
    with firm.office.books.read() as session:
        lines = list(session.scalars(select(EventRow).where(EventRow.kind == "level_changed").order_by(EventRow.id)))
    assert {(line.actor, line.data["via"]) for line in lines} == {(PARTNER, "shell")}
    assert lines[2].text == "F-3 : prochaine relance au niveau 2 (rappel ferme), d'après le retard, revues une à une"
    assert verify(firm.office) == []


def test_a_dry_run_says_the_same_and_changes_nothing(firm: Firm) -> None:
    would = move(firm, dry=True)
    assert (would.levels.total(), len(waiting(firm))) == (6, 6)
    assert move(firm).levels == would.levels


def test_it_can_be_taken_back_as_long_as_nothing_was_reminded(firm: Firm) -> None:
    move(firm, 1, code="C1")
    firm.at("2026-11-16T09:00")
    move(firm, 2)
    undo = OldDebtOrder(why="trop tôt")
    assert take_back(firm.office, undo, BY, firm.now) == 2, "the last order only"
    assert waiting(firm) == ["F-4", "F-5", "D-1"]
    assert [firm.invoice(number).level for number in ("F-4", "F-5")] == [None, None]
    with pytest.raises(Refused, match="ou toutes ont été relancées depuis"):
        take_back(firm.office, undo, BY, firm.now)
    firm.tick()
    assert {row.client_id for row in firm.reminders()} == {firm.client("C1").id}


def test_what_was_proposed_meanwhile_is_not_taken_back(firm: Firm) -> None:
    move(firm, 1)
    firm.tick()
    proposed = {row.client_id for row in firm.reminders()}
    assert proposed == {firm.client("C1").id, firm.client("C2").id}
    assert take_back(firm.office, OldDebtOrder(why="trop tôt"), BY, firm.now) == 1
    assert waiting(firm) == ["D-1"]


@pytest.mark.parametrize(
    ("changes", "match"),
    [({"why": " "}, "Dites pourquoi"), ({"code": "C9"}, "Aucun client n'a le code C9")],
)
def test_an_order_has_a_reason_and_a_client_that_exists(firm: Firm, changes: dict[str, object], match: str) -> None:
    with pytest.raises(Refused, match=match):
        move(firm, **changes)


def test_when_nothing_waits_it_says_so(firm: Firm) -> None:
    move(firm)
    with pytest.raises(Refused, match="Aucune dette ancienne n'attend"):
        move(firm)
