"""What is given up: entries of each case, who may, and the way back."""

import pytest
from sqlalchemy import select

from mailbot.store.tables import EventRow
from mailbot.tasks.keeping.verify import verify
from tests.firm import ASSISTANT, CONFIG, PARTNER
from tests.settling.books import entries

VAT = CONFIG + "accounting: {vat_percent: 20}\n"


def paid(run, invoice, amount):
    assert run("pay", "--invoice", invoice, "--amount", amount).exit_code == 0


def test_a_remainder_is_lost_to_658_and_the_invoice_closed(shell):
    firm, run = shell()
    paid(run, "F-1", "1198.80")
    result = run("writeoff", "--invoice", "F-1", "--why", "centimes", "--as", ASSISTANT)
    assert (result.exit_code, result.stdout) == (0, "F-1: 1.20 EUR written off (entry 1)\n")
    assert entries(firm) == [("remainder", "658 1.20 -", "411 - 1.20")]
    assert firm.invoice("F-1").open_minor == 0
    assert verify(firm.office) == []


def test_the_undo_is_a_reversal_and_the_invoice_is_owed_again(shell):
    firm, run = shell()
    paid(run, "F-1", "1198.80")
    run("writeoff", "--invoice", "F-1", "--why", "centimes")
    assert run("writeoff", "--invoice", "F-1", "--undo", "--why", "trop vite").stdout == "F-1: owed again\n"
    assert entries(firm)[1:] == [("reversal", "658 - 1.20", "411 1.20 -")]
    assert firm.invoice("F-1").open_minor == 120
    assert verify(firm.office) == []
    again = run("writeoff", "--invoice", "F-1", "--undo", "--why", "encore")
    assert (again.exit_code, again.stderr) == (1, "Rien n'a été abandonné sur F-1.\n")


@pytest.mark.parametrize(
    ("who", "amount", "code"),
    [(ASSISTANT, "1198.01", 0), (ASSISTANT, "1198.00", 1), (ASSISTANT, "600", 1), (PARTNER, "600", 0)],
    ids=["assistant below", "assistant at the tolerance", "assistant above", "partner above"],
)
def test_more_than_the_tolerance_is_for_a_partner(shell, who, amount, code):
    firm, run = shell()
    paid(run, "F-1", amount)
    result = run("writeoff", "--invoice", "F-1", "--why", "abandon", "--as", who)
    assert (result.exit_code, firm.invoice("F-1").open_minor == 0) == (code, code == 0)


@pytest.mark.parametrize(
    ("config", "words", "lines", "vat"),
    [
        (VAT, (), ("654 1000.00 -", "44571 200.00 -", "411 - 1200.00"), "200.00"),
        (VAT, ("--vat", "0"), ("654 1200.00 -", "411 - 1200.00"), ""),
        (VAT, ("--vat", "66,00"), ("654 1134.00 -", "44571 66.00 -", "411 - 1200.00"), "66.00"),
        (CONFIG, (), ("654 1200.00 -", "411 - 1200.00"), ""),
        (CONFIG + "accounting: {vat_percent: 20, vat_on: receipts}\n", (), ("654 1200.00 -", "411 - 1200.00"), ""),
    ],
    ids=["rate known", "none comes back", "a person says", "nothing known", "paid on receipts"],
)
def test_a_bad_debt_gives_its_vat_back(shell, config, words, lines, vat):
    firm, run = shell(config)
    result = run("writeoff", "--invoice", "F-1", "--bad-debt", *words, "--why", "liquidation")
    assert result.exit_code == 0, result.stderr
    assert entries(firm) == [("bad_debt", *lines)]
    assert ("article 272 du CGI" in result.stdout) == bool(vat)
    assert verify(firm.office) == []


