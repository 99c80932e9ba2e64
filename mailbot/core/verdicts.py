"""The plan's verdict on every open invoice: remind at that level, or a named refusal.

The dry run and the real run print these same verdicts. The checks stand in one ordered table, the most final reason
first; the first that speaks decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailbot.core import sentences
from mailbot.core.client import Client
from mailbot.core.hold import Hold, HoldKind, last_absence, longest
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.ladder import Ladder, Level, WorkCalendar
from mailbot.core.money import Money
from mailbot.core.next_step import NextStep, Term, Waits, next_step


class Decision(StrEnum):
    """What the plan says of an invoice."""

    REMIND = "remind"
    NOT_DUE = "not_due"
    PAID = "paid"
    IN_CREDIT = "in_credit"
    BELOW_MINIMUM = "below_minimum"
    ON_HOLD = "on_hold"
    DISPUTED = "disputed"
    PROMISED = "promised"
    INSTALMENTS = "instalments"
    INSOLVENT = "insolvent"
    DECEASED = "deceased"
    NO_CONTACT = "no_contact"
    WAITING_APPROVAL = "waiting_approval"
    CONVERSATION_OPEN = "conversation_open"
    GAP = "gap"
    DEADLINE_RUNNING = "deadline_running"
    ABSENT = "absent"
    BANK_SILENT = "bank_silent"
    LEVEL_DONE = "level_done"
    EXCLUDED = "excluded"


# Refused by the calendar only: such an invoice may be mentioned beside others, and a reminder drafted earlier stands.
TIMING = frozenset({Decision.GAP, Decision.DEADLINE_RUNNING, Decision.LEVEL_DONE, Decision.NOT_DUE})
_ABOUT_A_LEVEL = TIMING | {Decision.REMIND, Decision.ABSENT, Decision.BANK_SILENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that the verdict on one invoice rests on.

    `client_net`: what the client owes in this currency, credits and unapplied payments deducted. `holds`: the client's
    that nobody has ended, absences until two working days after their last day. `waiting`: it is in a reminder that is
    proposed, approved or being sent. `silent_account`: the bank account without news. `minimum`: who owes less is left
    alone.
    """

    invoice: Invoice
    client: Client
    client_net: Money
    holds: tuple[Hold, ...] = ()
    last_contact_on: date | None = None
    waiting: bool = False
    silent_account: str = ""
    reachable: bool = True
    minimum: Money | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level`: the next one, where that is the question. `until`: the day on which it may change by itself, None when
    only an event changes it. `detail`: the reason on file."""

    standing: Standing
    decision: Decision
    level: Level | None = None
    until: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A standing on one day, with the step that comes next and when."""

    standing: Standing
    step: NextStep
    today: date

    def holds(self, kind: HoldKind) -> list[Hold]:
        """The holds of one kind on this invoice or its whole client."""
        return [hold for hold in self.standing.holds if hold.kind is kind and hold.concerns(self.standing.invoice)]


@dataclass(frozen=True, slots=True)
class _Answer:
    decision: Decision
    until: date | None = None
    detail: str = ""


_A_DAY = timedelta(days=1)
_Check = Callable[[_Case], _Answer | None]


def judge(standing: Standing, ladder: Ladder, calendar: WorkCalendar, today: date) -> Verdict:
    """The verdict on one invoice on the firm's day `today`."""
    waits = Waits(standing.last_contact_on, last_absence(standing.holds, standing.invoice))
    case = _Case(standing, step := next_step(standing.invoice, ladder, calendar, today, waits), today)
    answer = next(found for check in CHECKS if (found := check(case)))
    level = step.level if answer.decision in _ABOUT_A_LEVEL else None
    return Verdict(standing, answer.decision, level, answer.until, answer.detail)


def sentence(verdict: Verdict, language: str) -> str:
    """The verdict in words: `en litige : …`, `disputed: …`."""
    level = verdict.level.name if verdict.level else ""
    return sentences.refusal(verdict.decision, language, detail=verdict.detail, until=verdict.until, level=level)


def _when(decision: Decision, holds: Callable[[_Case], bool]) -> _Check:
    return lambda case: _Answer(decision) if holds(case) else None


def _held(kind: HoldKind, decision: Decision) -> _Check:
    """A check for one kind of hold; of several, the one that lasts longest speaks."""

    def check(case: _Case) -> _Answer | None:
        hold = longest(case.holds(kind), case.today)
        return _Answer(decision, hold.until + _A_DAY if hold.until else None, hold.reason) if hold else None

    return check


def _ahead(decision: Decision, *terms: Term) -> _Check:
    """A check for days of the opening that still lie ahead; the last of them ends it."""

    def check(case: _Case) -> _Answer | None:
        ends = [end for term in terms if (end := case.step.ahead(term))]
        return _Answer(decision, max(ends)) if ends else None

    return check


def _below_minimum(case: _Case) -> _Answer | None:
    minimum, net = case.standing.minimum, case.standing.client_net
    below = minimum is not None and minimum.currency == net.currency and net < minimum
    return _Answer(Decision.BELOW_MINIMUM, detail=str(minimum)) if below else None


def _not_due(case: _Case) -> _Answer | None:
    """Its next level's day has not come and its due date has not passed."""
    base = case.step.ahead("base")
    return _Answer(Decision.NOT_DUE, base) if base and case.today <= case.standing.invoice.due_on else None


def _absent(case: _Case) -> _Answer | None:
    """Away, and for two working days after: nobody is met by a reminder on the first morning back."""
    away = max(case.holds(HoldKind.ABSENT), key=lambda hold: hold.until or date.max, default=None)
    back = case.step.ahead("absence")
    if away is None or (away.until and not back):
        return None
    return _Answer(Decision.ABSENT, back if away.until else None, away.reason)


def _bank_silent(case: _Case) -> _Answer | None:
    silent = case.standing.silent_account
    return _Answer(Decision.BANK_SILENT, case.today + _A_DAY, silent) if silent else None


# The order is the policy: what ends a debt, what stops it, what a person decided, what is in hand, the calendar last.
CHECKS: tuple[_Check, ...] = (
    _when(Decision.NOT_DUE, lambda case: case.standing.invoice.kind is InvoiceKind.QUOTE),
    _when(Decision.IN_CREDIT, lambda case: case.standing.invoice.kind is InvoiceKind.CREDIT_NOTE),
    _when(Decision.PAID, lambda case: case.standing.invoice.open.amount <= 0),
    _held(HoldKind.DECEASED, Decision.DECEASED),
    _held(HoldKind.INSOLVENT, Decision.INSOLVENT),
    _held(HoldKind.EXCLUDED, Decision.EXCLUDED),
    _when(Decision.IN_CREDIT, lambda case: case.standing.client_net.amount <= 0),
    _held(HoldKind.DISPUTE, Decision.DISPUTED),
    _held(HoldKind.INSTALMENTS, Decision.INSTALMENTS),
    _held(HoldKind.PROMISE, Decision.PROMISED),
    _held(HoldKind.HOLD, Decision.ON_HOLD),
    _held(HoldKind.CONVERSATION, Decision.CONVERSATION_OPEN),
    _below_minimum,
    _when(Decision.NO_CONTACT, lambda case: not case.standing.reachable),
    _when(Decision.WAITING_APPROVAL, lambda case: case.standing.waiting),
    _when(Decision.LEVEL_DONE, lambda case: case.step.level is None),
    _not_due,
    _absent,
    _bank_silent,
    _ahead(Decision.DEADLINE_RUNNING, "deadline"),
    _ahead(Decision.GAP, "gap", "contact"),
    _ahead(Decision.NOT_DUE, "base"),
    lambda case: _Answer(Decision.REMIND),
)
