"""The FEC that comes in: which accounts are customers', and debts that were moved to the doubtful ones."""

import pytest

from mailbot.intake.customer_accounts import CustomerAccounts
from mailbot.tasks.keeping.verify import verify
from tests.firm import CONFIG, Firm
from tests.intake.fec_text import a_fec, a_line, a_sale
from tests.settling.books import entries
from tests.tasks.importing import counts, take

NAME = "123456782FEC20261231.txt"
TERMS = CONFIG + "import: {terms_days: 30, started_on: 2026-01-01}\n"


@pytest.mark.parametrize(
    ("customers", "doubtful", "prefixes"),
    [
        ("411", "416", ("411", "416")),
        ("411000", "416000", ("411", "416")),
        ("4111", "4161", ("4111", "4161")),
        ("400000", "409", ("400", "409")),
    ],
)
def test_a_collective_account_stands_for_all_that_begins_like_it(customers, doubtful, prefixes):
    accounts = CustomerAccounts.of(customers, doubtful)
    assert (accounts.ordinary, accounts.doubtful) == prefixes


def test_customers_stand_where_the_configuration_says(tmp_path):
    firm = Firm(tmp_path / "firm", TERMS + 'accounting: {customers: "4100"}\n').at("2026-11-02T09:00")
    sale, other = a_sale("F-1", "1200,00", CompteNum="410001"), a_sale("F-2", "90,00", CompteNum="411001")
    report = take(firm, NAME, a_fec(sale, other))
    assert counts(report) == (1, 0, 0, 0)
    assert firm.invoice("F-1").open_minor == 120000


def moved(number="F-1", amount="1200,00", **cells):
    """The accountant moved a debt to the doubtful customers; the sale and the transfer are lettered together."""
    transfer = {"JournalCode": "OD", "JournalLib": "Opérations diverses", "EcritureNum": "OD1", "PieceRef": number}
    return [
        *a_sale(number, amount, "AA"),
        a_line(Debit=amount, **transfer, **{"CompteNum": "416000", "CompteLib": "Clients douteux", **cells}),
        a_line(Credit=amount, EcritureLet="AA", **transfer),
    ]


def test_a_debt_that_was_moved_is_still_owed_once(tmp_path):
    firm = Firm(tmp_path / "firm", TERMS).at("2026-11-02T09:00")
    assert counts(take(firm, NAME, a_fec(moved()))) == (1, 0, 0, 0)
    assert (firm.invoice("F-1").total_minor, firm.invoice("F-1").open_minor) == (120000, 120000)
    assert firm.payments() == []


def test_our_own_transfer_that_comes_back_in_the_accountant_s_file_changes_nothing(shell):
    firm, run = shell(TERMS)
    run("doubtful", "--invoice", "F-1", "--why", "x")
    assert counts(take(firm, NAME, a_fec(moved()))) == (0, 0, 1, 0)
    assert (firm.invoice("F-1").open_minor, len(entries(firm)), firm.payments()) == (120000, 1, [])
    assert verify(firm.office) == []


def test_a_firm_without_auxiliary_accounts_has_one_client_for_both_accounts(tmp_path):
    firm = Firm(tmp_path / "firm", TERMS).at("2026-11-02T09:00")
    lines = [
        a_line(Debit="100,00", CompteNum="411DUPONT", CompAuxNum="", CompAuxLib="", EcritureLet="AA"),
        a_line(Credit="100,00", CompteNum="706000", CompAuxNum="", CompAuxLib=""),
        a_line(
            Credit="100,00", CompteNum="411DUPONT", CompAuxNum="", CompAuxLib="", EcritureLet="AA", JournalCode="OD"
        ),
        a_line(Debit="100,00", CompteNum="416DUPONT", CompAuxNum="", CompAuxLib="", JournalCode="OD"),
    ]
    take(firm, NAME, a_fec(lines))
    assert firm.client("411DUPONT").id == firm.invoice("F-1").client_id
    assert firm.invoice("F-1").open_minor == 10000
