"""The review queue: a message with its quotes folded, what was understood, and one key that corrects it."""

from __future__ import annotations

from html import unescape

import pytest
from sqlalchemy import select

from mailbot.store.reading_tables import AliasRow, AnswerRow
from mailbot.store.tables import ClientRow, HoldRow, InboxRow, InvoiceRow
from tests.admin.conftest import Visitor
from tests.admin.town import told
from tests.firm import ASSISTANT, BOT, Firm
from tests.tasks.test_what_clients_answer import a_bounce

pytestmark = pytest.mark.usefixtures("books_stay_true")
DISPUTED, PROMISED, STRANGER = 3, 4, 5


def holds_of(town: Firm, key: int) -> list[tuple[str, str, bool]]:
    """What a message changed: kind, author, whether it still runs."""
    with town.office.books.read() as session:
        rows = session.scalars(select(HoldRow).where(HoldRow.inbox_id == key).order_by(HoldRow.id))
        return [(row.kind, row.author, row.ended_at is None) for row in rows]


def key_of(town: Firm, words: str) -> int:
    """The message that says so."""
    return next(row.id for row in town.messages() if words in str(row.understood.get("new_text")))


def test_the_page_shows_the_message_with_its_quotes_folded_and_why(town: Firm, assistant: Visitor) -> None:
    page = assistant.reads(f"/inbox/{key_of(town, 'Nous contestons')}")
    assert "Nous contestons cette facture" in page and "Les phrases qui le disent" in page
    assert '<details class="fold quoted"><summary>Texte cité</summary>' in page
    for key in ("l", "p", "r", "q", "n"):
        assert f'accesskey="{key}" data-key="{key}"' in page
    assert 'class="first"><kbd aria-hidden="true">l</kbd>' in page


def test_one_key_makes_a_dispute_of_a_promise_and_goes_on_to_the_next(town: Firm, assistant: Visitor) -> None:
    key = key_of(town, "Le règlement partira")
    assert holds_of(town, key) == [("promise", "mailbot", True)]
    answer = assistant.posts(f"/inbox/{key}/decide", verdict="dispute")
    assert answer.status_code == 303 and answer.headers["Location"].endswith(f"?after={key}")
    assert holds_of(town, key) == [("promise", "mailbot", False), ("dispute", ASSISTANT, True)]
    assert told(town, "message_corrected")[0].actor == ASSISTANT
    page = assistant.reads(f"/inbox/{key}")
    assert "litige" in page and "Annuler" in page
    assert assistant.presses("/inbox/decisions/1/undo") == "Décision annulée : tout est comme avant."
    assert holds_of(town, key) == [("promise", "mailbot", True), ("dispute", ASSISTANT, False)]


def test_a_promise_needs_its_day_and_takes_its_amount(town: Firm, assistant: Visitor) -> None:
    key = key_of(town, "Nous contestons")
    assert "Écrivez le jour promis" in assistant.presses(f"/inbox/{key}/decide", verdict="promise", day="", amount="")
    assistant.presses(f"/inbox/{key}/decide", verdict="promise", day="2026-11-27", amount="1 000,50")
    with town.office.books.read() as session:
        hold = session.scalars(select(HoldRow).where(HoldRow.inbox_id == key, HoldRow.ended_at.is_(None))).one()
        assert (hold.kind, hold.amount_minor, str(hold.promised_on)) == ("promise", 100050, "2026-11-27")


def test_the_last_decision_is_undone_from_the_next_message(town: Firm, assistant: Visitor) -> None:
    key = key_of(town, "Nous contestons")
    following = assistant.posts(f"/inbox/{key}/decide", verdict="nothing").headers["Location"]
    page = assistant.reads(following)
    assert "règlement en attente : rien à faire" in unescape(page).replace("\xa0", " ")
    assert 'data-key="z"' in page and "/inbox/decisions/1/undo" in page
    answer = assistant.posts("/inbox/decisions/1/undo")
    assert answer.headers["Location"].endswith(f"/inbox/{key}")
    assert 'data-key="z"' not in assistant.reads(following)


def test_messages_are_gone_through_one_after_the_other(town: Firm, assistant: Visitor) -> None:
    waiting = [row.id for row in town.messages() if row.state == "review"]
    page = assistant.reads(f"/inbox/{waiting[1]}")
    assert f"2 sur {len(waiting)} à lire" in page
    assert f'href="/inbox/{waiting[0]}" rel="prev" data-key="k"' in page
    assert f'href="/inbox/{waiting[2]}" rel="next" data-key="j"' in page


def test_a_long_queue_comes_in_parts(town: Firm, assistant: Visitor) -> None:
    with town.office.books.write() as session:
        for number in range(60):
            session.add(InboxRow(mailbox="m", folder="INBOX", uidvalidity=1, uid=f"x{number}", sha="", size=0,
                                 arrived_at=town.now, state="review", why=f"motif {number:03}"))  # fmt: skip
    first, second = assistant.reads("/inbox"), assistant.reads("/inbox?after=[50]")
    assert "63 messages attendent" in first and "Motif 059" not in first
    assert "Motif 059" in second and "Nous contestons" not in second


