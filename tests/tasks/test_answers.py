"""What a client asks for is prepared and waits: nothing leaves and nothing changes before a person says OK."""

import pytest

from mailbot.core.errors import Refused
from mailbot.core.reading.corrections import Verdict
from mailbot.store.tables import AlertRow, InvoiceRow
from mailbot.tasks.correcting.decide_answers import approve_answer, drop_answer, prepare_again, undo_answer
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.sending_switch import stop_sending
from tests.firm import ASSISTANT, Firm, body_of
from tests.tasks import reading
from tests.tasks.looking import CLIENT
from tests.tasks.reading import BY, alerts, answers, client_answers, contacts, decides, told, writes

COPY = "Bonjour,\n\nJe ne retrouve pas cette facture, pouvez-vous me la renvoyer en PDF ?\n\nJ. Dupont"
MOVED = "Bonjour,\n\nMerci d'envoyer désormais vos factures à factures@dupont-groupe.example et non plus à moi.\n"
PDF = b"%PDF-1.7\n% the invoice as it was sent\n"


@pytest.fixture
def filed(reminded: Firm) -> Firm:
    """The invoice's PDF is in the books."""
    with reminded.office.books.write() as session:
        row = session.get_one(InvoiceRow, reminded.invoice().id)
        row.file_sha, row.file_name = reminded.office.blobs.put(PDF), "F-2026-0042.pdf"
    return reminded


def approves(firm: Firm, key: int) -> None:
    with firm.office.books.write() as session:
        approve_answer(session, firm.office, key, BY, firm.now)


def test_the_copy_asked_for_waits_for_ok_and_then_leaves_once(filed: Firm) -> None:
    message = client_answers(filed, COPY)
    (answer,) = answers(filed)
    assert (answer.kind, answer.status, answer.recipient) == ("duplicate", "proposed", CLIENT)
    assert message.proposal.startswith("copie de F-2026-0042 prête pour compta@dupont.example, en attente d'un OK")
    filed.at("2026-11-19T10:00").tick()
    assert len(filed.inbox_of(CLIENT)) == 1
    approves(filed, answer.id)
    filed.tick()
    mail = filed.inbox_of(CLIENT)[-1]
    assert str(mail["Subject"]).replace("\xa0", " ") == "Copie de la facture F-2026-0042 du 1er octobre 2026"
    assert mail["In-Reply-To"] == message.message_id and mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content() for part in mail.iter_attachments()] == [PDF]
    assert "Reste dû : 1 200,00 €" in " ".join(body_of(mail).split())
    line = told(filed, "answer_approved")[0]
    assert line.actor == ASSISTANT and "renvoyer en PDF" in line.data["sentence"]
    assert reading.message(filed, message.id).resolved_by == ASSISTANT and alerts(filed) == []
    with pytest.raises(Refused, match="déjà décidée"):
        approves(filed, answer.id)
    filed.at("2026-11-20T10:00").tick()
    assert len(filed.inbox_of(CLIENT)) == 2


def test_the_assistant_is_told_that_an_answer_waits(filed: Firm) -> None:
    client_answers(filed, COPY)
    (row,) = alerts(filed)
    assert (row.partner, row.title) == (
        ASSISTANT, "Dupont Bâtiment demande une copie (F-2026-0042) : la réponse attend votre OK"
    )  # fmt: skip
    assert "« " in row.advice and "mailbot answers approve 1" in row.advice


def test_a_missing_pdf_is_the_assistant_s_to_find(reminded: Firm) -> None:
    message = client_answers(reminded, COPY)
    assert answers(reminded) == [] and "PDF manquant : F-2026-0042" in message.proposal
    assert [row.title for row in alerts(reminded)] == [
        "Dupont Bâtiment demande une copie, mais le PDF manque (F-2026-0042)"
    ]
    with reminded.office.books.write() as session:
        row = session.get_one(InvoiceRow, reminded.invoice().id)
        row.file_sha, row.file_name = reminded.office.blobs.put(PDF), "F.pdf"
        prepare_again(session, reminded.office, message.id, BY, reminded.now)
    assert [row.status for row in answers(reminded)] == ["proposed"]


