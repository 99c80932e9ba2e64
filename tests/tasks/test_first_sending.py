"""An invoice or a quote goes to its client for the first time: once, with its PDF; the thread goes on from there."""

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.core.errors import Refused
from mailbot.store.history import of_client
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.sending_switch import stop_sending
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.first_sending import not_sent_after_all, send_first
from tests.firm import CONFIG, PARTNER, Firm, body_of

BY = Decider(email=PARTNER, via="shell")
TO = "compta@dupont.example"


@pytest.fixture
def firm(tmp_path):
    made = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    made.has_client()
    (made.folder / "f.pdf").write_bytes(b"%PDF-1.4 the invoice")
    made.has_invoice(due="2026-12-01", file="f.pdf", issued_on="2026-11-01")
    return made


def sends(firm, *numbers):
    with firm.office.books.write() as session:
        mail = send_first(session, firm.office, numbers or ("F-2026-0042",), BY, firm.now)
    deliver(firm.office, firm.now)
    return mail


def test_it_leaves_with_its_pdf_and_counts_as_sent(firm):
    sends(firm)
    (mail,) = firm.inbox_of(TO)
    assert str(mail["Subject"]).replace("\xa0", " ") == "Facture F-2026-0042 du 1er novembre 2026"
    assert "Vous trouverez ci-joint notre facture F-2026-0042" in body_of(mail)
    assert [part.get_content() for part in mail.iter_attachments()] == [b"%PDF-1.4 the invoice"]
    assert firm.invoice().sent_on.isoformat() == "2026-11-02"
    assert firm.invoice().level is None
    with firm.office.books.read() as session:
        kinds = [line.kind for line in of_client(session, firm.client().id)]
    assert {"first_asked", "first_sent"} <= set(kinds)


def test_the_reminder_that_follows_answers_it(firm):
    sends(firm)
    first = str(firm.inbox_of(TO)[0]["Message-ID"])
    firm.at("2026-12-08T08:00").tick()
    firm.at("2026-12-08T09:00").answers(PARTNER, firm.inbox_of(PARTNER)[-1], "OK")
    firm.tick()
    reminder = firm.inbox_of(TO)[-1]
    assert "n’avons pas encore reçu" in body_of(reminder) and str(reminder["In-Reply-To"]) == first


def test_a_quote_is_followed_up_from_the_day_it_was_sent(firm):
    firm.has_invoice("D-2026-0107", due="2026-12-20", issued_on="2026-10-20", kind="quote")
    sends(firm, "D-2026-0107")
    assert "notre devis" in body_of(firm.inbox_of(TO)[0]).lower()
    firm.at("2026-11-16T08:00").tick()
    assert firm.reminders() == []
    firm.at("2026-11-17T08:00").tick()
    assert [row.level_name for row in firm.reminders()]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        (("F-9",), "Aucune facture n'a le numéro F-9"),
        (("F-2026-0042", "D-1"), "de factures ou de devis"),
        (("F-late",), "se relance"),
        (("F-sent",), "déjà été envoyée le 05/10/2026"),
        (("A-1",), "est un avoir"),
        (("D-old",), "actualisez ce devis"),
        ((), "Aucune facture"),
    ],
)
def test_what_cannot_be_sent_is_refused(firm, numbers, why):
    firm.has_invoice("D-1", due="2026-12-20", kind="quote")
    firm.has_invoice("D-old", due="2026-10-15", kind="quote")
    firm.has_invoice("F-late", due="2026-11-01")
    firm.has_invoice("F-sent", due="2026-12-20", sent_on="2026-10-05")
    firm.has_invoice("A-1", due="2026-12-20", kind="credit_note", total="-10.00")
    with pytest.raises(Refused, match=why), firm.office.books.write() as session:
        send_first(session, firm.office, numbers, BY, firm.now)
    assert firm.inbox_of(TO) == []


def test_it_leaves_once_and_again_only_when_it_was_taken_back(firm):
    sends(firm)
    with pytest.raises(Refused, match="déjà été envoyée"):
        sends(firm)
    with firm.office.books.write() as session:
        not_sent_after_all(session, ("F-2026-0042",), BY, "mauvaise adresse", firm.now)
    sends(firm)
    assert len(firm.inbox_of(TO)) == 2


def test_what_waits_in_the_queue_is_not_queued_again(firm):
    with firm.office.books.write() as session:
        send_first(session, firm.office, ("F-2026-0042",), BY, firm.now)
    with pytest.raises(Refused, match="en cours"):
        sends(firm)


def test_nothing_leaves_while_all_sending_is_stopped_or_without_an_address(firm):
    with pytest.raises(Refused, match="n'est pas partie"), firm.office.books.write() as session:
        not_sent_after_all(session, ("F-2026-0042",), BY, "x", firm.now)
    with firm.office.books.write() as session:
        stop_sending(session, BY, firm.now)
    with pytest.raises(Refused, match="arrêtés"):
        sends(firm)


def test_a_client_without_an_address_is_told(firm):
    firm.has_client("C2", "Sans adresse", "")
    firm.has_invoice("F-2", due="2026-12-01", client="C2")
    with pytest.raises(Refused, match="n'a pas d'adresse mail"):
        sends(firm, "F-2")


def test_from_the_shell_it_is_shown_sent_and_taken_back(firm):
    def mailbot(*arguments):
        config = ["--config", str(firm.folder / "config.yaml"), "--now", "2026-11-02T09:00"]
        return CliRunner().invoke(program(), [*config, "first", "--invoice", "F-2026-0042", *arguments]).output

    assert "Attached: f.pdf" in mailbot("--dry-run") and firm.inbox_of(TO) == []
    assert mailbot().endswith(": sent\n")
    assert "may be sent again" in mailbot("--undo", "--why", "revenu")


def test_a_pdf_that_no_mail_can_hold_becomes_a_sentence(tmp_path):
    firm = Firm(tmp_path / "firm", CONFIG + "templates: {max_attachments_mb: 1}\n").at("2026-11-02T09:00")
    firm.has_client()
    for number, bytes_ in (("F-1", 600_000), ("F-2", 600_000), ("F-3", 300_000)):
        (firm.folder / f"{number}.pdf").write_bytes(b"%PDF-1.4 " + number.encode() + b"%" * bytes_)
        firm.has_invoice(number, due="2026-11-10", file=f"{number}.pdf")
    firm.at("2026-11-16T08:00").tick()
    (row,) = firm.reminders()
    assert [item["name"] for item in row.attachments] == ["F-1.pdf", "F-3.pdf"]
    said = row.body_text.replace("\xa0", " ")
    assert "Vous trouverez ci-joint la copie des factures F-1 et F-3. Le PDF de la facture F-2, trop volumineux" in said
