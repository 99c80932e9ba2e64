"""On what a match may rest that is made without a person; `gates` say what forbids it all the same.

A ground is a set of signs that agree and come from different hands: what the payer wrote, how much came, who sent it.
The rules of the domain name three (a whole reference with amount or payer, a creditor reference, a known account with
one exact sum); the others are as strong by measurement, and a name alone counts only where the firm says so
(docs/decisions/0025)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mailbot.core.matching.findings import Findings
from mailbot.core.matching.hypotheses import EXACT, Hypothesis
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.references import WEIGHTS

# How likely another invoice of the payer's may come to this amount by chance.
_SMALLEST_BOOK = 1000
_LUCK_BY_ACCOUNT = 0.5
_LUCK_BY_NAME = 0.12
# Where the bank cut the label, what it said may have been something else.
_LUCK_OF_CUT = 0.03
_LUCK_IN_CROWD = 0.02
_LUCK_OF_SUMS = 0.001
_LUCK_OF_REST = 0.01
BY_NAME = "payer+sum"
_ORDER = ("rf", "number+amount", "number+payer", "short+payer+amount", "code+amount", "near+payer+amount",
          "near+amount", "list+payer+sum", "account+sum", BY_NAME)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """The best way beside the others, ready for the gates."""

    found: Findings
    best: Hypothesis
    others: tuple[Hypothesis, ...]
    ledger: LedgerIndex

    @cached_property
    def owed(self) -> list[int]:
        """The invoices of this way, credit notes apart."""
        return [row for row, _ in self.best.lines if self.ledger.open(row) > 0]

    @cached_property
    def spellings(self) -> set[str]:
        """How the label names them."""
        return {self.found.cited[row].spelling for row, _ in self.best.lines if row in self.found.cited}

    @property
    def all_named(self) -> bool:
        """Does the label name every invoice of this way?"""
        return bool(self.owed) and all(row in self.found.cited for row in self.owed)

    @property
    def exact(self) -> bool:
        """To the cent?"""
        return self.best.kind in EXACT

    @property
    def agrees(self) -> bool:
        """Does the payer look like this client?"""
        return self.found.payers.agrees(self.best.client)

    @cached_property
    def luck(self) -> float:
        """The chance that this client's open invoices come to the amount without being meant."""
        ledger, payment = self.ledger, self.found.payment
        rows = ledger.of_client(self.best.client, payment.amount.currency)
        if len(self.best.lines) == 1:
            same = len(ledger.with_amount(payment.amount))
            # In a small book one amount says nothing about how common it is.
            whole = max(ledger.open_count, 1 if same > 1 else _SMALLEST_BOOK)
            return len(rows) * same / whole
        amounts = [ledger.open(row) for row in rows]
        step, span = math.gcd(*amounts), sum(map(abs, amounts))
        sizes = range(2, len(self.best.lines) + 1)
        ways = 2 if self.best.kind == "balance" else sum(math.comb(len(rows), size) for size in sizes)
        return ways * step / max(span, 1)


def ground(case: Case) -> str:
    """The strongest sufficient ground, empty when there is none."""
    return next((name for name in _ORDER if _GROUNDS[name](case)), "")


def _by_rf(case: Case) -> bool:
    return case.all_named and case.spellings == {"rf"}


def _by_number_and_amount(case: Case) -> bool:
    # A credit note that the label does not name was found by the sum alone: then the payer must agree too.
    whole = case.all_named and case.spellings <= set(WEIGHTS)
    return whole and case.exact and (case.best.cited or case.agrees)


def _by_number_and_payer(case: Case) -> bool:
    return case.all_named and case.spellings <= set(WEIGHTS) and case.agrees


def _by_short_number(case: Case) -> bool:
    return case.all_named and case.exact and case.agrees


def _by_code(case: Case) -> bool:
    return _quiet(case) and case.exact and case.best.client in case.found.payers.coded and case.luck < _LUCK_BY_ACCOUNT


def _by_near_number(case: Case) -> bool:
    """One exact invoice whose number is written nearly, or whose month is named; the payer agrees."""
    kinds = {case.found.near.get(row, "") for row in case.owed}
    if not (case.exact and case.agrees and len(case.owed) == 1 and kinds - {""}):
        return False
    return only_misread(case)


def _by_account(case: Case) -> bool:
    payers = case.found.payers
    known = case.best.client == payers.known_iban or (payers.taught is not None and case.best.client == payers.taught)
    least = _LUCK_OF_CUT if case.found.label.cut else _LUCK_BY_ACCOUNT
    single = case.best.kind in ("exact", "balance") and case.luck < least
    return known and _quiet(case) and case.exact and case.best.proven and (single or case.luck < _LUCK_OF_SUMS)


def _by_payer(case: Case) -> bool:
    """The name on file, nobody else's near it, and one exact sum that hardly comes about by chance; where other names
    are near it, one exact invoice of an amount that hardly any of them owes."""
    if not (_quiet(case) and case.exact and case.best.proven):
        return False
    payers, one = case.found.payers, len(case.best.lines) == 1
    if payers.only(case.best.client):
        single = _LUCK_OF_CUT if case.found.label.cut else _LUCK_BY_NAME
        return case.luck < (single if one else _LUCK_OF_SUMS)
    return one and payers.named_like(case.best.client) and case.luck * max(1, payers.crowd) < _LUCK_IN_CROWD


def _by_list(case: Case) -> bool:
    """The label names some of them and was cut, or says no more; with the rest the sum is exact."""
    some = bool(case.spellings) and not case.all_named
    return some and case.exact and case.agrees and case.best.proven and case.luck < _LUCK_OF_REST


def _by_near_number_alone(case: Case) -> bool:
    """Nobody said who pays; the number is one error away from that of the only invoice with this amount."""
    payers, row = case.found.payers, case.owed[0] if len(case.owed) == 1 else -1
    alone = len(case.ledger.with_amount(case.found.payment.amount)) == 1
    strange = payers.conflicts(case.best.client)
    return alone and not strange and not case.found.cited and case.found.near.get(row) == "typo"


def _quiet(case: Case) -> bool:
    """Nothing in the label that may be the number of something else, and no deposit."""
    found = case.found
    return not (found.cited or found.unread or found.settled or found.beforehand)


_GROUNDS: dict[str, Callable[[Case], bool]] = {
    "rf": _by_rf,
    "number+amount": _by_number_and_amount,
    "number+payer": _by_number_and_payer,
    "short+payer+amount": _by_short_number,
    "code+amount": _by_code,
    "near+payer+amount": _by_near_number,
    "near+amount": _by_near_number_alone,
    "list+payer+sum": _by_list,
    "account+sum": _by_account,
    BY_NAME: _by_payer,
}


def only_misread(case: Case) -> bool:
    """Whatever invoice the label names is another client's and of another amount, and the one meant is nearly named."""
    if not case.found.cited:
        return True
    nearly = any(case.found.near.get(row) in ("typo", "cut") for row in case.owed)
    amount = case.found.payment.amount.minor
    strange = all(
        case.ledger.client(row) != case.best.client and case.ledger.open(row) != amount for row in case.found.cited
    )
    return nearly and strange and case.found.payers.only(case.best.client)
