"""Which invoices a payment pays: what is done without a person, what is only proposed, and why."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.allocation import share
from mailbot.core.invoice import InvoiceKind
from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.money import Money
from tests.factories import a_client, a_credit_note, a_payment, an_invoice, eur

DUPONT_IBAN = "FR76 3000 6000 0112 3456 7890 189"
CLIENTS = (
    a_client(id=1, code="C001", name="Dupont SARL", iban=DUPONT_IBAN),
    a_client(id=2, code="C002", name="Martin & Fils"),
    a_client(id=3, code="C003", name="Dupont Transports"),
    a_client(id=4, code="C004", name="Syndic Lenoir"),
)
INVOICES = (
    an_invoice(id=1, client_id=1, number="F-2026-0042", total="1080.00"),
    an_invoice(id=2, client_id=1, number="F-2026-0043", total="500"),
    an_invoice(id=3, client_id=2, number="F-2026-0044", total="250"),
    an_invoice(id=4, client_id=1, number="F-2026-0045", total="300", open="0"),
    a_credit_note(id=5, client_id=1, number="A-2026-0007", total="-80"),
    an_invoice(id=6, client_id=3, number="F-2026-0050", total="700"),
    an_invoice(id=7, client_id=4, number="F-2026-0061", total="400"),
    an_invoice(id=8, client_id=4, number="F-2026-0062", total="400"),
    an_invoice(id=9, client_id=2, number="F-2026-0099", total=Money.of(90, "CHF")),
    an_invoice(id=10, client_id=2, number="D-2026-0001", total="77", kind=InvoiceKind.QUOTE),
)


def a_ledger(**changes):
    return LedgerIndex.build(CLIENTS, iter(INVOICES), **changes)


def matched(amount, payer="", label="", *, iban="", ledger=None, **changes):
    payment = a_payment(amount=amount, payer=payer, label=label, payer_iban=iban, **changes)
    return match(payment, ledger or a_ledger())


def lines(decision):
    return [(number, str(amount.amount)) for number, amount in decision.allocations]


ALONE = [("F-2026-0042", "1080.00")]
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
    ("credit cited", ("1000", "", "F-2026-0042 - A-2026-0007"), [*ALONE, ("A-2026-0007", "-80.00")]),
    ("credit not cited", ("1000", "DUPONT SARL", "F-2026-0042 MOINS AVOIR"), [*ALONE, ("A-2026-0007", "-80.00")]),
]  # fmt: skip


@pytest.mark.parametrize(("payment", "expected"), [row[1:] for row in AUTOMATIC], ids=[row[0] for row in AUTOMATIC])
def test_these_need_no_person(payment, expected):
    decision = matched(*payment)
    assert (decision.decision, lines(decision)) == ("auto", expected)
    assert decision.score >= 0.9
    assert decision.why


PROPOSED = [
    ("payer and amount only", ("1080", "DUPONT SARL", ""), ALONE, "aucune référence complète"),
    ("amount only", ("1080", "", "VIREMENT"), ALONE, "aucune référence complète"),
    ("number of another invoice", ("500", "DUPONT SARL", "F-2026-0042"), [("F-2026-0042", "500.00")], "tombe juste"),
    ("number of another client", ("1080", "MARTIN ET FILS", "F-2026-0042"), ALONE, "un autre client"),
    ("number, wrong amount, unknown payer", ("200", "X", "F-2026-0042"), [("F-2026-0042", "200.00")], "ni le montant"),
    ("far more than owed", ("3000", "DUPONT SARL", "F-2026-0042"), ALONE, "montant supérieur"),
    ("paid already", ("300", "DUPONT SARL", "F-2026-0045"), None, "F-2026-0045 est déjà réglée"),
    ("names two, pays one", ("1080", "DUPONT SARL", "F-2026-0042 F-2026-0043"), ALONE, "cite une autre facture"),
    ("no reference, the whole account", ("1500", "DUPONT SARL", "SOLDE"), None, "aucune référence complète"),
    ("equal instalments", ("400", "SYNDIC LENOIR", "CHARGES"), None, "aucune référence complète"),
    ("wrong check digits", ("1080", "DUPONT SARL", "RF70 F202 6004 2"), ALONE, "aucune référence complète"),
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


def test_a_known_account_and_one_exact_sum_suffice():
    assert lines(matched("1080", iban=DUPONT_IBAN)) == ALONE
    assert matched("1080", iban=DUPONT_IBAN).decision == "auto"
    assert matched("1080", "MARTIN ET FILS", iban=DUPONT_IBAN).decision == "review"
    assert matched("1580", iban=DUPONT_IBAN).decision == "review"


def test_an_account_that_several_clients_share_proves_nothing():
    clients = (*CLIENTS, a_client(id=9, code="C009", name="Holding", iban=DUPONT_IBAN))
    assert matched("1080", iban=DUPONT_IBAN, ledger=LedgerIndex.build(clients, INVOICES)).decision == "review"


def test_equal_instalments_of_a_known_account_are_not_chosen_between():
    clients = [a_client(id=4, code="C004", name="Syndic Lenoir", iban=DUPONT_IBAN)]
    ledger = LedgerIndex.build(clients, INVOICES)
    assert matched("400", "SYNDIC LENOIR", iban=DUPONT_IBAN, ledger=ledger).decision == "review"


def test_uniqueness_is_not_claimed_for_too_many_invoices():
    many = [an_invoice(id=n, client_id=1, number=f"F-{n:05d}", total=n) for n in range(100, 130)]
    assert matched("105", iban=DUPONT_IBAN, ledger=LedgerIndex.build(CLIENTS, many)).decision == "review"
    assert matched("105", "", "F-00105", ledger=LedgerIndex.build(CLIENTS, many)).decision == "auto"


def test_another_currency_is_never_matched():
    assert matched("90", "MARTIN ET FILS", "F-2026-0099").decision == "review"
    francs = matched(Money.of(90, "CHF"), "MARTIN ET FILS", "F-2026-0099")
    assert (francs.decision, francs.allocations) == ("auto", (("F-2026-0099", Money.of(90, "CHF")),))


def test_each_payment_sees_what_earlier_ones_left():
    ledger = a_ledger()
    first = matched("200", "DUPONT SARL", "F-2026-0042", ledger=ledger)
    ledger.after(first.allocations)
    second = matched("880", "", "F-2026-0042", ledger=ledger)
    assert (second.decision, lines(second)) == ("auto", [("F-2026-0042", "880.00")])
    ledger.after(second.allocations)
    again = matched("880", "", "F-2026-0042", ledger=ledger)
    assert (again.decision, again.allocations) == ("review", ())


def test_a_payer_we_were_taught_is_known():
    ledger = a_ledger(aliases={"Holding Zed": "C001", "FR14 2004 1010 0505 0001 3M02 606": "C002", "X": "none"})
    assert matched("200", "HOLDING ZED", "F-2026-0042", ledger=ledger).decision == "auto"
    assert matched("100", "", "F-2026-0044", iban="FR1420041010050500013M02606", ledger=ledger).decision == "auto"


def test_a_client_code_in_the_label_counts_as_payer():
    assert matched("200", "", "CLIENT C001 F-2026-0042").decision == "auto"


def test_two_invoices_of_the_same_figures_are_told_apart_by_amount_or_left():
    twins = (an_invoice(id=1, number="F-2026-0042"), an_invoice(id=2, client_id=2, number="G-2026-0042", total="900"))
    ledger = LedgerIndex.build(CLIENTS, twins)
    assert lines(matched("900", "", "20260042", ledger=ledger)) == [("G-2026-0042", "900.00")]
    assert matched("333", "", "20260042", ledger=ledger).decision != "auto"


def test_the_best_ways_are_offered_with_their_reasons():
    decision = matched("400", "SYNDIC LENOIR", "CHARGES")
    ways = {proposal.allocations[0][0] for proposal in decision.proposals[:2]}
    assert ways == {"F-2026-0061", "F-2026-0062"}
    assert all(proposal.why and 0 <= proposal.score <= 1 for proposal in decision.proposals)


def test_the_explanation_speaks_the_firms_language():
    payment = a_payment(amount="1080", payer="DUPONT SARL", label="")
    assert "no whole reference" in match(payment, a_ledger(), language="en").why


def test_a_higher_threshold_asks_a_person():
    payment = a_payment(amount="1080", payer="X", label="20260042")
    assert match(payment, a_ledger()).decision == "auto"
    assert match(payment, a_ledger(), threshold=0.9999).decision == "review"


tokens = st.sampled_from([
    "F-2026-0042", "F-2026-0043", "2026-44", "F 2026 0050", "FACT", "42", "ET", "43", "A", "DUPONT", "MARTIN", "FILS",
    "A-2026-0007", "RF69F20260042", "F-2026-0045", "RETOUR", "20260061", "C002", "/",
])  # fmt: skip


@settings(max_examples=200)
@given(
    st.lists(tokens, max_size=6).map(" ".join),
    st.sampled_from(["", "DUPONT SARL", "MARTIN ET FILS", "LENOIR", "X"]),
    st.sampled_from(["1080", "500", "1580", "1000", "250", "700", "400", "800", "0.01", "99999"]),
)
def test_whatever_is_proposed_may_be_allocated(label, payer, amount):
    decision = matched(amount, payer, label)
    still_open = {i.number: i.open for i in INVOICES if i.open.amount and i.kind is not InvoiceKind.QUOTE}
    for way in (decision, *decision.proposals):
        assert share(eur(amount), way.allocations, still_open) == way.allocations
    assert decision.decision != "none" or not decision.allocations


@given(st.text(max_size=60), st.text(max_size=30))
def test_no_label_breaks_it(label, payer):
    assert matched("1080", payer, label).decision in ("auto", "review", "none")
