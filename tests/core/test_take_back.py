"""Which payment did the bank take back? Never on the amount alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mailbot.core.reading.take_back import Candidate, find_payment, is_taken_back
from mailbot.core.reading.understood import Movement
from tests.factories import a_payment

DAY = date(2026, 11, 12)
DEBIT = Movement(amount=Decimal("1000.00"), currency="EUR", direction="debit", label="REJET PRLV")
IBAN = "FR7630006000011234567890189"
DUPONT = Candidate(payment=a_payment(id=1, payer_iban=IBAN), key="acc:E2E-1", numbers=("F-2026-0042",))
MARTIN = Candidate(payment=a_payment(id=2, payer="MARTIN SA"), key="acc:E2E-2", numbers=("F-2026-0043",))
LONG_AGO = replace(MARTIN, payment=a_payment(id=4, payer="MARTIN SA", received_on=date(2026, 11, 1)))
TWIN = replace(DUPONT, payment=a_payment(id=3), key="acc:E2E-3", numbers=("F-2026-0044",))


@pytest.mark.parametrize(
    ("debit", "back"),
    [
        (DEBIT, True),
        (replace(DEBIT, label="PRELEVEMENT IMPAYE DUPONT"), True),
        (replace(DEBIT, label="CHQ RETOUR DE CHEQUE 123 SANS PROVISION"), True),
        (replace(DEBIT, label="Rücklastschrift"), True),
        (replace(DEBIT, label="DD RETURNED UNPAID"), True),
        (replace(DEBIT, label="VIR LOYER"), False),
        (replace(DEBIT, label="VIR LOYER", takes_back=True), True),
        (replace(DEBIT, label="FRAIS REJET PRLV"), False),
        (replace(DEBIT, direction="credit"), False),
    ],
)
def test_only_some_debits_take_a_payment_back(debit, back):
    assert is_taken_back(debit) is back


@pytest.mark.parametrize(
    ("debit", "candidates", "payment"),
    [
        (replace(DEBIT, bank_id="E2E-2"), (DUPONT, MARTIN), 2),
        (replace(DEBIT, label="REJET FACT F-2026-0042"), (DUPONT, MARTIN, TWIN), 1),
        (replace(DEBIT, payer="Dupont Bâtiment", label="REJET F-2026-0044"), (DUPONT, TWIN), 3),
        (replace(DEBIT, payer_iban=IBAN), (DUPONT, TWIN), 1),
        (replace(DEBIT, payer="MARTINEAU SA"), (DUPONT, MARTIN), None),
        (replace(DEBIT, payer="SA MARTIN"), (DUPONT, MARTIN), 2),
        (replace(DEBIT, payer="SA MARTIN"), (DUPONT, LONG_AGO), None),
        (replace(DEBIT, payer="SA MARTIN", label="REJET F-2026-0043"), (DUPONT, LONG_AGO), 4),
        (replace(DEBIT, label="REJET PRLV DUPONT BATIMENT"), (DUPONT, MARTIN), 1),
        (replace(DEBIT, label="REJET PRLV DUPONT BATIMENT"), (DUPONT, TWIN), None),
        (replace(DEBIT, label="REJET F-2026-00421"), (DUPONT,), None),
        (DEBIT, (DUPONT,), None),
        (replace(DEBIT, label="REJET FACT F-2026-0042"), (), None),
    ],
    ids=[
        "the bank's id", "an invoice number", "the number goes before the name", "the account", "a longer name",
        "the name", "the name, long ago", "the number, long ago",
        "the name in the label", "two of one name", "a longer number", "the amount alone", "nothing",
    ],
)  # fmt: skip
def test_the_payment_is_the_only_one_that_fits(debit, candidates, payment):
    found = find_payment(debit, DAY, candidates)
    assert (found.payment_id, bool(found.why)) == (payment, True)


@pytest.mark.parametrize(
    ("received", "fits"), [(date(2025, 11, 1), True), (date(2025, 1, 2), False), (date(2026, 11, 19), False)]
)
def test_money_that_came_too_long_ago_or_later_is_not_it(received, fits):
    one = Candidate(payment=a_payment(received_on=received), key="acc:x", numbers=("F-2026-0042",))
    assert (find_payment(replace(DEBIT, label="REJET F-2026-0042"), DAY, [one]).payment_id is not None) is fits
