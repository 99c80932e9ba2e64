"""Taking files in: once, again, and when the world has moved on."""

from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.core.errors import InputError
from mailbot.store.tables import EventRow, HoldRow
from tests.firm import CONFIG, Firm

CLIENTS = "code,name,email\nC1,Dupont,compta@dupont.example\nC2,Martin,compta@martin.example\n"
INVOICES = """number,client,issued_on,due_on,total,open_amount
F-1,C1,2026-10-01,2026-11-10,1200.00,
F-2,C2,2026-10-01,2026-11-10,300.00,100.00
"""


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    made.takes_in("clients.csv", CLIENTS)
    made.takes_in("invoices.csv", INVOICES)
    return made


def test_a_second_import_changes_nothing(firm: Firm) -> None:
    for name, text in (("clients.csv", CLIENTS), ("invoices.csv", INVOICES)):
        report = firm.takes_in(name, text)
        assert (report.created, report.updated, report.unchanged, report.errors) == (0, 0, 2, [])


def test_what_was_settled_before_is_not_owed(firm: Firm) -> None:
    assert firm.invoice("F-2").open_minor == 10000


def test_only_what_changed_is_changed(firm: Firm) -> None:
    report = firm.takes_in("clients.csv", CLIENTS.replace("Martin", "Martin SARL"))
    assert (report.updated, report.unchanged) == (1, 1) and firm.client("C2").name == "Martin SARL"


def test_a_new_address_clears_the_mark_of_the_old_one(firm: Firm) -> None:
    with firm.office.books.write() as session:
        session.get_one(type(firm.client("C2")), firm.client("C2").id).email_bounced = True
    firm.takes_in("clients.csv", CLIENTS.replace("compta@martin", "dg@martin"))
    assert not firm.client("C2").email_bounced


def test_a_file_may_lower_what_is_open_and_never_raises_it(firm: Firm) -> None:
    report = firm.takes_in("invoices.csv", INVOICES.replace("300.00,100.00", "300.00,40.00"))
    assert report.updated == 1 and firm.invoice("F-2").open_minor == 4000
    report = firm.takes_in("invoices.csv", INVOICES)
    assert firm.invoice("F-2").open_minor == 4000 and "keeps" in report.notes[0]


def test_an_issued_invoice_does_not_change_its_total(firm: Firm) -> None:
    report = firm.takes_in("invoices.csv", INVOICES.replace("1200.00", "1300.00"))
    assert "credit note" in report.errors[0].message and firm.invoice("F-1").total_minor == 120000


def test_a_dry_run_reports_and_changes_nothing(firm: Firm) -> None:
    path = firm.folder / "more.csv"
    path.write_text(INVOICES.replace("F-1", "F-9"))
    from mailbot.tasks.importing.import_file import import_file  # noqa: PLC0415  the firm's helper has no dry run

    report = import_file(firm.office, path, "auto", firm.now, dry_run=True)
    assert report.created == 1
    with firm.office.books.read() as session:
        assert (
            session.scalars(select(type(firm.invoice("F-1"))).where(type(firm.invoice("F-1")).number == "F-9")).all()
            == []
        )


def test_debts_older_than_the_start_are_shown_and_not_reminded(firm: Firm) -> None:
    firm.takes_in("old.csv", "number,client,issued_on,due_on,total\nF-0,C1,2026-06-01,2026-07-01,500.00\n")
    with firm.office.books.read() as session:
        (hold,) = session.scalars(select(HoldRow))
    assert "niveau" in hold.reason and hold.until is None
    firm.at("2026-11-04T08:00").tick()
    assert firm.reminders() == []


def test_a_credit_note_is_set_against_the_invoice_it_names(firm: Firm) -> None:
    firm.takes_in(
        "notes.csv",
        "number,client,kind,issued_on,due_on,total,applies_to\nA-1,C1,credit_note,2026-11-01,2026-11-01,200.00,F-1\n",
    )
    assert (firm.invoice("F-1").open_minor, firm.invoice("A-1").open_minor) == (100000, 0)


def test_a_free_credit_note_is_deducted_from_what_is_asked(firm: Firm) -> None:
    firm.takes_in(
        "notes.csv", "number,client,kind,issued_on,due_on,total\nA-1,C1,credit_note,2026-11-01,2026-11-01,200.00\n"
    )
    firm.at("2026-11-16T08:00").tick()
    (mine,) = [row for row in firm.reminders() if row.client_id == firm.client("C1").id]
    assert mine.total_minor == 100000


def test_the_pdf_of_an_invoice_is_taken_from_beside_the_file_and_from_nowhere_else(firm: Firm) -> None:
    (firm.folder / "F-7.pdf").write_bytes(b"%PDF-1.4 F-7")
    head = "number,client,issued_on,due_on,total,file\n"
    firm.takes_in("a.csv", head + "F-7,C1,2026-10-01,2026-11-10,10.00,F-7.pdf\n")
    assert firm.office.blobs.get(firm.invoice("F-7").file_sha) == b"%PDF-1.4 F-7"
    report = firm.takes_in("b.csv", head + "F-8,C1,2026-10-01,2026-11-10,10.00,../../../../../../etc/passwd\n")
    assert firm.invoice("F-8").file_sha == "" and "not found" in report.notes[0]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("F-5,C9,2026-10-01,2026-11-10,10.00,", "no client 'C9'"),
        ("F-5,C1,2026-10-01,,10.00,", "terms_days"),
        ("F-5,C1,2026-10-01,2026-09-10,10.00,", "before issued_on"),
        ("F-1,C2,2026-10-01,2026-11-10,1200.00,", "another client"),
        ("F-5,C1,2026-10-01,2026-11-10,10.00,20.00", "does not fit"),
    ],
)
def test_a_row_that_cannot_be_right_stays_out_with_its_reason(firm: Firm, row: str, says: str) -> None:
    report = firm.takes_in("more.csv", INVOICES.splitlines()[0] + "\n" + row + "\n")
    assert report.created == 0 and says in report.errors[0].message and report.errors[0].line == 2


