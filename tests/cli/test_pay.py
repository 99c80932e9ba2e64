"""Payments that a person tells of."""

import json

import pytest

from mailbot.tasks.keeping.verify import verify
from tests.firm import ASSISTANT


def test_a_payment_settles_its_invoice_on_a_person_s_word(at_work, office):
    result = at_work("pay", "--invoice", "F-2026-0042", "--amount", "1200", "--why", "chèque", "--as", ASSISTANT)
    assert (result.exit_code, result.stdout) == (0, "F-2026-0042: 1200.00 EUR\n")
    (row,) = office.payments()
    assert (row.amount_minor, row.unapplied_minor, row.decision, row.payer) == (120000, 0, "person", "Dupont Bâtiment")
    assert office.invoice().open_minor == 0
    (line,) = [json.loads(one) for one in at_work("export", "allocations", "--format", "json").stdout.splitlines()]
    assert (line["author"], line["why"], line["amount"]) == (ASSISTANT, "chèque", "1200.00")
    assert verify(office.office) == []


def test_a_part_leaves_the_rest_open(at_work, office):
    at_work("pay", "--invoice", "F-2026-0042", "--amount", "200,50", "--on", "2026-11-12")
    assert office.invoice().open_minor == 99950
    assert office.payments()[0].received_on.isoformat() == "2026-11-12"


def test_what_exceeds_the_invoice_stays_unapplied(at_work, office):
    result = at_work("pay", "--invoice", "F-2026-0042", "--amount", "1240")
    assert result.stdout.splitlines() == ["F-2026-0042: 1200.00 EUR", "40.00 EUR left, on no invoice (payment 1)"]
    assert verify(office.office) == []


def test_several_invoices_are_filled_up_in_the_order_of_their_naming(at_work, office):
    at_work("pay", "--invoice", "F-2026-0050", "--invoice", "F-2026-0042", "--amount", "1500")
    assert (office.invoice("F-2026-0050").open_minor, office.invoice().open_minor) == (0, 90000)


def test_a_payment_is_linked_to_the_reminder_that_brought_it(at_work, office):
    at_work("remind", "--invoice", "F-2026-0042")
    at_work("pay", "--invoice", "F-2026-0042", "--amount", "1200", "--on", "2026-11-23", now="2026-11-23T10:00")
    (line,) = [json.loads(one) for one in at_work("export", "allocations", "--format", "json").stdout.splitlines()]
    assert (line["reminder"], line["days_after_reminder"], line["crossed"]) == (1, 7, False)


def test_the_same_payment_enters_once_unless_its_words_differ(at_work, office):
    order = ("pay", "--invoice", "F-2026-0042", "--amount", "100")
    assert at_work(*order).exit_code == 0
    again = at_work(*order)
    assert (again.exit_code, "--label" in again.stderr) == (1, True)
    assert office.invoice().open_minor == 110000
    assert at_work(*order, "--label", "deuxième chèque").exit_code == 0
    assert office.invoice().open_minor == 100000


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--amount", "100"), 2, "Name the invoices"),
        (("--invoice", "F-2026-0042"), 2, "Missing option '--amount'"),
        (("--invoice", "F-2026-0042", "--amount", "-5"), 2, "-5"),
        (("--invoice", "F-9", "--amount", "100"), 1, "F-9"),
        (("--invoice", "F-2026-0042", "--amount", "100", "--on", "2026-11-17"), 1, "jour"),
        (("--invoice", "F-2026-0042", "--invoice", "G-1", "--amount", "100"), 1, "un seul client"),
    ],
)
def test_an_order_that_makes_no_sense_changes_nothing(at_work, office, arguments, code, said):
    office.has_client("C2", "Martin SA", "martin@martin.example")
    office.has_invoice("G-1", client="C2")
    result = at_work("pay", *arguments)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (code, True, 1)
    assert office.payments() == []


def test_a_settled_invoice_takes_no_more(at_work, office):
    at_work("pay", "--invoice", "F-2026-0042", "--amount", "1200")
    result = at_work("pay", "--invoice", "F-2026-0042", "--amount", "5")
    assert (result.exit_code, len(office.payments())) == (1, 1)
