"""What a reminder says about penalties: sums for the text, and every figure of the annex, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mailbot.core.interest.annex import IMPUTED, Annex
from mailbot.core.interest.claim import InvoiceClaim, Penalties
from mailbot.core.interest.segments import Segment
from mailbot.core.interest.wording import LABELS, NOTICES, made_of, percent, title
from mailbot.core.money import Money, total
from mailbot.outbound.typography import NO_BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyPiece:
    """A line of the annex: either days on which one sum bore one rate, or what came in and cut the delay there.

    `note` is the number of its rate's source in `PenaltyFacts.sources`. A payment has `paid` (negative when it was
    taken back) and what of it went to interest; its other fields are empty.
    """

    first: date
    last: date
    days: int = 0
    base: Money | None = None
    percent: str = ""
    note: int = 0
    amount: Money | None = None
    paid: Money | None = None
    to_interest: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyInvoice:
    """One invoice of the annex. `run` and `fixed_owed`: all that is owed; `interest_done` and `fixed_done`: what of
    that was paid or waived before; `paid_before`: what came in before the first late day."""

    number: str
    due_on: date
    invoiced: Money
    paid_before: Money
    pieces: tuple[PenaltyPiece, ...]
    run: Money
    fixed_owed: Money
    interest_done: Money
    fixed_done: Money
    interest: Money
    fixed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyFacts:
    """The penalties that a reminder claims, computed to `until`, beside its total.

    `totals`: interest and fixed sums together, two when their currencies differ. `sources`: where each rate comes from.
    `imputed`: how part payments were imputed, empty without any.
    """

    until: date
    title: str
    articles: str
    invoices: tuple[PenaltyInvoice, ...]
    interest: Money
    fixed: Money
    totals: tuple[Money, ...]
    sources: tuple[str, ...]
    method: str
    imputed: str = ""

    @property
    def done(self) -> bool:
        """Was something of it paid or waived before?"""
        return any(one.interest_done or one.fixed_done for one in self.invoices)

    @property
    def fixed_count(self) -> int:
        """On how many invoices a fixed sum is claimed."""
        return sum(bool(one.fixed) for one in self.invoices)


def penalty_facts(penalties: Penalties | None, language: str) -> PenaltyFacts | None:
    """The facts of what is claimed; None when nothing is. All claims of one client fall under one regime."""
    if penalties is None or not penalties.claims:
        return None
    claims = penalties.claims
    regime = claims[0].annex.regime
    sources = tuple(dict.fromkeys(made_of(one.rate, language) for claim in claims for one in claim.annex.segments))
    interest = total((claim.interest for claim in claims), claims[0].interest.currency)
    fixed = total((claim.fixed for claim in claims), claims[0].fixed.currency)
    cut = next((claim.annex for claim in claims if claim.annex.imputed), None)
    return PenaltyFacts(
        until=penalties.until,
        title=title(regime, language),
        articles=regime.article,
        invoices=tuple(_invoice(claim, sources, language) for claim in claims),
        interest=interest,
        fixed=fixed,
        totals=_totals(interest, fixed),
        sources=sources,
        method=LABELS[language]["method"],
        imputed=NOTICES[language][IMPUTED[cut.debt.imputation]] if cut else "",
    )


def _totals(interest: Money, fixed: Money) -> tuple[Money, ...]:
    if interest.currency == fixed.currency:
        return (interest + fixed,)
    return tuple(one for one in (interest, fixed) if one)


def _invoice(claim: InvoiceClaim, sources: Sequence[str], language: str) -> PenaltyInvoice:
    found = claim.annex
    first = found.segments[0].first if found.segments else found.until
    return PenaltyInvoice(
        number=claim.number,
        due_on=found.debt.due_on,
        invoiced=found.debt.principal,
        paid_before=found.debt.principal - found.debt.open_on(first),
        pieces=_pieces(found, sources, language),
        run=found.interest,
        fixed_owed=found.fixed,
        interest_done=claim.interest_done,
        fixed_done=claim.fixed_done,
        interest=claim.interest,
        fixed=claim.fixed,
    )


def _pieces(found: Annex, sources: Sequence[str], language: str) -> tuple[PenaltyPiece, ...]:
    """Segments and payments in the order of time; a payment counts from the day after it."""
    ran = [_piece(one, sources, language) for one in found.segments]
    came = [
        PenaltyPiece(first=one.on, last=one.on, paid=one.to_principal + one.to_interest, to_interest=one.to_interest)
        for one in found.imputed
    ]
    return tuple(sorted((*ran, *came), key=lambda one: (one.last, one.paid is not None)))


def _piece(one: Segment, sources: Sequence[str], language: str) -> PenaltyPiece:
    return PenaltyPiece(
        first=one.first,
        last=one.last,
        days=one.days,
        base=one.base,
        percent=percent(one.rate.percent, language).replace(" ", NO_BREAK),
        note=sources.index(made_of(one.rate, language)) + 1,
        amount=one.amount,
    )