def test_a_due_date_is_computed_where_terms_are_configured(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG + "import: {terms_days: 30}\n").at("2026-11-02T09:00")
    firm.takes_in("clients.csv", CLIENTS)
    firm.takes_in("invoices.csv", "number,client,issued_on,total\nF-1,C1,2026-10-15,10.00\n")
    assert firm.invoice("F-1").due_on.isoformat() == "2026-11-14"


def test_payments_from_a_file_enter_once(firm: Firm) -> None:
    rows = "P1,2026-11-03,1200.00,DUPONT,F-1\n,2026-11-03,5.00,X,Y\n,2026-11-03,5.00,X,Y\n"
    text = f"id,received_on,amount,payer,label\n{rows}"
    assert firm.takes_in("p.csv", text).created == 3
    assert firm.takes_in("p.csv", text).unchanged == 3
    assert len(firm.payments()) == 3


NAMES = "number,client_name,issued_on,due_on,total\n"


def test_a_list_that_has_only_names_finds_the_client_of_that_name_or_makes_one(firm: Firm) -> None:
    report = firm.takes_in(
        "i.csv",
        NAMES + "F-5,Dupont,2026-10-01,2026-11-10,10.00\nF-6,Été & Cie,2026-10-01,2026-11-10,10.00\n"
        "F-7,Été & Cie,2026-10-01,2026-11-10,10.00\n",
    )
    assert report.created == 3 and "clients that were not known were made" in report.notes[0]
    assert firm.invoice("F-5").client_id == firm.client("C1").id
    assert firm.invoice("F-6").client_id == firm.invoice("F-7").client_id == firm.client("ÉTÉ-CIE").id
    assert firm.takes_in("i.csv", NAMES + "F-8,Été & Cie,2026-10-01,2026-11-10,10.00\n").notes == []


def test_a_name_that_two_clients_have_is_a_question(firm: Firm) -> None:
    firm.takes_in("clients.csv", "code,name,email\nC3,Dupont,x@dupont.example\n")
    report = firm.takes_in("i.csv", NAMES + "F-5,Dupont,2026-10-01,2026-11-10,10.00\n")
    assert report.created == 0 and "several clients are called 'Dupont'" in report.errors[0].message


def test_a_code_that_is_taken_gets_a_number(firm: Firm) -> None:
    firm.takes_in("clients.csv", "code,name,email\nDURAND,Durand Frères,\n")
    firm.takes_in("i.csv", NAMES + "F-5,Durand,2026-10-01,2026-11-10,10.00\n")
    assert firm.invoice("F-5").client_id == firm.client("DURAND-2").id


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("C5,X,nobody@etude.example,", "not in people"),
        ("C5,X,,strict", "there is no ladder 'strict'"),
    ],
)
def test_a_client_who_refers_to_nothing_stays_out(firm: Firm, row: str, says: str) -> None:
    report = firm.takes_in("c.csv", f"code,name,partner,ladder\n{row}\n")
    assert report.created == 0 and says in report.errors[0].message


def test_what_changed_is_told_and_stays_in_the_history(firm: Firm) -> None:
    report = firm.takes_in("clients.csv", CLIENTS.replace("compta@martin", "dg@martin"))
    assert report.changes == ["C2: adresse compta@martin.example → dg@martin.example"]
    with firm.office.books.read() as session:
        (event,) = session.scalars(select(EventRow).where(EventRow.kind == "client_changed"))
    assert event.client_id == firm.client("C2").id and "(import de clients.csv)" in event.text


def test_a_credit_note_for_an_unknown_invoice_stays_open_and_says_so(firm: Firm) -> None:
    head = "number,client,kind,issued_on,due_on,total,applies_to\n"
    report = firm.takes_in("n.csv", head + "A-1,C1,avoir,2026-11-01,2026-11-01,200.00,F-99\n")
    assert firm.invoice("A-1").open_minor == -20000 and "the credit stays open" in report.notes[0]


def test_a_credit_note_can_come_partly_used_up(firm: Firm) -> None:
    head = "number,client,kind,issued_on,due_on,total,open_amount\n"
    row = "A-1,C1,avoir,2026-11-01,2026-11-01,200.00,{}\n"
    firm.takes_in("n.csv", head + row.format("50.00"))
    assert firm.invoice("A-1").open_minor == -5000
    firm.takes_in("n.csv", head + row.format("20.00"))
    assert firm.invoice("A-1").open_minor == -2000
    assert "keeps" in firm.takes_in("n.csv", head + row.format("50.00")).notes[0]


def test_a_file_beside_the_list_that_is_no_pdf_is_left_out(firm: Firm) -> None:
    (firm.folder / "F-7.pdf").write_text("not a PDF")
    report = firm.takes_in(
        "a.csv", "number,client,issued_on,due_on,total,file\nF-7,C1,2026-10-01,2026-11-10,1,F-7.pdf\n"
    )
    assert firm.invoice("F-7").file_sha == "" and "is no PDF" in report.notes[0]


def test_a_column_map_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG + "import: {columns: {Tiers: clinet}}\n")
    with pytest.raises(InputError, match="'clinet', which is no column"):
        firm.takes_in("c.csv", CLIENTS)
