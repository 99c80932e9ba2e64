"""A FEC in the books: once, again, and after the accountant has lettered."""

from pathlib import Path

import pytest

from mailbot.core.errors import InputError
from tests.firm import CONFIG, Firm
from tests.intake.fec_text import a_fec, a_line, a_payment, a_sale
from tests.tasks.importing import balances_hold, counts, take

NAME = "123456782FEC20261231.txt"


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    config = CONFIG + "import: {terms_days: 30, started_on: 2026-01-01}\n"
    return Firm(tmp_path / "firm", config).at("2026-11-02T09:00")


def test_open_items_become_clients_and_invoices(firm: Firm) -> None:
    report = take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_sale("F-2", "300,00", "AA")))
    assert counts(report) == (1, 0, 0, 0) and report.kind == "fec"
    invoice = firm.invoice("F-1")
    assert (invoice.open_minor, invoice.due_on.isoformat(), invoice.client_id) == (
        120000,
        "2026-10-31",
        firm.client().id,
    )
    assert firm.client().name == "Dupont Bâtiment"
    assert any("left out: 1" in note for note in report.notes)


def test_a_second_time_changes_nothing(firm: Firm) -> None:
    content = a_fec(a_sale("F-1", "1200,00"), a_payment("R1", "50,00"), a_sale("F-2", "10,00", "a"))
    take(firm, NAME, content)
    assert counts(take(firm, NAME, content)) == (0, 0, 2, 0)
    assert len(firm.payments()) == 1 and balances_hold(firm)


def test_lettering_closes(firm: Firm) -> None:
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00")))
    report = take(firm, NAME, a_fec(a_sale("F-1", "1200,00", "AA"), a_payment("R1", "1200,00", "AA")))
    assert counts(report) == (0, 1, 0, 0) and firm.invoice("F-1").open_minor == 0
    assert report.changes == ["F-1: lettré AA dans le FEC"]
    assert firm.payments() == [] and balances_hold(firm)


def test_money_without_lettering_is_in_hand_and_keeps_reminders_back(firm: Firm) -> None:
    firm.has_client()
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_payment("R1", "1200,00", EcritureLib="VIR SANS REFERENCE")))
    (payment,) = firm.payments()
    assert (payment.amount_minor, payment.client_id, payment.received_on.isoformat()) == (
        120000, firm.client().id, "2026-10-01",
    )  # fmt: skip
    firm.at("2026-11-16T08:00").tick()
    assert firm.reminders() == []


def test_money_that_is_lettered_later_goes_where_the_accountant_put_it(firm: Firm) -> None:
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_sale("F-2", "50,00"), a_payment("R1", "1200,00")))
    take(
        firm,
        NAME,
        a_fec(a_sale("F-1", "1200,00", "AA"), a_sale("F-2", "50,00"), a_payment("R1", "1200,00", "AA")),
    )
    (payment,) = firm.payments()
    assert (payment.unapplied_minor, firm.invoice("F-1").open_minor, firm.invoice("F-2").open_minor) == (0, 0, 5000)
    assert balances_hold(firm)


def test_lettered_money_that_settled_something_else_is_nobodys_money_in_hand(firm: Firm) -> None:
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_payment("R1", "70,00")))
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_payment("R1", "70,00", "AA")))
    (payment,) = firm.payments()
    assert (payment.unapplied_minor, payment.client_id, payment.decision) == (7000, None, "aside")


def test_money_that_the_bank_told_of_is_not_entered_again(firm: Firm) -> None:
    firm.has_client()
    firm.has_invoice("F-1")
    firm.takes_in("p.csv", "id,received_on,amount,payer,label\nP1,2026-10-03,1200.00,DUPONT BATIMENT,F-1\n")
    firm.tick()
    report = take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_payment("R1", "1200,00")))
    assert len(firm.payments()) == 1 and any("were known already: 1" in note for note in report.notes)
    assert firm.invoice("F-1").open_minor == 0 and any("keeps 0.00 EUR" in note for note in report.notes)


def test_a_balance_carried_forward_is_the_same_document_and_the_same_money(firm: Firm) -> None:
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), a_payment("R1", "70,00"), a_payment("F-1", "200,00")))
    carried = {"JournalCode": "AN", "EcritureNum": "1", "EcritureDate": "20270101"}
    forward = a_fec(
        [a_line(PieceRef="F-1", Debit="1000,00", **carried)],
        [a_line(PieceRef="R1", Credit="70,00", PieceDate="20270101", **carried)],
    )
    report = take(firm.at("2027-01-15T09:00"), "123456782FEC20271231.txt", forward)
    assert counts(report) == (0, 0, 1, 0)
    assert (firm.invoice("F-1").total_minor, firm.invoice("F-1").open_minor) == (120000, 100000)
    assert len(firm.payments()) == 1


def test_credit_notes_are_deducted_and_close_too(firm: Firm) -> None:
    note = [a_line(PieceRef="AV-1", Credit="80,00"), a_line(PieceRef="AV-1", CompteNum="706000", Debit="80,00")]
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), note))
    assert (firm.invoice("AV-1").kind, firm.invoice("AV-1").open_minor) == ("credit_note", -8000)
    note[0] |= {"EcritureLet": "AA"}
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), note))
    assert firm.invoice("AV-1").open_minor == 0 and balances_hold(firm)


def test_a_number_that_two_clients_have_stays_apart_whatever_comes_later(firm: Firm) -> None:
    second = a_sale("F-1", "50,00", CompAuxNum="C2", CompAuxLib="Martin")
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), second))
    assert firm.invoice("F-1").open_minor == 120000 and firm.invoice("F-1 (C2)").open_minor == 5000
    assert counts(take(firm, NAME, a_fec(second))) == (0, 0, 1, 0)
    assert counts(take(firm, NAME, a_fec(second, a_sale("F-1", "1200,00")))) == (0, 0, 2, 0)


def test_what_a_person_mended_is_not_undone(firm: Firm) -> None:
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00")))
    firm.has_client(name="Dupont & Fils")
    with firm.office.books.write() as session:
        session.merge(firm.invoice("F-1")).due_on = firm.now.date()
    take(firm, NAME, a_fec(a_sale("F-1", "1200,00")))
    assert firm.client().name == "Dupont & Fils" and firm.invoice("F-1").due_on == firm.now.date()


def test_bad_lines_are_named_and_the_rest_goes_in(firm: Firm) -> None:
    report = take(firm, NAME, a_fec(a_sale("F-1", "1200,00"), [a_line(PieceDate="hier")], a_sale("F-2", "1,00")))
    assert counts(report) == (2, 0, 0, 1) and report.errors[0].line == 4


def test_a_fec_needs_payment_terms(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm")
    with pytest.raises(InputError, match="import.terms_days"):
        take(firm, NAME, a_fec(a_sale("F-1", "1,00")))


def test_accounts_of_cash_owe_nothing_and_say_so(firm: Firm) -> None:
    report = take(firm, NAME, a_fec([a_line(CompteNum="512000", Debit="10,00")]))
    assert counts(report) == (0, 0, 0, 0) and any("nothing is owed" in note for note in report.notes)
