"""Letters on paper: they wait for the printer, leave sorted in one PDF, and are followed until they are received."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from mailbot.core.errors import Refused
from mailbot.store.post_tables import PostingRow
from mailbot.store.tables import EventRow, ReminderRow
from mailbot.tasks import jobs
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.sending_switch import resume_sending, stop_sending
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.sending.post_numbers import take_numbers
from mailbot.tasks.sending.post_run import print_again, print_run
from mailbot.tasks.sending.record_post import Received, came_back, note_received
from tests.firm import ASSISTANT, CONFIG, PARTNER, Firm

BY = Decider(email=ASSISTANT, via="shell")
PAPER = "{number: 1, name: lettre, offset: 5, deadline: 8, channel: letter}"
NOTICE = (
    "{number: 1, name: mise en demeure, offset: 5, deadline: 8, channel: mail+letter, formal: true, post: registered}"
)
HOME = {"address": "4 rue des Compagnons", "postcode": "44800", "city": "Saint-Herblain", "country": "FR"}


def a_firm(tmp_path: Path, level: str = PAPER) -> Firm:
    return Firm(tmp_path / "firm", f"{CONFIG}\nladders: {{professional: {{levels: [{level}]}}}}\n")


def approved(firm: Firm, at: str = "2026-11-16T09:00") -> None:
    """The plan of that morning, approved, and let go by the gate."""
    firm.at(at)
    jobs.do_plan(firm.office, firm.now)
    with firm.office.books.write() as session:
        for row in session.scalars(select(ReminderRow).where(ReminderRow.status == "proposed")):
            row.status, row.approved_hash, row.approved_by = "approved", row.content_hash, PARTNER
    jobs.do_send(firm.office, firm.now)


@pytest.fixture
def firm(tmp_path) -> Firm:
    """A client without any mail address owes an invoice; its letter waits for the printer."""
    firm = a_firm(tmp_path)
    firm.has_client(email="", **HOME)
    firm.has_invoice()
    approved(firm)
    return firm


def letters(firm: Firm) -> list[PostingRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(PostingRow).order_by(PostingRow.id)))


def note(firm: Firm, **received) -> PostingRow:
    with firm.office.books.write() as session:
        return note_received(session, firm.office, 1, Received(**received), BY, firm.now)


def said(firm: Firm) -> list[str]:
    with firm.office.books.read() as session:
        return [row.text for row in session.scalars(select(EventRow).order_by(EventRow.id))]


def test_a_letter_reaches_a_client_without_a_mail_address_and_is_sent_when_it_is_printed(firm):
    assert [row.status for row in letters(firm)] == ["waiting"] and firm.invoice().level is None
    assert firm.reminders()[0].recipient == "Dupont Bâtiment, 4 rue des Compagnons, 44800 SAINT-HERBLAIN"
    made = print_run(firm.office, BY, firm.now)
    assert (made.number, made.printed, made.registered) == (1, 1, b"")
    text = PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
    assert "SAINT-HERBLAIN" in text and "F-2026-0042" in text
    assert (firm.invoice().level, firm.reminders()[0].status) == (1, "sent")
    assert not (firm.folder / "mail").exists()
    assert verify(firm.office) == []


def test_what_is_printed_is_not_printed_again_but_can_be_made_anew(firm):
    first = print_run(firm.office, BY, firm.now)
    assert print_run(firm.office, BY, firm.now).printed == 0
    assert print_again(firm.office, 1).pdf == first.pdf
    with pytest.raises(Refused):
        print_again(firm.office, 2)


def test_letters_are_printed_at_any_hour_but_not_while_sending_is_stopped(firm):
    firm.at("2026-11-16T22:00")
    with firm.office.books.write() as session:
        stop_sending(session, BY, firm.now)
    stopped = print_run(firm.office, BY, firm.now)
    assert stopped.printed == 0 and stopped.waiting[0][0] == "Dupont Bâtiment"
    with firm.office.books.write() as session:
        resume_sending(session, BY, firm.now)
    assert print_run(firm.office, BY, firm.now).printed == 1


def test_what_was_paid_meanwhile_is_taken_out(firm):
    head, paid = "id;received_on;amount;currency;payer;label", "P1;2026-11-16;1200.00;EUR;Dupont;F-2026-0042"
    firm.takes_in("payments.csv", f"{head}\n{paid}\n")
    jobs.do_match(firm.office, firm.now)
    made = print_run(firm.office, BY, firm.now)
    assert (made.printed, made.taken_out[0][0]) == (0, "Dupont Bâtiment")
    assert [row.status for row in letters(firm)] == ["cancelled"] and firm.reminders()[0].status == "failed"


def test_a_letter_whose_client_has_moved_is_taken_out_and_written_anew(firm):
    firm.has_client(email="", **{**HOME, "city": "Nantes", "postcode": "44000"})
    made = print_run(firm.office, BY, firm.now)
    assert made.printed == 0 and "44000 NANTES" in made.taken_out[0][1]


def test_the_days_to_pay_run_from_the_reception_and_never_end_before_the_printed_date(firm):
    print_run(firm.office, BY, firm.now)
    assert firm.invoice().deadline_on == date(2026, 11, 24)
    firm.at("2026-11-30T09:00")
    note(firm, number="1A 234 567 8901 2", delivered_on=date(2026, 11, 27))
    assert firm.invoice().deadline_on == date(2026, 12, 7)  # the 5th of December is a Saturday
    note(firm, delivered_on=date(2026, 11, 16))
    assert firm.invoice().deadline_on == date(2026, 11, 24)
    assert letters(firm)[0].number == "1A 234 567 8901 2"
    assert "reçue le 27/11/2026, délai jusqu'au 07/12/2026" in said(firm)


@pytest.mark.parametrize("day", [date(2026, 11, 15), date(2026, 11, 17)])
def test_nothing_is_received_before_it_is_printed_or_tomorrow(firm, day):
    print_run(firm.office, BY, firm.now)
    with pytest.raises(Refused):
        note(firm, delivered_on=day)


def test_a_letter_that_comes_back_has_reminded_nobody(firm):
    print_run(firm.office, BY, firm.now)
    with firm.office.books.write() as session:
        came_back(session, 1, "n'habite pas à l'adresse indiquée", BY, firm.now)
    assert (firm.invoice().level, firm.reminders()[0].status) == (None, "bounced")
    assert "lettre revenue : n'habite pas à l'adresse indiquée" in said(firm)
    with firm.office.books.write() as session, pytest.raises(Refused):
        came_back(session, 1, "encore", BY, firm.now)


def test_a_formal_notice_goes_by_mail_and_waits_as_a_registered_letter_that_says_so(tmp_path):
    firm = a_firm(tmp_path, NOTICE)
    firm.has_client(**HOME)
    firm.has_invoice()
    approved(firm)
    assert len(firm.inbox_of("compta@dupont.example")) == 1
    made = print_run(firm.office, BY, firm.now)
    text = PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
    assert "Lettre recommandée avec avis de réception" in " ".join(text.split())
    (row,) = csv.DictReader(io.StringIO(made.registered.decode("utf-8-sig")), delimiter=";")
    assert (row["letter"], row["name"], row["city"], row["number"]) == ("1", "Dupont Bâtiment", "Saint-Herblain", "")


def test_the_filled_in_list_is_written_down_and_each_wrong_line_is_told(tmp_path):
    firm = a_firm(tmp_path, NOTICE)
    firm.has_client(**HOME)
    firm.has_invoice()
    approved(firm)
    print_run(firm.office, BY, firm.now)
    firm.at("2026-11-20T09:00")
    filled = "letter;number;delivered_on\n1;1A 001;18/11/2026\n7;1A 002;\nx;1A 003;\n1;;32/11/2026\n1;;\n"
    report = take_numbers(firm.office, filled.encode("cp1252"), BY, firm.now)
    assert (report.noted, report.empty, len(report.mistakes)) == (1, 1, 3)
    assert (letters(firm)[0].number, letters(firm)[0].delivered_on) == ("1A 001", date(2026, 11, 18))
    assert firm.invoice().deadline_on == date(2026, 11, 26)


def test_an_address_outside_the_window_is_not_printed(firm):
    office = firm.office
    with office.books.write() as session:
        row = session.get_one(ReminderRow, 1)
        elsewhere = office.press().pdf("<html lang=fr><p>Dupont Bâtiment<br>44800 SAINT-HERBLAIN</p></html>")
        row.letter_sha = office.blobs.put(elsewhere)
    made = print_run(office, BY, firm.now)
    assert made.printed == 0 and "window" in made.waiting[0][1]


def test_letters_lie_sorted_registered_first_then_by_postcode(tmp_path):
    firm = a_firm(tmp_path)
    for code, postcode in (("C1", "75011"), ("C2", "06000"), ("C3", "44000")):
        firm.has_client(code, f"Client {code}", email="", **{**HOME, "postcode": postcode})
        firm.has_invoice(f"F-{code}", client=code)
    approved(firm)
    made = print_run(firm.office, BY, firm.now)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made.pdf)).pages]
    found = [next(code for code in ("C1", "C2", "C3") if f"F-{code}" in text) for text in pages if "F-C" in text]
    assert found == ["C2", "C3", "C1"]