def test_of_several_invoices_those_that_are_there_are_prepared_and_the_rest_is_said(filed: Firm) -> None:
    filed.has_invoice("F-2026-0050", due="2026-12-10")
    text = "Bonjour,\n\nMerci de nous renvoyer une copie des factures F-2026-0042 et F-2026-0050.\n"
    message = client_answers(filed, text)
    (answer,) = answers(filed)
    assert answer.facts["numbers"] == ["F-2026-0042"] and answer.facts["missing"] == ["F-2026-0050"]
    assert "PDF manquant : F-2026-0050" in message.proposal


def test_all_open_invoices_are_meant_where_all_are_asked_for(filed: Firm) -> None:
    filed.has_invoice("F-2026-0050", due="2026-12-10")
    client_answers(filed, "Bonjour,\n\nMerci de nous envoyer une copie de toutes vos factures en attente.\n")
    assert answers(filed)[0].facts["missing"] == ["F-2026-0050"]


def test_an_invoice_is_not_shown_to_a_stranger_who_asks_for_it(filed: Firm) -> None:
    writes(filed, "x@ailleurs.example", "Facture F-2026-0042", COPY)
    (answer,) = answers(filed)
    assert answer.recipient == CLIENT and answer.facts["known"] is False


def test_a_quote_or_another_client_s_invoice_is_never_enclosed(filed: Firm) -> None:
    filed.has_client(code="C2", name="Martin SARL", email="compta@martin.example")
    filed.has_invoice("F-2026-0099", client="C2")
    client_answers(filed, "Bonjour,\n\nMerci de m'envoyer une copie de la facture F-2026-0099.\n")
    assert [row.facts["numbers"] for row in answers(filed)] == [["F-2026-0042"]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Nous vous invitons à déposer la facture sur Chorus Pro.", "Dupont Bâtiment veut sa facture sur un portail"),
        (
            "Merci de nous renvoyer la facture avec le numéro de bon de commande, sans lequel nous la rejetons.",
            "Dupont Bâtiment veut un numéro de commande sur sa facture",
        ),
    ],
)
def test_an_order_number_or_a_portal_is_the_assistant_s_task(filed: Firm, text: str, title: str) -> None:
    client_answers(filed, f"Bonjour,\n\n{text}\n")
    assert [row.title for row in alerts(filed)] == [title] and answers(filed) == []


def test_an_answer_is_dropped_with_its_reason_and_brought_back(filed: Firm) -> None:
    client_answers(filed, COPY)
    with filed.office.books.write() as session:
        with pytest.raises(Refused, match="Dites pourquoi"):
            drop_answer(session, filed.office, 1, BY, "  ", filed.now)
        drop_answer(session, filed.office, 1, BY, "déjà envoyée hier", filed.now)
        with pytest.raises(Refused, match="déjà décidée"):
            approve_answer(session, filed.office, 1, BY, filed.now)
        undo_answer(session, 1, BY, filed.now)
    assert answers(filed)[0].status == "proposed"
    assert told(filed, "answer_dropped")[0].text == "copie de F-2026-0042 écartée - déjà envoyée hier"
    approves(filed, 1)
    with filed.office.books.write() as session, pytest.raises(Refused, match="ne se reprend pas"):
        undo_answer(session, 1, BY, filed.now)


def test_what_the_answer_says_is_owed_must_still_be_so(filed: Firm) -> None:
    message = client_answers(filed, COPY)
    with filed.office.books.write() as session:
        session.get_one(InvoiceRow, filed.invoice().id).open_minor = 70000
    with pytest.raises(Refused, match="montants dus ont changé"):
        approves(filed, 1)
    with filed.office.books.write() as session:
        prepare_again(session, filed.office, message.id, BY, filed.now)
        session.get_one(InvoiceRow, filed.invoice().id).open_minor = 70000
    approves(filed, 1)
    assert "700,00" in answers(filed)[0].body_text


