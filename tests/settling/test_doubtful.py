"""Doubtful debts: 411 to 416 and back, and what follows of what happens to them."""

import pytest

from mailbot.tasks.keeping.verify import verify
from tests.firm import CONFIG
from tests.settling.books import entries

TRANSFER = ("doubtful", "416 1200.00 -", "411 - 1200.00")


@pytest.fixture
def doubted(shell):
    """A firm whose F-1 was moved to the doubtful customers."""
    firm, run = shell()
    assert run("doubtful", "--invoice", "F-1", "--why", "NPAI, société introuvable").exit_code == 0
    return firm, run


def test_what_is_open_is_moved_and_the_day_is_kept(doubted):
    firm, _ = doubted
    assert entries(firm) == [TRANSFER]
    assert firm.invoice("F-1").doubtful_on.isoformat() == "2026-11-16"
    assert firm.invoice("F-1").open_minor == 120000
    assert verify(firm.office) == []


def test_a_client_s_open_invoices_are_moved_all_at_once_and_once(shell):
    firm, run = shell()
    run("pay", "--invoice", "F-2", "--amount", "100")
    assert len(run("doubtful", "--client", "C1", "--why", "x").stdout.splitlines()) == 2
    assert entries(firm) == [TRANSFER, ("doubtful", "416 200.00 -", "411 - 200.00")]
    assert run("doubtful", "--client", "C1", "--why", "x").exit_code == 1
    assert len(run("doubtful", "--client", "C1", "--undo", "--why", "payé").stdout.splitlines()) == 2
    assert [kind for kind, *_ in entries(firm)] == ["doubtful", "doubtful", "reversal", "reversal"]
    assert verify(firm.office) == []


def test_a_payment_of_a_doubtful_invoice_goes_back_to_411_where_the_bank_books_it(doubted):
    firm, run = doubted
    run("pay", "--invoice", "F-1", "--amount", "500")
    assert entries(firm) == [TRANSFER, ("undoubtful", "411 500.00 -", "416 - 500.00")]
    assert verify(firm.office) == []
    run("reverse", "--payment", "1", "--why", "impayé")
    assert entries(firm)[2:] == [("doubtful", "416 500.00 -", "411 - 500.00")]
    assert verify(firm.office) == []


def test_a_bad_debt_after_doubt_credits_416(doubted):
    firm, run = doubted
    run("pay", "--invoice", "F-1", "--amount", "500")
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--vat", "116.67", "--why", "liquidation")
    assert entries(firm)[2:] == [("bad_debt", "654 583.33 -", "44571 116.67 -", "416 - 700.00")]
    assert verify(firm.office) == []


def test_a_remainder_after_doubt_credits_416_in_mass_too(doubted):
    firm, run = doubted
    run("pay", "--invoice", "F-1", "--amount", "1199")
    run("writeoff", "--under-tolerance", "--why", "petits soldes")
    assert entries(firm)[2:] == [("remainder", "658 1.00 -", "416 - 1.00")]
    assert verify(firm.office) == []


def test_the_undo_reverses_every_transfer(doubted):
    firm, run = doubted
    run("pay", "--invoice", "F-1", "--amount", "500")
    assert run("doubtful", "--invoice", "F-1", "--undo", "--why", "retrouvé").stdout == "F-1: no longer doubtful\n"
    assert entries(firm)[2:] == [
        ("reversal", "416 - 1200.00", "411 1200.00 -"),
        ("reversal", "411 - 500.00", "416 500.00 -"),
    ]
    assert firm.invoice("F-1").doubtful_on is None
    assert verify(firm.office) == []


def test_no_undo_while_a_bad_debt_stands_against_416(doubted):
    firm, run = doubted
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "x")
    refused = run("doubtful", "--invoice", "F-1", "--undo", "--why", "x")
    assert (refused.exit_code, "passée en perte" in refused.stderr) == (1, True)
    assert len(entries(firm)) == 2 and firm.invoice("F-1").doubtful_on
    run("writeoff", "--invoice", "F-1", "--undo", "--why", "x")
    assert run("doubtful", "--invoice", "F-1", "--undo", "--why", "x").exit_code == 0
    assert verify(firm.office) == []


def test_what_a_file_says_is_paid_goes_back_too(doubted):
    firm, _ = doubted
    firm.has_invoice("F-1", open_amount="400.00")
    assert entries(firm)[1:] == [("undoubtful", "411 800.00 -", "416 - 800.00")]
    assert verify(firm.office) == []


def test_a_credit_note_applied_goes_back_too(doubted):
    firm, run = doubted
    firm.has_invoice("A-1", total="-200.00", kind="credit_note")
    run("credit", "apply", "--note", "A-1", "--invoice", "F-1", "--why", "geste")
    assert entries(firm)[1:] == [("undoubtful", "411 200.00 -", "416 - 200.00")]
    run("credit", "undo", "--note", "A-1", "--invoice", "F-1", "--why", "erreur")
    assert entries(firm)[2:] == [("doubtful", "416 200.00 -", "411 - 200.00")]
    assert verify(firm.office) == []


def test_a_foreign_debt_keeps_its_worth_and_both_sides_end_at_nothing(shell):
    firm, run = shell()
    firm.has_invoice("U-1", total="300.00", currency="USD")
    assert "--worth" in run("doubtful", "--invoice", "U-1", "--why", "x").stderr
    assert run("doubtful", "--invoice", "U-1", "--why", "x", "--worth", "271").exit_code == 0
    for label in ("un", "deux", "trois"):
        run("pay", "--invoice", "U-1", "--amount", "100", "--label", label)
    assert entries(firm) == [
        ("doubtful", "416 271.00 -", "411 - 271.00"),
        ("undoubtful", "411 90.33 -", "416 - 90.33"),
        ("undoubtful", "411 90.33 -", "416 - 90.33"),
        ("undoubtful", "411 90.34 -", "416 - 90.34"),
    ]
    assert verify(firm.office) == []


@pytest.mark.parametrize(
    ("config", "words", "said"),
    [
        (CONFIG + "accounting: {method: cash}\n", ("--invoice", "F-1", "--why", "x"), "trésorerie"),
        (CONFIG, ("--invoice", "F-1"), "Dites pourquoi"),
        (CONFIG, ("--invoice", "F-2", "--undo", "--why", "x"), "n'est pas chez les clients douteux"),
        (CONFIG, ("--client", "C9", "--why", "x"), "C9"),
        (CONFIG, ("--client", "C1", "--undo", "--why", "x"), "C1"),
    ],
)
def test_an_order_that_makes_no_sense_changes_nothing(shell, config, words, said):
    firm, run = shell(config)
    result = run("doubtful", *words)
    assert (result.exit_code, said in result.stderr, entries(firm)) == (1, True, [])


def test_a_debt_leaves_the_account_that_it_went_to_whatever_the_firm_calls_it_since(doubted):
    firm, run = doubted
    with (firm.folder / "config.yaml").open("a") as file:
        file.write('accounting: {doubtful: "4161"}\n')
    run("pay", "--invoice", "F-1", "--amount", "500")
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "x")
    assert [line.split()[0] for _, *lines in entries(firm)[1:] for line in lines] == ["411", "416", "654", "416"]
    assert run("verify").exit_code == 0
