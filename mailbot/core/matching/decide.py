"""The decision on one payment: matched without a person, proposed to one, or nothing to propose.

A wrong match made without a person costs more than ten reviews. So the score alone never suffices: there must be a
ground, and every gate must be open besides. Two ways that are as good as each other are never chosen between."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from mailbot.core.matching import words
from mailbot.core.matching.calibration import calibrated
from mailbot.core.matching.evidence import gather
from mailbot.core.matching.findings import Findings
from mailbot.core.matching.gates import shut
from mailbot.core.matching.grounds import BY_NAME, Case, ground
from mailbot.core.matching.hypotheses import Hypothesis, hypotheses
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.money import Money
from mailbot.core.payment import Payment

DEFAULT_THRESHOLD = 0.99
# "None of these" as a hypothesis among the others, in nats.
_NONE = 8.0
_PROPOSALS = 3
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

    `score`: 0-1, how often proposals like this one are right (see `calibration`). Amounts of credit notes are negative;
    what is not allocated stays unapplied."""

    decision: Literal["auto", "review", "none"]
    allocations: Allocations
    score: float
    why: str
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """The ways of one payment, the best first, with their shares (softmax); the gate that is shut on the best, or the
    ground on which it may be made without a person."""

    case: Case
    ways: tuple[Hypothesis, ...]
    shares: tuple[float, ...]
    closed: str
    ground: str

    @property
    def share(self) -> float:
        """Of the best way."""
        return self.shares[0]

    @property
    def allocations(self) -> Allocations:
        """Of the best way."""
        return _allocations(self.ways[0], self.case)


@dataclass(frozen=True, slots=True)
class Trust:
    """What may be done without a person. `threshold`: the least score; `by_name`: is a name on file with one exact
    sum enough, without a number or a known account?"""

    threshold: float = DEFAULT_THRESHOLD
    by_name: bool = False


USUAL_TRUST = Trust()


def match(payment: Payment, ledger: LedgerIndex, trust: Trust = USUAL_TRUST, *, language: str = "fr") -> MatchDecision:
    """What to do with this payment, given what earlier ones left open."""
    found = gather(payment, ledger, language)
    weighed = _weigh(found, ledger)
    if weighed is None:
        return _nothing(found, ledger, language)
    score = calibrated(weighed.ground, weighed.share)
    if weighed.share < _FEEBLE and not found.cited and not found.payers.signs:
        return MatchDecision("none", (), score, words.say("score", language))
    why = _why(weighed.ways[0], weighed.case, language)
    proposals = _proposals(weighed, score, language)
    closed = weighed.closed or ("score" if score < trust.threshold else "")
    if not closed and weighed.ground == BY_NAME and not trust.by_name:
        closed = "name_alone"
    if not closed:
        return MatchDecision("auto", weighed.allocations, score, why, proposals)
    reason = words.say(closed, language, number=_settled(found, ledger), word=found.warning)
    blocked = f"{why} ; {words.say('blocked', language, reason=reason)}"
    return MatchDecision("review", weighed.allocations, score, blocked, proposals)


def _proposals(weighed: Weighed, score: float, language: str) -> tuple[Proposal, ...]:
    """The best ways for a person to choose from; the scores of the further ones are their shares."""
    shown = list(zip(weighed.ways, (score, *weighed.shares[1:]), strict=True))[:_PROPOSALS]
    return tuple(
        Proposal(_allocations(way, weighed.case), round(share, 4), _why(way, weighed.case, language))
        for way, share in shown
    )


def weigh(payment: Payment, ledger: LedgerIndex, language: str) -> Weighed | None:
    """All ways of a payment, weighed; None when there is none worth showing."""
    return _weigh(gather(payment, ledger, language), ledger)


def _weigh(found: Findings, ledger: LedgerIndex) -> Weighed | None:
    ways = hypotheses(found, ledger) if found.payment.amount.minor > 0 else []
    if not ways or (found.warning and not found.cited and not any(map(found.payers.agrees, found.payers.signs))):
        return None
    case = Case(found, ways[0], tuple(ways[1:]), ledger)
    closed = shut(case)
    return Weighed(case, tuple(ways), tuple(_shares(ways)), closed, "" if closed else ground(case))


def _settled(found: Findings, ledger: LedgerIndex) -> str:
    return ledger.numbers[found.settled[0]] if found.settled else ""


def _nothing(found: Findings, ledger: LedgerIndex, language: str) -> MatchDecision:
    """No way to propose; a person still looks where the payment names something that is ours."""
    key = "settled" if found.settled else "unclear" if found.unclear else "no_client" if found.warning else "nothing"
    reason = words.say(key, language, number=_settled(found, ledger), word=found.warning)
    return MatchDecision("review" if found.settled or found.unclear else "none", (), 0.0, reason)


def _shares(ways: list[Hypothesis]) -> list[float]:
    """The share of each way, "none of these" among them (softmax of the weights)."""
    top = max(_NONE, ways[0].weight)
    parts = [math.exp(way.weight - top) for way in ways]
    whole = sum(parts) + math.exp(_NONE - top)
    return [part / whole for part in parts]


def _allocations(way: Hypothesis, case: Case) -> Allocations:
    currency = case.found.payment.amount.currency
    return tuple((case.ledger.numbers[row], Money.from_minor(minor, currency)) for row, minor in way.lines)


def _why(way: Hypothesis, case: Case, language: str) -> str:
    found, numbers = case.found, case.ledger.numbers
    said = [
        words.say(found.cited[row].spelling, language, number=numbers[row])
        for row, _ in way.lines if row in found.cited
    ]  # fmt: skip
    said += [words.say(found.near[row], language, number=numbers[row]) for row, _ in way.lines if row in found.near]
    said += [sign.sentence for sign in found.payers.signs.get(way.client, ())]
    return ", ".join([*said, words.say(way.kind, language)])
