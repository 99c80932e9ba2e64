"""The checks behind a verdict, in one ordered table: the most final reason first, the first that speaks decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.core.deciding.next_step import NextStep, Term
from mailbot.core.deciding.standing import Decision, Standing
from mailbot.core.hold import Hold, HoldKind, longest
from mailbot.core.invoice import InvoiceKind


@dataclass(frozen=True, slots=True)
class Case:
    """A standing on one day, with the step that comes next and when."""

    standing: Standing
    step: NextStep
    today: date

    @property
    def owed(self) -> bool:
        """Is it a debt? Nobody owes a quote."""
        return not self.standing.invoice.is_quote

    def holds(self, kind: HoldKind) -> list[Hold]:
        """The holds of one kind on this invoice or its whole client."""
        holds, invoice = self.standing.holds, self.standing.invoice
        return [hold for hold in holds if hold.kind is kind and hold.concerns(invoice)] if holds else []


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check says: the decision, the day on which it may change by itself, the reason on file."""

    decision: Decision
    until: date | None = None
    detail: str = ""


_A_DAY = timedelta(days=1)
Check = Callable[[Case], Answer | None]


def _when(decision: Decision, holds: Callable[[Case], bool]) -> Check:
    return lambda case: Answer(decision) if holds(case) else None


def _held(kind: HoldKind, decision: Decision) -> Check:
    """A check for one kind of hold; of several, the one that lasts longest speaks."""

    def check(case: Case) -> Answer | None:
        found = case.holds(kind)
        hold = longest(found, case.today) if found else None
        return Answer(decision, hold.changes_on(case.today), hold.reason) if hold else None

    return check


def _ahead(decision: Decision, *terms: Term) -> Check:
    """A check for days of the opening that still lie ahead; the last of them ends it."""

    def check(case: Case) -> Answer | None:
        ends = [end for term in terms if (end := case.step.ahead(term))]
        return Answer(decision, max(ends)) if ends else None

    return check


def _of_debts(check: Check) -> Check:
    """A check that does not concern quotes: what is owed, and what the bank knows, is no matter there."""
    return lambda case: check(case) if case.owed else None


def _below_minimum(case: Case) -> Answer | None:
    minimum, net = case.standing.minimum, case.standing.client_net
    below = minimum is not None and minimum.currency == net.currency and net < minimum
    return Answer(Decision.BELOW_MINIMUM, detail=str(minimum)) if below else None


def _not_due(case: Case) -> Answer | None:
    """Its next level's day has not come and its due date (of a quote, its validity) has not passed."""
    base = case.step.ahead("base")
    return Answer(Decision.NOT_DUE, base) if base and case.today <= case.standing.invoice.due_on else None


def _absent(case: Case) -> Answer | None:
    """Away, and for two working days after: nobody is met by a reminder on the first morning back."""
    away = max(case.holds(HoldKind.ABSENT), key=lambda hold: hold.until or date.max, default=None)
    back = case.step.ahead("absence")
    if away is None or (away.until and not back):
        return None
    return Answer(Decision.ABSENT, back if away.until else None, away.reason)


def _bank_silent(case: Case) -> Answer | None:
    silent = case.standing.silent_account
    return Answer(Decision.BANK_SILENT, case.today + _A_DAY, silent) if silent else None


# The order is the policy: what ends a debt, what stops it, what a person decided, what is in hand, the calendar last.
CHECKS: tuple[Check, ...] = (
    _when(Decision.IN_CREDIT, lambda case: case.standing.invoice.kind is InvoiceKind.CREDIT_NOTE),
    _when(Decision.PAID, lambda case: case.standing.invoice.open.amount <= 0),
    _held(HoldKind.DECEASED, Decision.DECEASED),
    _held(HoldKind.INSOLVENT, Decision.INSOLVENT),
    _held(HoldKind.EXCLUDED, Decision.EXCLUDED),
    _of_debts(_when(Decision.IN_CREDIT, lambda case: case.standing.client_net.amount <= 0)),
    _held(HoldKind.DISPUTE, Decision.DISPUTED),
    _held(HoldKind.INSTALMENTS, Decision.INSTALMENTS),
    _held(HoldKind.PROMISE, Decision.PROMISED),
    _held(HoldKind.HOLD, Decision.ON_HOLD),
    _held(HoldKind.CONVERSATION, Decision.CONVERSATION_OPEN),
    _of_debts(_below_minimum),
    _when(Decision.NO_CONTACT, lambda case: not case.standing.reachable),
    _when(Decision.WAITING_APPROVAL, lambda case: case.standing.waiting),
    _when(Decision.LEVEL_DONE, lambda case: case.step.level is None),
    _not_due,
    _absent,
    _of_debts(_bank_silent),
    _ahead(Decision.DEADLINE_RUNNING, "deadline"),
    _ahead(Decision.GAP, "gap", "contact"),
    _ahead(Decision.NOT_DUE, "base"),
    # One message at a time: what would be due waits for its turn.
    _when(Decision.WAITING_APPROVAL, lambda case: case.standing.client_waiting),
    lambda case: Answer(Decision.REMIND),
)
