"""Every reason to wait, through the plan: what it says, how it ends, and that an ending can be taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.tasks.holds.manage_holds import OF_CLIENTS, end_hold
from mailbot.tasks.keeping.verify import verify
from tests.firm import PARTNER
from tests.tasks.agreeing import BY, Desk

LAST = date(2026, 11, 20)

# kind, what the plan says of it, and how it says it in French; each holds until 20 November.
SAID = [
    (HoldKind.HOLD, "on_hold", "suspendue : en discussion, jusqu'au 20 nov. 2026"),
    (HoldKind.DISPUTE, "disputed", "en litige : en discussion, jusqu'au 20 nov. 2026"),
    (HoldKind.PROMISE, "promised", "règlement promis : en discussion, jusqu'au 20 nov. 2026"),
    (HoldKind.INSTALMENTS, "instalments", "échéancier en cours : en discussion, jusqu'au 20 nov. 2026"),
    (HoldKind.INSOLVENT, "insolvent", "procédure collective ou surendettement : en discussion"),
    (HoldKind.DECEASED, "deceased", "client décédé : en discussion"),
    (HoldKind.EXCLUDED, "excluded", "exclue des relances : en discussion, jusqu'au 20 nov. 2026"),
    (HoldKind.ABSENT, "absent", "destinataire absent : en discussion, jusqu'au 23 nov. 2026"),
    (
        HoldKind.CONVERSATION, "conversation_open",
        "échange en cours avec le client : en discussion, jusqu'au 20 nov. 2026",
    ),
]  # fmt: skip
KINDS = [kind for kind, _, _ in SAID]
OF_INVOICES = [one for one in SAID if one[0] not in OF_CLIENTS]


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "firm")
    made.has_client()
    made.has_invoice()
    made.has_invoice("F-2026-0050", due="2026-11-09")
    made.at("2026-11-16T10:00")
    yield made
    assert verify(made.office) == []
    made.office.books.close()


def held(firm: Desk, kind: HoldKind, **order: Any) -> int:
    """A hold until 20 November; its number."""
    promised = LAST if kind is HoldKind.PROMISE else None
    usual = {"reason": "en discussion", "until": LAST, "promised_on": promised}
    return firm.holds_back(kind, **{**usual, **order}).id


def test_every_kind_is_in_the_table() -> None:
    assert set(KINDS) == set(HoldKind)


@pytest.mark.parametrize(("kind", "verdict", "said"), SAID, ids=KINDS)
def test_of_a_client_it_keeps_every_invoice_back_with_its_reason(
    firm: Desk, kind: HoldKind, verdict: str, said: str
) -> None:
    held(firm, kind)
    assert {firm.decides(), firm.decides("F-2026-0050")} == {verdict}
    assert firm.says() == said


@pytest.mark.parametrize(("kind", "verdict", "said"), OF_INVOICES, ids=[kind for kind, _, _ in OF_INVOICES])
def test_of_an_invoice_it_leaves_the_others(firm: Desk, kind: HoldKind, verdict: str, said: str) -> None:
    held(firm, kind, invoice_id=firm.invoice().id)
    assert (firm.decides(), firm.decides("F-2026-0050")) == (verdict, "remind")
    assert firm.says() == said


@pytest.mark.parametrize("kind", KINDS)
def test_on_the_day_after_its_last_reminders_go_on(firm: Desk, kind: HoldKind) -> None:
    held(firm, kind)
    assert firm.at("2026-11-20T23:00").decides() != "remind"
    back = "2026-11-24" if kind is HoldKind.ABSENT else "2026-11-21"  # two working days after an absence
    assert firm.at(f"{back}T00:30").decides() == "remind"


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_last_day_it_lasts_until_a_person_ends_it(firm: Desk, kind: HoldKind) -> None:
    if kind is HoldKind.PROMISE:
        return  # a promise has its day
    hold = held(firm, kind, until=None)
    assert firm.at("2027-11-16T10:00").decides() != "remind"
    with firm.office.books.write() as session:
        end_hold(session, hold, BY, "levée", firm.now)
    assert firm.decides() == "remind"


@pytest.mark.parametrize("kind", KINDS)
def test_an_ending_can_be_taken_back_and_all_of_it_is_in_the_history(firm: Desk, kind: HoldKind) -> None:
    hold = held(firm, kind)
    verdict = firm.decides()
    with firm.office.books.write() as session:
        end_hold(session, hold, BY, "mauvais client", firm.now)
    assert firm.decides() == "remind"
    firm.reopens(hold, "si, c'était lui")
    assert firm.decides() == verdict
    lines = firm.history("hold_")
    assert [event.kind for event in lines] == [f"hold_{kind}", "hold_ended", "hold_reopened"]
    assert [event.text for event in lines[1:]] == [
        "suspension levée : en discussion - mauvais client", "suspension rétablie : en discussion - si, c'était lui",
    ]  # fmt: skip
    assert {event.actor for event in lines} == {PARTNER}


@pytest.mark.parametrize(
    ("kind", "order", "why"),
    [
        (HoldKind.HOLD, {"reason": " "}, "pourquoi"),
        (HoldKind.HOLD, {"until": date(2026, 11, 15)}, "passé"),
        (HoldKind.HOLD, {"client_id": 999}, "n'existe pas"),
        (HoldKind.HOLD, {"invoice_id": 999}, "pas de ce client"),
        (HoldKind.PROMISE, {"promised_on": None}, "jour promis"),
        (HoldKind.INSOLVENT, {"invoice_id": 1}, "tout le client"),
        (HoldKind.DECEASED, {"invoice_id": 1}, "tout le client"),
        (HoldKind.DISPUTE, {"published_on": date(2026, 11, 1)}, "procédure collective"),
        (HoldKind.INSOLVENT, {"published_on": date(2026, 11, 17)}, "demain"),
    ],
)
def test_a_hold_that_makes_no_sense_is_refused(firm: Desk, kind: HoldKind, order: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        held(firm, kind, **order)


def test_an_insolvency_keeps_the_day_of_its_publication(firm: Desk) -> None:
    hold = held(firm, HoldKind.INSOLVENT, published_on=date(2026, 11, 12), until=None)
    assert firm.hold(hold).published_on == date(2026, 11, 12)


@pytest.mark.parametrize("verdict", ["insolvent", "deceased"])
def test_insolvency_and_death_stop_even_what_runs(firm: Desk, verdict: str) -> None:
    firm.agrees(parts=2, first_on=date(2026, 12, 15))
    held(firm, HoldKind.DISPUTE)
    held(firm, HoldKind(verdict))
    assert (firm.decides(), firm.decides("F-2026-0050")) == (verdict, verdict)


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ("runs", "n'est pas levée"),
        ("over", "dernier jour est passé"),
        ("newer", "plus récente"),
        ("silent", "pourquoi"),
    ],
)
def test_what_cannot_run_again_is_not_reopened(firm: Desk, then: str, why: str) -> None:
    hold = held(firm, HoldKind.HOLD)
    if then != "runs":
        with firm.office.books.write() as session:
            end_hold(session, hold, BY, "levée", firm.now)
    if then == "newer":
        held(firm, HoldKind.HOLD)
    if then == "over":
        firm.at("2026-11-21T10:00")
    with pytest.raises(Refused, match=why):
        firm.reopens(hold, " " if then == "silent" else "erreur")


def test_a_plan_of_instalments_is_reopened_as_such(firm: Desk) -> None:
    plan = firm.agrees(parts=2, first_on=date(2026, 12, 15)).plan.id
    firm.ends(plan)
    with pytest.raises(Refused, match="instalments reopen"):
        firm.reopens(plan)
