"""The annex: what is owed besides the principal, with every figure needed to compute it again by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mailbot.core.interest import semesters, wording
from mailbot.core.interest.debt import Debt, Imputation, late_days
from mailbot.core.interest.fixed import barred, fixed_sum
from mailbot.core.interest.rates import Rates
from mailbot.core.interest.regime import AppliedRate, Regime, Start, lowest
from mailbot.core.interest.segments import Imputed, Segment, course
from mailbot.core.money import Money, total

# How part payments were imputed, as the annex prints it.
IMPUTED = {Imputation.PRINCIPAL: "payments_on_principal", Imputation.INTEREST: "payments_on_interest"}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the firm should know about the figures; `kind` and `values` make its sentence (numbers are rates)."""

    kind: str
    values: tuple[tuple[str, wording.Value], ...] = ()

    def sentence(self, language: str) -> str:
        """In French or English."""
        return wording.notice(self.kind, dict(self.values), language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """The claim on `until`. Interest is in the debt's currency, the fixed sum in the regime's."""

    regime: Regime
    debt: Debt
    until: date
    segments: tuple[Segment, ...]
    fixed: Money
    imputed: tuple[Imputed, ...] = ()

    @property
    def interest(self) -> Money:
        """The segments' rounded amounts, added."""
        return total((segment.amount for segment in self.segments), self.debt.principal.currency)

    @property
    def totals(self) -> tuple[Money, ...]:
        """Interest and fixed sum together; two sums when their currencies differ."""
        if self.fixed.currency == self.interest.currency:
            return (self.interest + self.fixed,)
        return (self.interest, self.fixed) if self.fixed else (self.interest,)


def annex(debt: Debt, regime: Regime, rates: Rates, until: date) -> Annex:
    """The claim on `until`: the day of payment, or that of the computation.

    Raises Refused when a rate is not known: nothing is claimed on a guess.
    """
    ran = course(debt, regime, rates, until)
    return Annex(
        regime=regime,
        debt=debt,
        until=until,
        segments=ran.segments,
        fixed=fixed_sum(debt, regime, until),
        imputed=ran.imputed,
    )


def notices(claim: Annex, rates: Rates) -> tuple[Notice, ...]:
    """What the firm should know before it prints these figures, each once."""
    return tuple(dict.fromkeys((*_about_the_debt(claim), *_about_the_rates(claim), *_about_the_floor(claim, rates))))


def _about_the_debt(claim: Annex) -> Iterator[Notice]:
    debt, regime = claim.debt, claim.regime
    if regime.start is Start.NOTICE and debt.notice_on is None:
        yield Notice("no_notice")
    if debt.proceedings_on is not None and barred(debt, regime, claim.until):
        yield Notice("proceedings", (("day", debt.proceedings_on),))
    span = late_days(debt, regime, claim.until)
    if span and any(span[0] <= change.on <= span[1] for change in debt.changes):
        yield Notice(IMPUTED[debt.imputation])
    if claim.segments:
        yield from (Notice(remark) for remark in regime.remarks)


def _about_the_rates(claim: Annex) -> Iterator[Notice]:
    for segment in claim.segments:
        row = segment.rate.row
        if row is not None and row.checked == "secondary":
            named = (("semester", semesters.name(row.since)), ("index", claim.regime.index), ("source", row.source))
            yield Notice("second_hand", named)


def _about_the_floor(claim: Annex, rates: Rates) -> Iterator[Notice]:
    """The floor is written for agreed rates; above the default rate (as in 2024) it is only worth a word."""
    for segment in claim.segments:
        for day in semesters.between(segment.first, segment.last):
            yield from _floor_of(segment.rate, day, rates)


def _floor_of(rate: AppliedRate, day: date, rates: Rates) -> Iterator[Notice]:
    if rate.regime.floor is None:
        return
    named, floor = (("semester", semesters.name(day)),), lowest(rate.regime.floor, rates, day)
    agreed = rate.regime.agreed is not None
    if floor is None and agreed:
        yield Notice("floor_unknown", named)
    elif floor is not None and rate.percent < floor:
        kind, other = ("floor_above_agreed", "agreed") if agreed else ("floor_above_default", "rate")
        yield Notice(kind, (*named, ("floor", floor), (other, rate.percent)))
