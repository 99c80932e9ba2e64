"""Say how payments would be matched: files in, one file out, and nothing else. No books are opened.

The payments are taken in date order and each sees what the automatic ones before it left open, as in the real run.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mailbot.core.errors import UserError
from mailbot.core.matching.decide import USUAL_TRUST, MatchDecision, Trust, match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.payment import Payment
from mailbot.intake.match_rows import MatchRows

COLUMNS = ("payment", "decision", "allocations", "score", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFiles:
    """Clients, invoices and payments to read, and the file of decisions to write."""

    clients: Path
    invoices: Path
    payments: Path
    out: Path


def match_files(
    files: MatchFiles, rows: MatchRows, trust: Trust = USUAL_TRUST, *, language: str = "fr"
) -> Counter[str]:
    """Write a decision per payment; returns how many there are of each kind.

    The file appears whole or not at all. Raises InputError when one cannot be read, UserError when it cannot be
    written; rows that are wrong are told by `rows` and stay out.
    """
    ledger = LedgerIndex.build(rows.clients(files.clients), rows.invoices(files.invoices))
    payments = sorted(rows.payments(files.payments), key=lambda one: one[1].received_on)
    counts: Counter[str] = Counter()
    beside = files.out.with_name(files.out.name + ".part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for ident, decision in decisions(payments, ledger, trust, language):
                counts[decision.decision] += 1
                writer.writerow(
                    (ident, decision.decision, _allocations(decision), f"{decision.score:.4f}", decision.why)
                )
        beside.replace(files.out)
    except OSError as error:
        raise UserError(f"{files.out}: cannot be written ({error.strerror}). Name another file with --out.") from error
    return counts


def decisions(
    payments: Iterable[tuple[str, Payment]], ledger: LedgerIndex, trust: Trust, language: str
) -> Iterator[tuple[str, MatchDecision]]:
    """The decision on each payment, in this order; automatic ones are taken off the ledger."""
    for ident, payment in payments:
        decision = match(payment, ledger, trust, language=language)
        if decision.decision == "auto":
            ledger.after(decision.allocations)
        ledger.remember(payment)
        yield ident, decision


def _allocations(decision: MatchDecision) -> str:
    return ";".join(f"{number}:{amount.amount}" for number, amount in decision.allocations)
