"""The plan's verdict on every open invoice and pending quote: remind at that level, or a named refusal.

The dry run and the real run print these same verdicts; the checks behind them are the table in `refusals`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mailbot.core import sentences
from mailbot.core.deciding.next_step import next_step
from mailbot.core.deciding.refusals import CHECKS, Case
from mailbot.core.deciding.standing import TIMING, Decision, Standing
from mailbot.core.hold import HoldKind, last_absence
from mailbot.core.instalments import Instalment
from mailbot.core.ladder import Ladder, Level, Waits, WorkCalendar

__all__ = ["TIMING", "Decision", "Standing", "Verdict", "judge", "next_instalment", "sentence"]

_ABOUT_A_LEVEL = TIMING | {Decision.REMIND, Decision.ABSENT, Decision.BANK_SILENT}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level`: the next one, where that is the question. `until`: the day on which it may change by itself, None when
    only an event changes it. `detail`: the reason on file."""

    standing: Standing
    decision: Decision
    level: Level | None = None
    until: date | None = None
    detail: str = ""


def judge(standing: Standing, ladder: Ladder, calendar: WorkCalendar, today: date) -> Verdict:
    """The verdict on one invoice on the firm's day `today`."""
    waits = Waits(standing.last_contact_on, last_absence(standing.holds, standing.invoice))
    case = Case(standing, step := next_step(standing.invoice, ladder, calendar, today, waits), today)
    answer = next(found for check in CHECKS if (found := check(case)))
    level = step.level if answer.decision in _ABOUT_A_LEVEL else None
    return Verdict(standing, answer.decision, level, answer.until, answer.detail)


def sentence(verdict: Verdict, language: str) -> str:
    """The verdict in words: `en litige : …`, `disputed: …`."""
    level = verdict.level.name if verdict.level else ""
    turn = verdict.decision is Decision.WAITING_APPROVAL and not verdict.standing.waiting
    minimum = verdict.standing.minimum if verdict.decision is Decision.BELOW_MINIMUM else None
    detail = sentences.money(minimum, language) if minimum else verdict.detail
    about = sentences.About(detail, verdict.until, level, quote=verdict.standing.invoice.is_quote, turn=turn)
    following = next_instalment(verdict)
    if following is not None:
        about = replace(about, detail=sentences.instalment(following.amount, following.due_on, language), until=None)
    return sentences.refusal(verdict.decision, language, about)


def next_instalment(verdict: Verdict) -> Instalment | None:
    """What the plan that keeps the invoice back waits for next; None for other verdicts, and plans without dates."""
    if verdict.decision is not Decision.INSTALMENTS:
        return None
    standing = verdict.standing
    plans = (h.next for h in standing.holds if h.kind is HoldKind.INSTALMENTS and h.concerns(standing.invoice))
    return next((one for one in plans if one), None)
