"""A person keeps reminders back, lets them go on, or says from which level."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from mailbot.store.tables import HoldRow
from mailbot.tasks.planning.plan_reminders import dry_run
from tests.admin.conftest import Visitor
from tests.admin.town import decision, told
from tests.firm import ASSISTANT, PARTNER, Firm

pytestmark = pytest.mark.usefixtures("books_stay_true")


def test_a_hold_keeps_a_client_back_until_it_is_ended(town: Firm, assistant: Visitor) -> None:
    assert decision(town, "F-2026-0040") == "no_contact"
    words = assistant.presses("/clients/7/holds", kind="dispute", why="malfaçon  signalée", until="")
    assert words == "Noté : les relances attendent."
    assert decision(town, "F-2026-0040") == "disputed"
    line = told(town, "hold_dispute")[0]
    assert (line.actor, line.text, line.data["via"]) == (ASSISTANT, "malfaçon signalée", "admin")
    assert "malfaçon signalée" in assistant.reads("/clients/7")
    with town.office.books.read() as session:
        key = session.scalars(select(HoldRow.id).order_by(HoldRow.id.desc())).first()
    assert "reprennent" in assistant.presses(f"/clients/holds/{key}/end")
    assert decision(town, "F-2026-0040") == "no_contact"
    assert "déjà levée" in assistant.presses(f"/clients/holds/{key}/end")


def test_a_promise_is_waited_for_three_working_days_more(town: Firm, assistant: Visitor) -> None:
    assistant.presses("/clients/7/holds", kind="promise", why="au téléphone", until="2026-11-27", invoice="9")
    with town.office.books.read() as session:
        hold = session.scalars(select(HoldRow).order_by(HoldRow.id.desc())).first()
    assert hold is not None
    assert (hold.promised_on, hold.until, hold.invoice_id) == (date(2026, 11, 27), date(2026, 12, 2), 9)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"kind": "dispute", "why": " "}, "Dites pourquoi"),
        ({"kind": "conversation", "why": "x"}, "Choisissez"),
        ({"kind": "promise", "why": "x"}, "jour promis"),
        ({"kind": "hold", "why": "x", "until": "2026-11-17"}, "Ce jour est passé"),
        ({"kind": "hold", "why": "x", "until": "bientôt"}, "n’est pas un jour"),
        ({"kind": "hold", "why": "x", "invoice": "1"}, "pas de ce client"),
    ],
)
def test_a_hold_that_is_not_clear_is_refused(town: Firm, assistant: Visitor, form: dict[str, str], words: str) -> None:
    assert words in assistant.presses("/clients/7/holds", **form)
    assert decision(town, "F-2026-0040") == "no_contact"


def test_a_person_says_the_next_level_and_why(town: Firm, assistant: Visitor) -> None:
    town.has_client("C9", "Fleuriste Iris", "iris@fleurs.example", partner=PARTNER)
    town.has_invoice("F-2026-0060", "500.00", "2026-10-20", client="C9", partner=PARTNER)
    key = town.invoice("F-2026-0060").id
    assert "Niveau changé" in assistant.presses(f"/invoices/{key}/level", following="3", why="promesse rompue")
    found = next(v for v in dry_run(town.office, town.now) if v.standing.invoice.id == key)
    assert found.level is not None
    assert found.level.number == 3
    assert "promesse rompue" in told(town, "level_changed")[0].text
    assert "mise en demeure" in assistant.reads(f"/invoices/{key}")


def test_an_old_debt_is_reminded_once_a_person_has_said_the_level(town: Firm, assistant: Visitor) -> None:
    town.has_client("C9", "Fleuriste Iris", "iris@fleurs.example", partner=PARTNER)
    town.has_invoice("F-2025-0001", "500.00", "2026-06-20", client="C9", issued_on="2026-06-01", partner=PARTNER)
    assert decision(town, "F-2025-0001") == "on_hold"
    assistant.presses(f"/invoices/{town.invoice('F-2025-0001').id}/level", following="1", why="première relance")
    assert decision(town, "F-2025-0001") == "remind"


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("/invoices/1/level", {"following": "2", "why": "x"}, "attend déjà"),
        ("/invoices/9/level", {"following": "2", "why": ""}, "Dites pourquoi"),
        ("/invoices/9/level", {"following": "8", "why": "x"}, "n’existe pas"),
        ("/invoices/9/level", {"following": "", "why": "x"}, "Choisissez"),
        ("/invoices/5/level", {"following": "2", "why": "x"}, "rien n’y est dû"),
    ],
)
def test_a_level_is_not_changed_where_it_makes_no_sense(
    assistant: Visitor, path: str, form: dict[str, str], words: str
) -> None:
    assert words in assistant.presses(path, **form)
