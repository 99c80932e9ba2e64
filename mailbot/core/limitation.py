"""Limitation: until when a debt can be claimed in court, what interrupts it, and when to sound the alarm. French law.

A reminder or formal notice never interrupts it (Cass. com. 18 May 2022, n° 20-23.204), except towards a public body.
Suspension by mediation (C. civ. 2238) and the twenty-year ceiling (2232) are left to a person: without them the day
found is the earlier one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.client import ClientKind

ALERT_MONTHS = (12, 6, 2)


class InterruptionKind(StrEnum):
    """What makes the time run anew from its first day."""

    ACKNOWLEDGEMENT = "acknowledgement"
    PART_PAYMENT = "part_payment"
    COURT_CLAIM = "court_claim"
    ENFORCEMENT = "enforcement"
    WRITTEN_REQUEST = "written_request"


_I = InterruptionKind
# C. civ. 2240 (acknowledgement), 2241 (claim in court, summary too), 2244 (protective or enforcement act).
_CIVIL = frozenset({_I.ACKNOWLEDGEMENT, _I.PART_PAYMENT, _I.COURT_CLAIM, _I.ENFORCEMENT})


@dataclass(frozen=True, slots=True)
class Rule:
    """How many years, by which text, interrupted by what; `whole_years`: counted from the next 1 January."""

    years: int
    article: str
    interrupted_by: frozenset[InterruptionKind] = _CIVIL
    whole_years: bool = False


RULES: dict[ClientKind, Rule] = {
    ClientKind.PROFESSIONAL: Rule(5, "C. com. L110-4, C. civ. 2224"),
    ClientKind.CONSUMER: Rule(2, "C. conso. L218-2"),
    # The State, local authorities, public establishments: any written request for payment interrupts it.
    ClientKind.PUBLIC: Rule(
        4, "loi n° 68-1250 du 31 décembre 1968, art. 1 à 3", _CIVIL | {_I.WRITTEN_REQUEST}, whole_years=True
    ),
}


@dataclass(frozen=True, slots=True)
class Interruption:
    """What happened on that day. A court claim interrupts until its end (C. civ. 2242), if that is known."""

    on: date
    kind: InterruptionKind
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One invoice. `service_ended_on`: end of the service, for a law firm the end of the mission; None when unknown."""

    client: ClientKind
    issued_on: date
    due_on: date
    service_ended_on: date | None = None
    law_firm: bool = False
    interruptions: tuple[Interruption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """Until when to claim.

    `ends_on` is the last day by the text: counted from the due date, for a law firm from the end of the mission, for a
    public body from the next 1 January. `act_by` is the earliest day that any reading gives: between other parties some
    decisions count from the invoice or from the end of the service.
    `assumed`: the end of a law firm's mission is not known, so the invoice's date stands for it. `alerts`: (months
    before `act_by`, day), the earliest first.
    """

    starts_on: date
    ends_on: date
    act_by: date
    alerts: tuple[tuple[int, date], ...]
    rule: Rule
    assumed: bool = False

    def alert_on(self, today: date) -> int | None:
        """The alert reached by `today`: 12, 6 or 2 months, 0 when `act_by` is past, None when there is time."""
        if today > self.act_by:
            return 0
        return min((months for months, day in self.alerts if day <= today), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLimitation:
    """An open invoice that is about to be barred, or may be already.

    `months`: the alert that was reached, the smallest of those asked for; 0 when `act_by` is past. `sentence` says how
    it stands, in the language of whoever asked.
    """

    invoice_id: int
    number: str
    client_id: int
    months: int
    act_by: date
    sentence: str


def limitation(claim: Claim, alert_months: Iterable[int] = ALERT_MONTHS) -> Limitation:
    """Until when this claim can be brought, interruptions counted in whatever order they are given."""
    rule = RULES[claim.client]
    performed = claim.service_ended_on or claim.issued_on
    settled = claim.law_firm or rule.whole_years
    legal = performed if settled else claim.due_on
    starts_on, ends_on = _run(legal, rule, claim.interruptions)
    earliest = legal if settled else min(legal, performed, claim.issued_on)
    act_by = min(ends_on, _run(earliest, rule, claim.interruptions)[1])
    return Limitation(
        starts_on=starts_on,
        ends_on=ends_on,
        act_by=act_by,
        alerts=tuple((months, months_before(act_by, months)) for months in sorted(alert_months, reverse=True)),
        rule=rule,
        assumed=claim.law_firm and claim.service_ended_on is None,
    )


def _run(start: date, rule: Rule, interruptions: Iterable[Interruption]) -> tuple[date, date]:
    """The clock's last start and its end. What comes after the end revives nothing."""
    start, end = _clock(start, rule)
    counted = (one for one in interruptions if one.kind in rule.interrupted_by)
    for one in sorted(counted, key=lambda one: one.on):
        if one.on > end:
            break
        start, end = max((start, end), _clock(max(one.on, one.ended_on or one.on), rule))
    return start, end


def _clock(day: date, rule: Rule) -> tuple[date, date]:
    """Start and last day; the day of the start itself is not counted (C. civ. 2228, 2229)."""
    start = date(day.year, 12, 31) if rule.whole_years else day
    return start, months_before(start, -12 * rule.years)


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier (negative: later), or the last of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_until(day: date, today: date) -> int:
    """Whole months left until that day; negative when it is past."""
    months = (day.year - today.year) * 12 + day.month - today.month
    return months if months_before(day, months) >= today else months - 1


_WORDS = {
    "fr": {
        "running": "prescription le {ends} ({years} ans, {article}) ; agir au plus tard le {act_by}",
        "over": "prescription possible depuis le {act_by} ({years} ans, {article})",
        "assumed": " ; fin de mission inconnue, comptée depuis la facture",
    },
    "en": {
        "running": "limitation on {ends} ({years} years, {article}); act by {act_by} at the latest",
        "over": "possibly barred since {act_by} ({years} years, {article})",
        "assumed": "; end of the mission unknown, counted from the invoice",
    },
}


def sentence(found: Limitation, today: date, language: str) -> str:
    """How the claim stands on `today`, in French or English."""
    words = _WORDS.get(language, _WORDS["en"])
    days = {"ends": found.ends_on, "act_by": found.act_by}
    said = {name: f"{day:%d/%m/%Y}" if language == "fr" else day.isoformat() for name, day in days.items()}
    key = "over" if found.alert_on(today) == 0 else "running"
    text = words[key].format(**said, years=found.rule.years, article=found.rule.article)
    return text + (words["assumed"] if found.assumed else "")