def test_a_client_is_named_by_enough_of_the_name(town: Firm, assistant: Visitor) -> None:
    key = key_of(town, "De quoi s'agit-il")
    several = assistant.presses(f"/inbox/{key}/decide", verdict="other_client", client="e")
    assert several.startswith("Plusieurs clients sont possibles : Boulangerie")
    said = assistant.presses(f"/inbox/{key}/decide", verdict="other_client", client="aubépine")
    assert said.startswith("Rattaché à Menuiserie Aubépine.")


def test_answering_by_hand_keeps_the_shared_mailbox_in_copy(town: Firm, assistant: Visitor) -> None:
    page = unescape(assistant.reads(f"/inbox/{key_of(town, 'Nous contestons')}"))
    assert f"mailto:gerance@lilas.example?cc={BOT}&subject=Re%3A%20Facture" in page
    bank = next(row.id for row in town.messages() if row.kind == "bank_notification")
    assert "mailto:" not in assistant.reads(f"/inbox/{bank}")


def test_a_bounce_is_only_confirmed_or_denied(town: Firm, assistant: Visitor) -> None:
    town.at("2026-11-18T11:00").drops(a_bounce(str(town.inbox_of("achats@ecrou.example")[-1]["Message-ID"])))
    town.tick()
    key = town.messages()[-1].id
    page = assistant.reads(f"/inbox/{key}")
    assert "arrivé quand même" in page and "Dit avoir réglé" not in page
    assistant.presses(f"/inbox/{key}/decide", verdict="nothing")
    assert told(town, "reminder_arrived")[0].actor == ASSISTANT


def test_what_no_button_says_is_refused(town: Firm, assistant: Visitor) -> None:
    assert "Choisissez" in assistant.presses("/inbox/3/decide", verdict="burn")
    assert "Choisissez" in assistant.presses("/inbox/answers/1/burn")


def test_a_learned_address_is_shown_and_forgotten(town: Firm, assistant: Visitor) -> None:
    key = key_of(town, "De quoi s'agit-il")
    assistant.presses(f"/inbox/{key}/decide", verdict="other_client", client="C7")
    assert "@ailleurs.example" in assistant.reads(f"/inbox/{key}")
    assert assistant.presses("/inbox/learned/2/forget") == "Oublié : @ailleurs.example"
    with town.office.books.read() as session:
        kept = session.scalars(select(AliasRow).where(AliasRow.undone_at.is_(None))).all()
        assert [row.value for row in kept] == ["inconnu@ailleurs.example"]


def test_a_message_dealt_with_is_put_back(town: Firm, assistant: Visitor) -> None:
    key = key_of(town, "De quoi s'agit-il")
    assistant.presses(f"/inbox/{key}/resolve")
    assert "Remettre à lire" in assistant.reads(f"/inbox/{key}")
    assert assistant.presses(f"/inbox/{key}/reopen") == "Message remis à lire."
    assert f"/inbox/{key}" in assistant.reads("/inbox")


def test_a_copy_asked_for_leaves_on_ok(town: Firm, assistant: Visitor) -> None:
    with town.office.books.write() as session:
        invoice = session.scalars(select(InvoiceRow).where(InvoiceRow.number == "F-2026-0031")).one()
        invoice.file_sha, invoice.file_name = town.office.blobs.put(b"%PDF-1.7"), "F-2026-0031.pdf"
        client = session.get_one(ClientRow, invoice.client_id).email
    reminder = town.inbox_of(client)[-1]
    text = "Bonjour,\n\nPouvez-vous me renvoyer la facture F-2026-0031 en PDF ?\n"
    town.at("2026-11-18T11:00").answers(client, reminder, text)
    town.tick()
    with town.office.books.read() as session:
        answer = session.scalars(select(AnswerRow)).one()
    queue = assistant.reads("/inbox")
    assert "Lire la réponse" in queue and "Réponses qui attendent un OK" not in queue  # told once, with its message
    page = assistant.reads(f"/inbox/{answer.inbox_id}")
    assert "OK, envoyer" in page and "Vous trouverez ci-joint" in page
    assert assistant.presses(f"/inbox/answers/{answer.id}/approve") == "C’est fait."
    before = len(town.inbox_of(client))
    town.at("2026-11-18T11:05").tick()
    assert len(town.inbox_of(client)) == before + 1
    assert "déjà décidée" in assistant.presses(f"/inbox/answers/{answer.id}/drop", why="trop tard")
    with town.office.books.read() as session:
        assert session.get_one(InboxRow, answer.inbox_id).resolved_by == ASSISTANT
