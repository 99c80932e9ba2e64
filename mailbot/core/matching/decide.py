"""The decision on one payment: matched without a person, proposed to one, or nothing to propose.

A wrong match made without a person costs more than ten reviews. So the score alone never suffices: every gate in the
table must be open besides. Two ways that are as good as each other are never chosen between. """

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mailbot.core.matching import words
from mailbot.core.matching.evidence import Findings, gather
from mailbot.core.matching.hypotheses import EXACT, Hypothesis, hypotheses
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.references import WEIGHTS
from mailbot.core.money import Money
from mailbot.core.payment import Payment

DEFAULT_THRESHOLD = 0.9
# "None of these" as a hypothesis among the others, in nats.
_NONE = 8.0
_TIE = 3.0
_PROPOSALS = 3
# C. com. D. 441-5: 40 euros per invoice; a year of penalties at a common rate.
_FIXED_COSTS = 4000
_PENALTY_SHARE = 0.15
_FEEBLE = 0.01

Allocations = tuple[tuple[str, Money], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to split the payment, for a person to choose."""

    allocations: Allocations
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """auto: allocate at once. review: `allocations` is the best proposal, empty when there is none to make. none:
    nothing fits.

    `score`: 0-1, how sure among the ways thought of. Amounts of credit notes are negative; what is not allocated stays
    unapplied. """

    decision: Literal["auto", "review", "none"]
    allocations: Allocations
    score: float
    why: str
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """The best way beside the others, ready for the gates."""

    found: Findings
    best: Hypothesis
    others: tuple[Hypothesis, ...]
    ledger: LedgerIndex


def match(
    payment: Payment, ledger: LedgerIndex, *, threshold: float = DEFAULT_THRESHOLD, language: str = "fr"
) -> MatchDecision:
    """What to do with this payment, given what earlier ones left open. `threshold`: the least score for auto."""
    found = gather(payment, ledger, language)
    ways = hypotheses(found, ledger) if payment.amount.minor > 0 else []
    if not ways or (found.warning and not found.cited and not any(map(found.agrees, found.payers))):
        return _nothing(found, language)
    scores = _scores(ways)
    best = ways[0]
    if scores[0] < _FEEBLE and not found.cited and not found.payers:
        return MatchDecision("none", (), scores[0], words.say("score", language))
    case = _Case(found, best, tuple(ways[1:]), ledger)
    closed = next((reason for reason, gate in GATES if not gate(case)), "score" if scores[0] < threshold else "")
    why = _why(best, case, language)
    proposals = tuple(
        Proposal(_allocations(way, case), round(score, 4), _why(way, case, language))
        for way, score in list(zip(ways, scores, strict=True))[:_PROPOSALS]
    )
    if not closed:
        return MatchDecision("auto", _allocations(best, case), round(scores[0], 4), why, proposals)
    reason = words.say(closed, language, number=next(iter(found.settled), ""), word=found.warning)
    blocked = f"{why} ; {words.say('blocked', language, reason=reason)}"
    return MatchDecision("review", _allocations(best, case), round(scores[0], 4), blocked, proposals)


def _nothing(found: Findings, language: str) -> MatchDecision:
    """No way to propose; a person still looks where the payment names something that is ours."""
    key = "settled" if found.settled else "unclear" if found.unclear else "no_client" if found.warning else "nothing"
    reason = words.say(key, language, number=next(iter(found.settled), ""), word=found.warning)
    return MatchDecision("review" if found.settled or found.unclear else "none", (), 0.0, reason)


def _scores(ways: list[Hypothesis]) -> list[float]:
    """The share of each way, "none of these" among them (softmax of the weights)."""
    top = max(_NONE, ways[0].weight)
    parts = [math.exp(way.weight - top) for way in ways]
    whole = sum(parts) + math.exp(_NONE - top)
    return [part / whole for part in parts]


def _allocations(way: Hypothesis, case: _Case) -> Allocations:
    currency = case.found.payment.amount.currency
    return tuple((case.ledger.numbers[row], Money.from_minor(minor, currency)) for row, minor in way.lines)


def _why(way: Hypothesis, case: _Case, language: str) -> str:
    found, ledger = case.found, case.ledger
    said = [
        words.say(found.cited[row].spelling, language, number=ledger.numbers[row])
        for row, _ in way.lines if row in found.cited
    ]  # fmt: skip
    said += [sign.sentence for sign in found.payers.get(way.client, ())]
    return ", ".join([*said, words.say(way.kind, language)])


def _spellings(case: _Case) -> set[str]:
    return {case.found.cited[row].spelling for row, _ in case.best.lines if row in case.found.cited}


def _sure_enough(case: _Case) -> bool:
    """A whole reference and the amount or the payer; a creditor reference; a known account and one exact sum; a short
    number with payer and amount."""
    way, found = case.best, case.found
    agrees, exact = found.agrees(way.client), way.kind in EXACT
    named = [row for row, _ in way.lines if row in found.cited and case.ledger.open(row) > 0]
    owed = [row for row, _ in way.lines if case.ledger.open(row) > 0]
    if named and len(named) == len(owed):
        spellings = _spellings(case)
        whole = spellings <= set(WEIGHTS)
        # A credit note that the label does not name was found by the sum alone: then the payer must agree too.
        amount = exact and (way.cited or agrees)
        return (whole and (amount or agrees)) or spellings == {"rf"} or (exact and agrees)
    by_account = way.client == found.known_iban and not found.cited
    return by_account and exact and way.kind != "subset"


def _no_rival(case: _Case) -> bool:
    """No other way for this client, or for one as like the payer, comes out to the cent. Where this one does and is
    named, only the other client counts: another's number may have been copied by mistake."""
    best = case.best
    exact = {way.client for way in case.others if way.kind in EXACT}
    if best.kind in EXACT and best.cited:
        return not any(case.found.agrees(client) for client in exact - {best.client})
    return best.proven and not any(client == best.client or case.found.agrees(client) for client in exact)


def _only_named(case: _Case) -> bool:
    """The label names no open invoice that this way leaves out."""
    return set(case.found.cited) <= {row for row, _ in case.best.lines}


def _little_over(case: _Case) -> bool:
    """What was paid on top is a penalty and fixed costs at most, not another invoice."""
    owed = sum(minor for _, minor in case.best.lines)
    on_top = case.found.payment.amount.minor - owed
    return on_top <= _FIXED_COSTS * len(case.best.lines) + int(owed * _PENALTY_SHARE)


def _no_tie(case: _Case) -> bool:
    return not any(way.weight > case.best.weight - _TIE for way in case.others)


def _not_before_invoice(case: _Case) -> bool:
    day = case.found.payment.received_on
    return all(case.ledger.issued_on(row) <= day for row, _ in case.best.lines)


# Every gate must be open for a match without a person; the first that is shut says why not.
GATES: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("no_client", lambda case: not case.found.warning),
    ("settled", lambda case: not case.found.settled),
    ("unclear", lambda case: not case.found.unclear),
    ("payer_conflict", lambda case: not case.found.conflicts(case.best.client)),
    ("other_cited", _only_named),
    ("no_reference", lambda case: bool(case.found.cited) or case.best.client == case.found.known_iban),
    ("disagrees", _sure_enough),
    ("rival", _no_rival),
    ("over", _little_over),
    ("tie", _no_tie),
    ("future", _not_before_invoice),
)
