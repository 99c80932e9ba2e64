"""A person answers for messages, alerts and doubtful deliveries, and stops everything when need be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from mailbot.store import state
from mailbot.store.tables import AlertRow, ClientRow, DeliveryRow, HoldRow, InboxRow
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, told
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.usefixtures("books_stay_true")


def test_a_message_is_linked_answered_for_and_resolved(town: Firm, assistant: Visitor) -> None:
    assert "De quoi s&#39;agit-il" in assistant.reads("/inbox/5")
    assert "Aucun client" in assistant.presses("/inbox/5/decide", verdict="other_client", client="C99")
    said = assistant.presses("/inbox/5/decide", verdict="other_client", client=" C7 ")
    assert said == "Rattaché à Menuiserie Aubépine. Retenu pour ce client : inconnu@ailleurs.example, @ailleurs.example"
    assert "Menuiserie Aubépine" in assistant.reads("/inbox/5")
    assert assistant.presses("/inbox/5/resolve", note="rappelé") == "Message traité."
    assert "/inbox/5" not in assistant.reads("/inbox")
    line = told(town, "message_resolved")[0]
    assert (line.client_id, line.text) == (7, "message traité : rappelé")
    assert "déjà traité" in assistant.presses("/inbox/5/resolve")


def test_resolving_a_message_may_let_reminders_go_on(town: Firm, assistant: Visitor) -> None:
    town.at("2026-11-18T11:00").writes("compta@dupont.example", "Question", "Bonjour, mmh ?\n")
    town.tick()
    message = town.messages()[-1]
    with town.office.books.read() as session:
        holds = session.scalars(select(HoldRow).where(HoldRow.inbox_id == message.id)).all()
    assert [(hold.kind, hold.ended_at) for hold in holds] == [("conversation", None)]
    assistant.presses(f"/inbox/{message.id}/resolve", resume="1")
    with town.office.books.read() as session:
        hold = session.get_one(HoldRow, holds[0].id)
    assert hold.ended_by == ASSISTANT


def test_an_alert_is_done_once(town: Firm, assistant: Visitor) -> None:
    with town.office.books.read() as session:
        row = session.scalars(select(AlertRow).where(AlertRow.client_id == 5, AlertRow.done_at.is_(None))).first()
    assert row is not None
    assert assistant.presses(f"/alerts/{row.id}/done") == "Alerte traitée."
    assert f"/alerts/{row.id}/done" not in assistant.reads("/")
    assert "déjà traitée" in assistant.presses(f"/alerts/{row.id}/done")


@pytest.mark.parametrize(("what", "delivery", "reminder"), [("left", "sent", "sent"), ("kept", "queued", "unknown")])
def test_a_person_settles_a_doubtful_delivery(
    town: Firm, visitor: Enter, what: str, delivery: str, reminder: str
) -> None:
    partner = visitor(PARTNER)
    partner.presses("/batches/3/decide", rest="approve")
    key = _make_doubtful(town)
    assert "Envois incertains" in partner.reads("/")
    assert "Noté" in partner.presses(f"/deliveries/{key}/settle/{what}")
    with town.office.books.read() as session:
        row = session.get_one(DeliveryRow, key)
    assert row.status == delivery
    assert next(r.status for r in town.reminders() if r.id == row.reminder_id) == reminder
    assert "déjà connu" in partner.presses(f"/deliveries/{key}/settle/{what}")


def test_sending_is_stopped_and_resumed_by_a_partner(town: Firm, visitor: Enter) -> None:
    partner = visitor(PARTNER)
    assert "Plus rien ne part" in partner.presses("/sending/stop")
    with town.office.books.read() as session:
        assert state.fact(session, "sending_stopped_by") == PARTNER
    assert "Les envois sont arrêtés" in visitor(BOSS).reads("/invoices")
    assert "reprennent" in partner.presses("/sending/resume")
    with town.office.books.read() as session:
        assert state.fact(session, "sending_stopped_by") is None


def test_the_page_of_a_client_tells_everything_newest_first(town: Firm, assistant: Visitor) -> None:
    page = assistant.reads("/clients/5")
    order = [
        page.index(words) for words in ("le client conteste", "relance approuvée (mail)", "rappel courtois proposé")
    ]
    assert order == sorted(order)
    assert "Nous contestons cette facture" in page
    with town.office.books.write() as session:
        session.get_one(ClientRow, 5).email_bounced = True
        session.get_one(InboxRow, 3).understood = {}
    assert "revenu non remis" in assistant.reads("/clients/5")


def _make_doubtful(town: Firm) -> int:
    """A reminder whose sending broke off at the worst moment."""
    row = next(r for r in town.reminders() if r.status == "approved")
    with town.office.books.write() as session:
        delivery = DeliveryRow(
            kind="reminder", once_key=f"reminder:{row.id}", message_id=row.message_id, sender="x@etude.example",
            recipients=[row.recipient], raw_sha="0" * 64, status="unknown", reminder_id=row.id, client_id=row.client_id,
            next_attempt_at=town.now, created_at=town.now, claimed_at=town.now,
        )  # fmt: skip
        session.add(delivery)
        mine = session.merge(row)
        mine.status = "unknown"
        session.flush()
        return delivery.id
