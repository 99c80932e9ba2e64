"""A handful of clients and invoices, and a payment matched against them."""

from mailbot.core.invoice import InvoiceKind
from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.money import Money
from tests.factories import a_client, a_credit_note, a_payment, an_invoice

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