def test_who_has_answered_themselves_needs_no_prepared_answer(filed: Firm) -> None:
    decides(filed, client_answers(filed, COPY), Verdict.ANSWERED)
    assert answers(filed)[0].status == "dropped"


def test_no_answer_leaves_while_sending_is_stopped_or_beyond_the_day_s_cap(filed: Firm) -> None:
    client_answers(filed, COPY)
    with filed.office.books.write() as session:
        stop_sending(session, Decider(email=ASSISTANT, via="admin"), filed.now)
    with pytest.raises(Refused, match="envois sont arrêtés"):
        approves(filed, 1)
    assert answers(filed)[0].status == "proposed"


def test_a_robot_s_request_prepares_no_copy(filed: Firm) -> None:
    mail = filed.inbox_of(CLIENT)[0]
    filed.at("2026-11-18T10:00").answers(CLIENT, mail, COPY, Auto_Submitted="auto-replied")
    filed.tick()
    assert answers(filed) == []


def test_a_message_that_asks_for_nothing_after_all_drops_its_answer(filed: Firm) -> None:
    message = client_answers(filed, COPY)
    done = decides(filed, message, Verdict.NOTHING)
    assert answers(filed)[0].status == "dropped"
    reading.undoes(filed, done)
    assert answers(filed)[0].status == "proposed"


def test_a_new_address_is_written_to_once_a_person_said_ok(reminded: Firm) -> None:
    message = client_answers(reminded, MOVED)
    (answer,) = answers(reminded)
    assert answer.facts["old"] == CLIENT and answer.facts["new"] == "factures@dupont-groupe.example"
    assert message.state == "review" and contacts(reminded) == []
    assert [row.title for row in alerts(reminded)] == [
        "Dupont Bâtiment demande d'écrire désormais à factures@dupont-groupe.example"
    ]
    approves(reminded, answer.id)
    assert contacts(reminded) == [("billing", "factures@dupont-groupe.example")]
    line = told(reminded, "answer_approved")[0]
    assert line.text == f"adresse de facturation : factures@dupont-groupe.example au lieu de {CLIENT}"
    assert "désormais" in line.data["sentence"]
    reminded.at("2026-12-02T08:00").tick()
    assert reminded.reminders()[-1].recipient == "factures@dupont-groupe.example"


def test_a_change_of_address_is_undone(reminded: Firm) -> None:
    reminded.takes_in("contacts.csv", "client;role;email\nC1;billing;compta2@dupont.example\n")
    client_answers(reminded, MOVED)
    approves(reminded, 1)
    assert contacts(reminded) == [("billing", "factures@dupont-groupe.example")]
    with reminded.office.books.write() as session:
        undo_answer(session, 1, BY, reminded.now)
    assert contacts(reminded) == [("billing", "compta2@dupont.example")]
    assert told(reminded, "answer_undone")


def test_two_new_addresses_are_a_person_s_to_choose_from(reminded: Firm) -> None:
    text = "Bonjour,\n\nÉcrivez désormais à a@groupe.example ou b@groupe.example, je ne m'occupe plus des factures.\n"
    message = client_answers(reminded, text)
    assert answers(reminded) == [] and message.state == "review"


def test_alerts_about_requests_close_when_the_message_is_dealt_with(reminded: Firm) -> None:
    message = client_answers(reminded, COPY)
    decides(reminded, message, Verdict.ANSWERED)
    reminded.at("2026-11-19T09:00").tick()
    assert alerts(reminded) == []
    with reminded.office.books.read() as session:
        assert session.query(AlertRow).filter_by(kind="client_request").one().done_why == "read"
