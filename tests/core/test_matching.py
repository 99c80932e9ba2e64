"""Which invoices a payment pays: what is done without a person, what is only proposed, and why."""

from datetime import date

import pytest

from mailbot.core.matching.decide import Trust, match
from tests.core.matching_books import ALONE, a_ledger, lines, matched
from tests.factories import a_payment

AUTOMATIC = [
    ("number and amount", ("1080", "DUPONT SARL", "VIREMENT SEPA RECU /DE DUPONT SARL /MOTIF FACT F 2026 0042"), ALONE),
    ("number and amount, payer unknown", ("1080", "ME DURAND NOTAIRE", "F-2026-0042"), ALONE),
    ("figures only", ("1080", "", "VIR FACT 20260042"), ALONE),
    ("other separators, no zeros", ("1080", "DUPONT", "facture 2026/42"), ALONE),
    ("words run together", ("1080", "", "FACTF20260042MERCI"), ALONE),
    ("lower case", ("1080", "", "f2026-0042"), ALONE),
    ("creditor reference", ("1080", "", "RF69F20260042"), ALONE),
    ("creditor reference in fours", ("1080", "", "RF69 F202 6004 2"), ALONE),
    ("creditor reference, part", ("200", "", "RF69F20260042"), [("F-2026-0042", "200.00")]),
    ("number and payer, part", ("200", "DUPONT SARL", "F-2026-0042"), [("F-2026-0042", "200.00")]),
    ("number and payer, 40 euros on top", ("1120", "DUPONT SARL", "F-2026-0042"), ALONE),
    ("number and payer, fee kept", ("1064.63", "DUPONT SARL", "F-2026-0042"), [("F-2026-0042", "1064.63")]),
    ("short number, payer and amount", ("1080", "DUPONT SARL", "FACT 42"), ALONE),
    ("all numbers", ("1580", "", "F-2026-0042 F-2026-0043"), [*ALONE, ("F-2026-0043", "500.00")]),
    ("42 et 43", ("1580", "DUPONT SARL", "FACTURES 42 ET 43"), [*ALONE, ("F-2026-0043", "500.00")]),
    ("42 a 43", ("1580", "DUPONT SARL", "FACT 42 A 43"), [*ALONE, ("F-2026-0043", "500.00")]),
    ("somebody else's money, number and amount", ("1080", "MARTIN ET FILS", "F-2026-0042"), ALONE),
    ("one error in the number", ("1080", "DUPONT SARL", "F-2026-0O42"), ALONE),
    ("a figure lost", ("1080", "DUPONT SARL", "FACT 2026042"), ALONE),
    ("the year before", ("1080", "DUPONT SARL", "F-2025-0042"), ALONE),
    ("a number one error away", ("700", "DUPONT TRANSPORTS", "F-2026-0051"), [("F-2026-0050", "700.00")]),
    ("client code", ("500", "", "CLIENT C001"), [("F-2026-0043", "500.00")]),
    ("credit cited", ("1000", "", "F-2026-0042 - A-2026-0007"), [*ALONE, ("A-2026-0007", "-80.00")]),
    ("credit not cited", ("1000", "DUPONT SARL", "F-2026-0042 MOINS AVOIR"), [*ALONE, ("A-2026-0007", "-80.00")]),
]  # fmt: skip


@pytest.mark.parametrize(("payment", "expected"), [row[1:] for row in AUTOMATIC], ids=[row[0] for row in AUTOMATIC])
def test_these_need_no_person(payment, expected):
    decision = matched(*payment)
    assert (decision.decision, lines(decision)) == ("auto", expected)
    assert decision.score >= 0.9
    assert decision.why


def test_a_name_alone_needs_no_person_only_where_the_firm_says_so():
    payment = a_payment(amount="1080", payer="DUPONT SARL", label="")
    assert match(payment, a_ledger(), Trust(by_name=True)).decision == "auto"
    asked = match(payment, a_ledger())
    assert (asked.decision, lines(asked)) == ("review", ALONE) and "seul le nom du payeur" in asked.why


PROPOSED = [
    ("payer and amount, a deposit", ("1080", "DUPONT SARL", "ACOMPTE"), ALONE, "aucune référence complète"),
    ("amount only", ("1080", "", "VIREMENT"), ALONE, "aucune référence complète"),
    ("number of another invoice", ("500", "DUPONT SARL", "F-2026-0042"), [("F-2026-0043", "500.00")], "autre facture"),
    ("number, wrong amount, unknown payer", ("200", "X", "F-2026-0042"), [("F-2026-0042", "200.00")], "ni le montant"),
    ("far more than owed", ("3000", "DUPONT SARL", "F-2026-0042"), ALONE, "montant supérieur"),
    ("paid already", ("300", "DUPONT SARL", "F-2026-0045"), None, "F-2026-0045 est déjà réglée"),
    ("names two, pays one", ("1080", "DUPONT SARL", "F-2026-0042 F-2026-0043"), ALONE, "cite une autre facture"),
    ("no reference, the whole account", ("1500", "DUPONT SARL", "SOLDE"), None, "aucune référence complète"),
    ("equal instalments", ("400", "SYNDIC LENOIR", "CHARGES"), None, "aucune référence complète"),
    ("wrong check digits, wrong amount", ("900", "DUPONT SARL", "RF70 F202 6004 2"), None, "aucune référence complète"),
    ("a return of the bank", ("1080", "DUPONT SARL", "REJET F-2026-0042"), ALONE, "REJET"),
    ("later invoice", ("1080", "", "F-2026-0042", date(2026, 8, 1)), ALONE, "postérieure"),
    ("number cut off", ("1080", "DUPONT SARL", "VIREMENT CLIENT NUMERO  2026-42X"[:31]), ALONE, "aucune référence"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("payment", "expected", "reason"), [row[1:] for row in PROPOSED], ids=[row[0] for row in PROPOSED]
)
def test_these_go_to_a_person_who_is_told_why(payment, expected, reason):
    changes = {"received_on": payment[3]} if len(payment) > 3 else {}
    decision = matched(*payment[:3], **changes)
    assert decision.decision == "review"
    assert reason in decision.why
    assert expected is None or lines(decision) == expected


@pytest.mark.parametrize(
    ("amount", "payer", "label"),
    [
        ("777.77", "INCONNU", "VIREMENT"),
        ("250", "DGFIP", "REMBOURSEMENT TVA"),
        ("250", "STRIPE", "STRIPE PAYOUT"),
        ("12", "", ""),
        ("77", "X", "D-2026-0001"),
    ],
)
def test_what_is_no_clients_payment_is_left_alone(amount, payer, label):
    decision = matched(amount, payer, label)
    assert (decision.decision, decision.allocations) == ("none", ())
