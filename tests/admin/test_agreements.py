"""Calls, letters and plans of instalments from the pages: the same services as from the shell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from mailbot.store.pursuit_tables import InstalmentRow
from mailbot.store.tables import HoldRow, ReminderRow
from tests.admin.conftest import Visitor
from tests.admin.town import VIEWER, decision, told
from tests.firm import ASSISTANT, Firm

pytestmark = pytest.mark.usefixtures("books_stay_true")

CALL = {"by": "phone", "note": "M. Lilas rappelle", "outcome": "reached"}
PLAN = {"parts": "3", "first": "2026-12-15", "why": "vu avec la gérante"}


def newest_reminder(town: Firm) -> ReminderRow:
    with town.office.books.read() as session:
        found = session.scalars(select(ReminderRow).order_by(ReminderRow.id.desc())).first()
    assert found is not None
    return found


def test_a_call_is_recorded_counts_and_is_shown(town: Firm, assistant: Visitor) -> None:
    words = assistant.presses("/clients/8/contacts", **CALL, on="2026-11-17")
    assert words == "Noté : cette relance compte comme une relance envoyée."
    row = newest_reminder(town)
    assert (row.by_hand, row.channel, row.approved_by, row.approved_via) == (True, "phone", ASSISTANT, "admin")
    assert told(town, "reminder_by_hand")[0].data["on"] == "2026-11-17"
    page = assistant.reads(f"/reminders/{row.id}")
    assert "Faite à la main le" in page and "M. Lilas rappelle" in page and "par téléphone" in page
    assert "Le texte n" not in page  # a call has no text to wait for
    assert "M. Lilas rappelle" in assistant.reads("/clients/8")
    sent = assistant.reads("/batches/sent")
    assert f'"/reminders/{row.id}"' in sent and "par téléphone" in sent


def test_what_was_recorded_by_mistake_is_withdrawn_from_its_page(town: Firm, assistant: Visitor) -> None:
    before = decision(town, "F-2026-0041")
    assistant.presses("/clients/8/contacts", **CALL)
    row = newest_reminder(town)
    assert decision(town, "F-2026-0041") == "gap"
    assert "Dites pourquoi" in assistant.presses(f"/reminders/{row.id}/withdraw", why=" ")
    assert assistant.presses(f"/reminders/{row.id}/withdraw", why="autre client") == "Retirée : elle ne compte plus."
    assert newest_reminder(town).status == "withdrawn"
    assert decision(town, "F-2026-0041") in (before, "remind")
    assert "notée par erreur" in assistant.reads(f"/reminders/{row.id}")


def test_a_promise_on_the_phone_is_waited_for(town: Firm, assistant: Visitor) -> None:
    form = {**CALL, "outcome": "promise", "promised": "2026-11-27", "amount": "1 000,50", "invoice": "10"}
    assistant.presses("/clients/8/contacts", **form)
    with town.office.books.read() as session:
        hold = session.scalars(select(HoldRow).order_by(HoldRow.id.desc())).first()
    assert hold is not None
    assert (hold.kind, str(hold.promised_on), hold.amount_minor) == ("promise", "2026-11-27", 100050)


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("/clients/8/contacts", {**CALL, "note": ""}, "Dites pourquoi"),
        ("/clients/8/contacts", {**CALL, "by": "fax"}, "Choisissez dans la liste"),
        ("/clients/8/contacts", {**CALL, "outcome": "promise"}, "Une promesse a son jour"),
        ("/clients/8/contacts", {**CALL, "on": "2026-11-19"}, "demain"),
        ("/clients/99/contacts", CALL, "n’existe pas"),
        ("/clients/8/plans", {**PLAN, "parts": ""}, "nombre d’échéances"),
        ("/clients/8/plans", {**PLAN, "first": "2026-11-17"}, "passée"),
        ("/clients/8/plans", {**PLAN, "total": "99999"}, "dépasse"),
    ],
)
def test_what_cannot_be_is_said(town: Firm, assistant: Visitor, path: str, form: dict[str, str], words: str) -> None:
    assert words in assistant.presses(path, **form)


def test_a_plan_is_agreed_shown_with_its_dates_and_lifted(town: Firm, assistant: Visitor) -> None:
    words = assistant.presses("/clients/8/plans", **PLAN, total="1 500,00")
    assert words == "Échéancier noté : 3 échéances ; les relances attendent."
    assert decision(town, "F-2026-0041") == "instalments"
    with town.office.books.read() as session:
        rows = list(session.scalars(select(InstalmentRow).order_by(InstalmentRow.rank)))
    assert [(str(row.due_on), row.amount_minor) for row in rows] == [
        ("2026-12-15", 50000), ("2027-01-15", 50000), ("2027-02-15", 50000),
    ]  # fmt: skip
    page = assistant.reads("/clients/8").replace("\xa0", " ").replace("\u202f", " ")
    assert "15 déc. 2026 : 500,00 €" in page
    assert "attendus le 15 déc. 2026" in page
    assistant.presses(f"/clients/holds/{rows[0].hold_id}/end", why="rompu")
    assert decision(town, "F-2026-0041") != "instalments"


def test_the_forms_can_be_filled_in_by_keyboard_and_every_field_has_its_name(assistant: Visitor) -> None:
    page = assistant.reads("/clients/8")
    for field in ("contact-by", "contact-on", "contact-note", "contact-outcome", "plan-parts", "plan-first"):
        assert f'<label for="{field}">' in page and f'id="{field}"' in page


def test_who_only_looks_records_nothing(town: Firm, visitor: Callable[[str], Visitor]) -> None:
    looker = visitor(VIEWER)
    assert "/clients/8/contacts" not in looker.reads("/clients/8")
    assert looker.posts("/clients/8/contacts", **CALL).status_code == 403
    assert looker.posts("/clients/8/plans", **PLAN).status_code == 403


def test_a_call_is_planned_made_from_the_first_page_and_made_again(town: Firm, assistant: Visitor) -> None:
    assert assistant.presses("/clients/8/calls", why="ne répond pas aux mails", on="2026-11-18") == "L’appel est prévu."
    assert "déjà prévu" in assistant.presses("/clients/8/calls", why="encore")
    home = assistant.reads("/")
    assert "À appeler" in home and "ne répond pas aux mails" in home
    assert "Appel prévu le" in assistant.reads("/clients/8")
    assistant.presses("/clients/8/contacts", by="phone", note="messagerie", outcome="no_answer")
    assert "À appeler" not in assistant.reads("/")
    page = assistant.reads("/clients/8")
    assert "Appel prévu le 20" in page and "pas de réponse le 18/11" in page
    assert "pourquoi" in assistant.presses("/clients/8/calls/drop", why=" ")
    assert assistant.presses("/clients/8/calls/drop", why="payé") == "L’appel est abandonné."
    assert "Appel prévu" not in assistant.reads("/clients/8").split("Tout ce qui s")[0]
    assert len(told(town, "call_dropped")) == 1
