"""Known accounts, names that people taught, what is never matched, and what is never too much."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.accounts.allocation import share
from mailbot.core.invoice import InvoiceKind
from mailbot.core.matching.decide import Trust, match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.money import Money
from tests.core.matching_books import ALONE, CLIENTS, DUPONT_IBAN, INVOICES, a_ledger, lines, matched
from tests.factories import a_client, a_payment, an_invoice, eur


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
    ledger = a_ledger(aliases=[("Holding Zed", "C001"), ("FR14 2004 1010 0505 0001 3M02 606", "C002"), ("X", "none")])
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
    payment = a_payment(amount="1080", payer="DUPONT SARL", label="ACOMPTE")
    assert "no whole reference" in match(payment, a_ledger(), language="en").why


def test_a_higher_threshold_asks_a_person():
    payment = a_payment(amount="1080", payer="X", label="20260042")
    assert match(payment, a_ledger()).decision == "auto"
    assert match(payment, a_ledger(), Trust(threshold=1.0)).decision == "review"


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
