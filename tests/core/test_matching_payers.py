"""Who pays, as a bank writes it: names that run into the reference, names that it cut, names of somebody else."""

import pytest

from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.names import NameIndex
from mailbot.core.matching.normalise import read_label
from tests.factories import a_client, a_payment, an_invoice


@pytest.mark.parametrize(
    ("label", "payer", "rest"),
    [
        ("VIREMENT EN VOTRE FAVEUR DE DUPONT SARL FACT F-2026-0042", "DUPONT SARL", "F-2026-0042"),
        ("VIREMENT EN VOTRE FAVEUR DE DUPONT SARL F-2026-0042", "DUPONT SARL", "F-2026-0042"),
        ("VIR RECU DE DUPONT SARL REGLEMENT 2026/0042", "DUPONT SARL", "2026/0042"),
        ("VIREMENT EN VOTRE FAVEUR DE SCI DU 14 JUILLET", "SCI DU 14 JUILLET", ""),
    ],
)
def test_a_name_that_runs_into_the_reference_ends_before_it(label, payer, rest):
    read = read_label(label)
    assert read.payer == payer
    assert rest in read.text


def test_an_order_number_after_a_name_is_still_no_reference():
    assert "20260001" not in read_label("VIREMENT EN VOTRE FAVEUR DE DUPONT CDE 20260001 FACT 2026/0042").text


def test_the_letter_that_is_left_of_a_cut_name_does_not_spoil_it():
    names = NameIndex(["Truchoux Optique Nord SARL", "Voimoin Transports Dijon EURL", "Optique Nord SA"])
    assert names.nearest("TRUCHOUX OPTIQUE N")[0][0] == 0
    assert names.nearest("TRUCHOUX OPTIQUE N")[0][1] >= 0.75


@pytest.mark.parametrize("payer", ["MARTIN TRANSPORTS", "MARTIN TRANSPORTS N"])
def test_a_number_of_somebody_else_with_the_same_amount_is_not_believed(payer):
    clients = [a_client(id=1), a_client(id=2, code="C002", name="Martin Transports Nord")]
    invoices = [an_invoice(), an_invoice(id=2, client_id=2, number="F-2026-0043")]
    ledger = LedgerIndex.build(clients, invoices)
    found = match(a_payment(payer=payer, label="FACT F-2026-0042"), ledger)
    assert found.decision == "review"
