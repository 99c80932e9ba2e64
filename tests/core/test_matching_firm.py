"""Matching over an invented firm: nothing wrong is done without a person, and most of what is clear needs none."""

from collections import Counter

import pytest

from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from tests.core.matching_firm import CASES, Firm

# What a person could tell from the payment alone and the bot should not bother them with.
CLEAR = {
    "clean", "separators", "no prefix", "no zeros", "run together", "last figures", "creditor reference",
    "among numbers", "part", "cents", "fee", "discount", "40 euros on top", "somebody else", "all numbers",
    "short list",
}  # fmt: skip
NEVER = {"another client's number", "settled", "unknown payer", "refund", "payout"}


def outcomes(seed):
    """(case, decision, right or not) of every payment."""
    firm = Firm(seed)
    ledger = LedgerIndex.build(firm.clients, iter(firm.invoices))
    for case in firm.cases(300):
        found = match(case.payment, ledger)
        made = frozenset((number, amount.minor) for number, amount in found.allocations)
        if found.decision == "auto":
            ledger.after(found.allocations)
        yield case.name, found.decision, made in case.right


@pytest.mark.parametrize("seed", range(8))
def test_nothing_wrong_is_done_without_a_person(seed):
    wrong = [name for name, decision, right in outcomes(seed) if decision == "auto" and not right]
    assert wrong == []


def test_what_is_clear_needs_no_person_and_what_is_not_never_goes_without():
    found = [outcome for seed in range(4) for outcome in outcomes(seed)]
    automatic = Counter(name for name, decision, _ in found if decision == "auto")
    every = Counter(name for name, _, _ in found)
    assert {name for name, _ in CASES} == set(every)
    assert {name: automatic[name] for name in NEVER} == dict.fromkeys(NEVER, 0)
    clear = sum(automatic[name] for name in CLEAR) / sum(every[name] for name in CLEAR)
    assert clear >= 0.85