def test_the_vat_of_a_part_is_in_proportion_to_what_is_open(shell):
    firm, run = shell()
    with firm.office.books.write() as session:
        session.merge(firm.invoice("F-1")).vat_minor = 20000
    paid(run, "F-1", "800")
    result = run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "clôture pour insuffisance d'actif")
    assert entries(firm) == [("bad_debt", "654 333.33 -", "44571 66.67 -", "411 - 400.00")]
    mention = (
        "Facture demeurée impayée pour la somme de 333,33 euros (prix net) et pour la somme de 66,67 euros "
        "(TVA correspondante) qui ne peut faire l'objet d'une déduction (article 272 du CGI)"
    )
    assert mention in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--invoice", "F-1"), "Dites pourquoi"),
        (("--invoice", "F-9", "--why", "x"), "F-9"),
        (("--invoice", "F-1", "--why", "x", "--bad-debt", "--vat", "1200"), "no part of a debt"),
        (("--invoice", "F-1", "--why", "x", "--worth", "10"), "contre-valeur"),
        (("--invoice", "F-1", "--why", "x", "--on", "2026-11-17"), "à venir"),
        (("--invoice", "F-1", "--why", "x", "--on", "2024-12-31"), "clos"),
        (("--invoice", "F-1", "--invoice", "F-2", "--why", "x", "--bad-debt", "--vat", "1"), "une à une"),
    ],
)
def test_an_order_that_makes_no_sense_changes_nothing(shell, words, said):
    firm, run = shell()
    result = run("writeoff", *words)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (1, True, 1), result.stderr
    assert entries(firm) == [] and firm.invoice("F-1").open_minor == 120000


def test_vat_paid_on_receipts_is_not_given_back_on_anybody_s_word(shell):
    firm, run = shell(CONFIG + "accounting: {vat_on: receipts}\n")
    result = run("writeoff", "--invoice", "F-1", "--bad-debt", "--vat", "200", "--why", "x")
    assert (result.exit_code, "accounting.vat_on" in result.stderr) == (1, True)
    assert entries(firm) == []


def test_the_day_of_booking_chooses_the_year_and_each_year_is_numbered_anew(shell):
    firm, run = shell()
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "x", "--on", "2025-12-31")
    run("writeoff", "--invoice", "F-2", "--bad-debt", "--why", "x")
    lines = [line.split(",") for line in run("export", "journal", "--format", "csv").stdout.splitlines()]
    assert {(line[0], line[1], line[3]) for line in lines[1:]} == {
        ("1", "2025-12-31", "2025-12-31"),
        ("1", "2026-12-31", "2026-11-16"),
    }
    assert verify(firm.office) == []


def test_every_write_off_stands_in_the_history_with_its_reason(shell):
    firm, run = shell()
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "débiteur disparu")
    with firm.office.books.read() as session:
        (line,) = session.scalars(select(EventRow).where(EventRow.kind == "written_off"))
    assert (line.actor, "débiteur disparu" in line.text, "écriture 1" in line.text) == (PARTNER, True, True)


def test_a_foreign_invoice_is_written_off_at_the_worth_that_a_person_gives(shell):
    firm, run = shell()
    firm.has_invoice("U-1", total="500.00", currency="USD")
    refused = run("writeoff", "--invoice", "U-1", "--bad-debt", "--why", "x")
    assert (refused.exit_code, "--worth" in refused.stderr) == (1, True)
    assert run("writeoff", "--invoice", "U-1", "--bad-debt", "--why", "x", "--worth", "431.20").exit_code == 0
    assert entries(firm) == [("bad_debt", "654 431.20 -", "411 - 431.20")]
    rows = [line.split(",") for line in run("export", "journal", "--format", "csv").stdout.splitlines()]
    at = rows[0].index("foreign_amount")
    assert [row[at : at + 2] for row in rows[1:]] == [["", "USD"], ["500.00", "USD"]]
    assert verify(firm.office) == []


def test_in_cash_accounting_an_invoice_is_closed_and_nothing_is_booked(shell):
    firm, run = shell(CONFIG + "accounting: {method: cash}\n")
    result = run("writeoff", "--invoice", "F-1", "--why", "abandon")
    assert "nothing is booked" in result.stdout
    assert (entries(firm), firm.invoice("F-1").open_minor) == ([], 0)
    assert run("writeoff", "--invoice", "F-1", "--undo", "--why", "erreur").exit_code == 0
    assert (entries(firm), firm.invoice("F-1").open_minor) == ([], 120000)
    assert verify(firm.office) == []
