"""What speaks for whom in one payment: the invoices it names, the clients it may come from, the words that warn.

Each sign weighs in nats, a log-likelihood ratio: how much likelier it is when the payment really is for that client or
invoice than by chance. Weights add up; the sentence is what a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.core.matching import words
from mailbot.core.matching.citing import find_cited
from mailbot.core.matching.findings import Findings
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.lists import alone
from mailbot.core.matching.near import months_in, of_month, other_year, written_nearly
from mailbot.core.matching.normalise import Run, plain, read_label, runs
from mailbot.core.matching.payers import code_marks, find_payers
from mailbot.core.matching.references import citations, last_group
from mailbot.core.payment import Payment

MOST_WITH_AMOUNT = 20


def gather(payment: Payment, ledger: LedgerIndex, language: str) -> Findings:
    """Everything that the payment's label, payer and account say about this ledger."""
    label = read_label(payment.label)
    text = f" {plain(payment.payer)} {plain(payment.label)} "
    warned, early = words.NO_CLIENT.search(text), words.BEFOREHAND.search(text)
    found = Findings(
        payment, label, find_payers(payment, label, ledger, language),
        warning=warned[0].strip() if warned else "", beforehand=early[0].strip() if early else "",
        again=ledger.came_before(payment),
    )  # fmt: skip
    marks = runs(_without_codes(found, ledger))
    find_cited(found, marks, ledger)
    _confirm(found, marks, ledger)
    return found


def _without_codes(found: Findings, ledger: LedgerIndex) -> str:
    """The text without client codes: C00042 is not the number 00042."""
    text = found.label.text
    if found.payers.coded:
        for word, mark in code_marks(text):
            if ledger.client_by_code(mark) is not None:
                text = text.replace(word, "/")
    return text


def _confirm(found: Findings, marks: Sequence[Run], ledger: LedgerIndex) -> None:
    """Look at the few invoices with just this amount: does the label hold something of them?"""
    rows = [row for row in _pointed_at(found, ledger) if row not in found.cited]
    months = months_in(found.label.text) if rows else frozenset()
    numbers = set(alone(_safe(found, marks), ledger.prefixes)) if rows else set()
    for row in rows:
        kind = written_nearly(ledger.numbers[row], marks, cut=found.label.cut)
        if not kind and last_group(ledger.numbers[row]) in numbers and found.payers.agrees(ledger.client(row)):
            kind = "running"
        if not kind and of_month(ledger.issued_on(row), months):
            kind = "month"
        if kind:
            found.near[row] = kind
    if not (found.cited or found.near):
        _try_other_years(found, marks, ledger)


def _safe(found: Findings, marks: Sequence[Run]) -> Sequence[Run]:
    """Where the bank cut the label, its last number may have been a longer one."""
    return marks[:-1] if found.label.cut else marks


def _try_other_years(found: Findings, marks: Sequence[Run], ledger: LedgerIndex) -> None:
    """The number with the year before or after, where that is an open invoice of just this amount."""
    for shift in (-1, 1):
        for citation in citations(other_year(marks, shift), ledger.spelt):
            for row in sorted(citation.invoices):
                if ledger.open(row) == found.payment.amount.minor:
                    found.near.setdefault(row, "typo")


def _pointed_at(found: Findings, ledger: LedgerIndex) -> list[int]:
    """Invoices of exactly this amount: of the clients who may have paid, and of others when there are few."""
    rows = ledger.with_amount(found.payment.amount)
    if len(rows) <= MOST_WITH_AMOUNT:
        return sorted(rows)
    minor, currency = found.payment.amount.minor, found.payment.amount.currency
    owed = (row for client in sorted(found.payers.signs) for row in ledger.of_client(client, currency))
    return [row for row in owed if ledger.open(row) == minor]
