"""Money that pays no invoice: refunds, overpayments kept, credit notes."""

import json

import pytest

from mailbot.core.money import Money
from mailbot.store.money import payments_in_hand
from mailbot.tasks.keeping.verify import verify
from tests.settling.books import entries


@pytest.fixture
def overpaid(shell):
    """Makes a firm whose F-1 was paid with so much too much, and which is owed nothing else."""

    def make(too_much):
        firm, run = shell()
        run("pay", "--invoice", "F-2", "--amount", "300")
        run("pay", "--invoice", "F-1", "--amount", str(1200 + too_much))
        return firm, run

    return make


def in_hand(firm):
    with firm.office.books.read() as session:
        found = payments_in_hand.unapplied_by_client(session, [firm.client().id])
    return {currency: Money.from_minor(minor).amount for (_, currency), minor in found.items()}


def test_a_refund_takes_the_money_out_of_hand_and_its_undo_puts_it_back(overpaid):
    firm, run = overpaid(50)
    assert str(in_hand(firm)["EUR"]) == "50.00"
    assert run("refund", "--payment", "2", "--amount", "20", "--why", "trop payé").stdout == (
        "payment 2: 20.00 EUR given back\n"
    )
    assert str(in_hand(firm)["EUR"]) == "30.00"
    run("refund", "--payment", "2", "--why", "le reste")
    assert in_hand(firm) == {}
    assert verify(firm.office) == []
    assert run("refund", "--payment", "2", "--undo", "--why", "chèque non encaissé").exit_code == 0
    assert str(in_hand(firm)["EUR"]) == "50.00"
    assert entries(firm) == []
    assert verify(firm.office) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--amount", "50.01"), "il en reste 50.00 EUR"),
        (("--on", "2026-11-17"), "vérifiez le jour"),
        (("--on", "2026-11-15"), "vérifiez le jour"),
        (("--undo",), "Rien de tel"),
    ],
)
def test_a_refund_that_makes_no_sense_is_refused(overpaid, words, said):
    firm, run = overpaid(50)
    result = run("refund", "--payment", "2", "--why", "x", *words)
    assert (result.exit_code, said in result.stderr) == (1, True), result.stderr
    assert str(in_hand(firm)["EUR"]) == "50.00"


def test_a_little_too_much_is_kept_as_a_gain(overpaid):
    firm, run = overpaid(1.5)
    assert run("writeoff", "--payment", "2", "--why", "trop peu pour rendre").stdout == "payment 2: 1.50 EUR kept\n"
    assert entries(firm) == [("gain", "411 1.50 -", "758 - 1.50")]
    assert in_hand(firm) == {}
    run("writeoff", "--payment", "2", "--undo", "--why", "réclamé")
    assert entries(firm)[1:] == [("reversal", "411 - 1.50", "758 1.50 -")]
    assert str(in_hand(firm)["EUR"]) == "1.50"
    assert verify(firm.office) == []


def test_more_is_owed_back(overpaid):
    firm, run = overpaid(2)
    result = run("writeoff", "--payment", "2", "--why", "x")
    assert (result.exit_code, "mailbot refund" in result.stderr, entries(firm)) == (1, True, [])


