"""Optional columns of invoices: the day of sending, the VAT, the end of the mission; and quotes without a due date."""

from pathlib import Path

import pytest

from tests.firm import Firm

HEAD = "number,client,kind,issued_on,due_on,total,sent_on,vat,mission_ended_on\n"


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm")
    made.has_client()
    return made


def test_what_the_file_says_is_kept(firm: Firm) -> None:
    firm.takes_in("i.csv", HEAD + 'F-1,C1,,2026-10-01,2026-11-10,1200.00,02/10/2026,"200,00",2026-09-30\n')
    row = firm.invoice("F-1")
    assert (str(row.sent_on), row.vat_minor, str(row.mission_ended_on)) == ("2026-10-02", 20000, "2026-09-30")


def test_what_the_file_does_not_say_is_not_known(firm: Firm) -> None:
    firm.takes_in("i.csv", HEAD + "F-1,C1,,2026-10-01,2026-11-10,1200.00,,,\n")
    row = firm.invoice("F-1")
    assert (row.sent_on, row.vat_minor, row.mission_ended_on) == (None, None, None)


def test_no_vat_is_something_else_than_a_vat_that_is_not_known(firm: Firm) -> None:
    firm.takes_in("i.csv", HEAD + "F-1,C1,,2026-10-01,2026-11-10,1200.00,,0,\n")
    assert firm.invoice("F-1").vat_minor == 0


@pytest.mark.parametrize("vat", ["-40.00", "40.00"])
def test_the_vat_of_a_credit_note_is_negative_however_it_is_written(firm: Firm, vat: str) -> None:
    firm.takes_in("i.csv", HEAD + f"A-1,C1,avoir,2026-10-01,2026-11-10,240.00,,{vat},\n")
    assert (firm.invoice("A-1").total_minor, firm.invoice("A-1").vat_minor) == (-24000, -4000)


def test_taking_it_in_again_adds_what_is_new_and_says_so(firm: Firm) -> None:
    firm.takes_in("i.csv", HEAD + "F-1,C1,,2026-10-01,2026-11-10,1200.00,,,\n")
    report = firm.takes_in("i.csv", HEAD + "F-1,C1,,2026-10-01,2026-11-10,1200.00,2026-10-02,200.00,2026-09-30\n")
    (said,) = report.changes
    assert said == (
        "F-1: envoyée le (vide) → 2026-10-02, TVA en centimes (vide) → 20000, fin de mission (vide) → 2026-09-30"
    )
    again = firm.takes_in("i.csv", HEAD + "F-1,C1,,2026-10-01,2026-11-10,1200.00,,,\n")
    assert (again.unchanged, firm.invoice("F-1").vat_minor) == (1, 20000)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("F-1,C1,,2026-10-01,2026-11-10,1200.00,2026-09-30,,", "sent_on 2026-09-30 is before issued_on 2026-10-01."),
        ("F-1,C1,,2026-10-01,2026-11-10,1200.00,demain,,", "sent_on: 'demain' is no date"),
        ("F-1,C1,,2026-10-01,2026-11-10,1200.00,,1300.00,", "vat 1300.00 does not fit the total 1200.00"),
        ("F-1,C1,,2026-10-01,2026-11-10,1200.00,,-5.00,", "vat -5.00 does not fit the total 1200.00"),
        ("F-1,C1,,2026-10-01,,1200.00,,,", "due_on is empty"),
    ],
)
def test_a_line_that_cannot_be_right_stays_out(firm: Firm, line: str, said: str) -> None:
    report = firm.takes_in("i.csv", HEAD + line + "\n")
    assert [said in error.message for error in report.errors] == [True]


def test_a_quote_needs_no_due_date(firm: Firm) -> None:
    report = firm.takes_in("i.csv", HEAD + "D-1,C1,devis,2026-10-25,,900.00,2026-10-26,,\n")
    assert (report.created, report.errors) == (1, [])
    assert firm.invoice("D-1").due_on == firm.invoice("D-1").issued_on


def test_a_credit_note_is_not_set_against_a_quote(firm: Firm) -> None:
    firm.takes_in("q.csv", HEAD + "D-1,C1,devis,2026-10-25,,900.00,,,\n")
    head = "number,client,kind,issued_on,due_on,total,applies_to\n"
    report = firm.takes_in("a.csv", head + "A-1,C1,avoir,2026-10-28,2026-10-28,100.00,D-1\n")
    assert report.notes == ["A-1: D-1 is not an invoice of this client; the credit stays open"]
    assert firm.invoice("D-1").open_minor == 90000