def test_all_rests_at_once_leave_alone_what_other_money_could_settle(shell):
    firm, run = shell()
    firm.has_client("C2", "Martin SA", "martin@martin.example")
    firm.has_client("C3", "Petit", "petit@petit.example")
    for number, client in (("G-1", "C2"), ("G-2", "C3"), ("G-3", "C3")):
        firm.has_invoice(number, client=client, total="100.00")
    run("pay", "--invoice", "F-1", "--amount", "1199.50")  # a loss: nobody else's money could settle it
    run("pay", "--invoice", "G-1", "--amount", "100.75")  # a gain: this client owes nothing
    run("pay", "--invoice", "G-2", "--amount", "99.10")
    run("pay", "--invoice", "G-3", "--amount", "101.50")  # it could settle G-2: neither is a rest
    rows = [json.loads(line) for line in run("writeoff", "--list", "--format", "json").stdout.splitlines()]
    assert [(row["kind"], row["document"], row["amount"]) for row in rows] == [
        ("loss", "F-1", "0.50"),
        ("gain", "payment 2", "0.75"),
    ]
    before = entries(firm)
    assert "F-1" in run("writeoff", "--under-tolerance", "--dry-run").stdout and entries(firm) == before == []
    assert run("writeoff", "--under-tolerance").exit_code == 1  # no reason
    said = run("writeoff", "--under-tolerance", "--why", "petits soldes").stdout
    assert said == "1 remainder written off (0.50 EUR), 1 overpayment kept (0.75 EUR)\n"
    assert entries(firm) == [("remainder", "658 0.50 -", "411 - 0.50"), ("gain", "411 0.75 -", "758 - 0.75")]
    assert verify(firm.office) == []
    again = run("writeoff", "--under-tolerance", "--why", "encore").stdout
    assert again == "0 remainders written off (0.00 EUR), 0 overpayments kept (0.00 EUR)\n"


def test_a_small_invoice_that_nobody_paid_is_no_remainder(shell):
    firm, run = shell()
    firm.has_invoice("F-3", total="1.50")
    assert run("writeoff", "--list", "--format", "json").stdout == ""


def test_a_credit_note_is_set_against_an_invoice_and_taken_off_again(shell):
    firm, run = shell()
    firm.has_invoice("A-1", total="-400.00", kind="credit_note")
    assert run("credit", "apply", "--note", "A-1", "--invoice", "F-2", "--why", "geste").stdout == (
        "F-2: 300.00 EUR of A-1\n"
    )
    assert (firm.invoice("F-2").open_minor, firm.invoice("A-1").open_minor) == (0, -10000)
    assert run("credit", "apply", "--note", "A-1", "--invoice", "F-1", "--amount", "101", "--why", "x").exit_code == 1
    assert run("credit", "apply", "--note", "A-1", "--invoice", "F-1", "--amount", "40", "--why", "x").exit_code == 0
    assert run("credit", "undo", "--note", "A-1", "--invoice", "F-2", "--why", "erreur").stdout == (
        "F-2: 300.00 EUR of A-1 taken off\n"
    )
    assert (firm.invoice("F-2").open_minor, firm.invoice("A-1").open_minor) == (30000, -36000)
    assert verify(firm.office) == []


@pytest.mark.parametrize(
    ("note", "invoice", "said"),
    [("F-2", "F-1", "n'est pas un avoir"), ("A-1", "G-1", "même client"), ("A-9", "F-1", "A-9")],
)
def test_only_a_credit_note_of_the_same_client_is_applied(shell, note, invoice, said):
    firm, run = shell()
    firm.has_invoice("A-1", total="-400.00", kind="credit_note")
    firm.has_client("C2", "Martin SA", "martin@martin.example")
    firm.has_invoice("G-1", client="C2")
    result = run("credit", "apply", "--note", note, "--invoice", invoice, "--why", "x")
    assert (result.exit_code, said in result.stderr) == (1, True)


def test_exports_show_where_all_the_money_lies(overpaid):
    _, run = overpaid(50)
    run("refund", "--payment", "2", "--amount", "20", "--why", "x")

    def rows(what):
        return [json.loads(line) for line in run("export", what, "--format", "json").stdout.splitlines()]

    assert [(row["amount"], row["placed"], row["used"], row["unapplied"]) for row in rows("payments")] == [
        ("300.00", "300.00", "0.00", "0.00"),
        ("1250.00", "1200.00", "20.00", "30.00"),
    ]
    assert [(row["kind"], row["amount"], row["payment"]) for row in rows("uses")] == [("refund", "20.00", 2)]
