"""From verdicts to reminders: one message per client, currency and language, and at most one per client at a time.

Invoices whose next level opened are *advanced* and make the reminder's level, the highest among them. Overdue
invoices that only the calendar refused are *mentioned*. Credit notes are negative rows, so that nobody is asked for
more than is owed. A formal notice holds no invoice of another level; a pre-due reminder holds nothing overdue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mailbot.core.errors import Refused
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.ladder import Ladder, Level, WorkCalendar
from mailbot.core.policy import ladder_of
from mailbot.core.reminder import ReminderLine, ReminderPlan
from mailbot.core.verdicts import TIMING, Decision, Verdict


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every reminder of one planning shares."""

    ladders: Mapping[str, Ladder]
    calendar: WorkCalendar
    today: date


@dataclass(frozen=True, slots=True)
class _Account:
    """One client's invoices in one currency, sorted by what the plan says of them."""

    advanced: tuple[Verdict, ...]
    mentioned: tuple[Verdict, ...]
    credits: tuple[Invoice, ...]


def group(
    verdicts: Sequence[Verdict], ladders: Mapping[str, Ladder], calendar: WorkCalendar, today: date,
    credits: Sequence[Invoice] = (),
) -> tuple[ReminderPlan, ...]:  # fmt: skip
    """The reminders to propose, by client code; the same whatever the order of the input.

    Give the verdicts of all open invoices of a client together. `credits`: open credit notes. Of several possible
    reminders to one client the highest level goes first and the others wait for their turn.
    """
    frame = _Frame(ladders, calendar, today)
    by_client: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_client[verdict.standing.client.code].append(verdict)
    credits_of = _by_client(credits)
    plans = (_plan_for(by_client[code], credits_of, frame) for code in sorted(by_client))
    return tuple(plan for plan in plans if plan)


def without(
    plan: ReminderPlan, invoice_id: int, ladders: Mapping[str, Ladder], calendar: WorkCalendar, today: date
) -> ReminderPlan | None:
    """The plan when one invoice is taken out: level, deadline and total made anew; None when nothing is left to ask
    for.

    Rows that `raise_all` lifted stay lifted. Raises Refused when the invoice is not in the plan.
    """
    kept = tuple(line for line in plan.lines if line.invoice_id != invoice_id)
    if len(kept) == len(plan.lines):
        raise Refused(f"Invoice {invoice_id} is not in this reminder.")
    numbers = [line.level for line in kept if line.advanced]
    level = ladders[plan.ladder].level(max(numbers)) if numbers else None
    if level is None:
        return None
    smaller = _with_level(replace(plan, lines=kept), level, calendar, today)
    return smaller if smaller.total.amount > 0 else None


def _by_client(credits: Iterable[Invoice]) -> Mapping[tuple[int, str], list[Invoice]]:
    found: dict[tuple[int, str], list[Invoice]] = defaultdict(list)
    for credit in credits:
        if credit.kind is InvoiceKind.CREDIT_NOTE and credit.open.amount < 0:
            found[credit.client_id, credit.open.currency].append(credit)
    return found


def _plan_for(
    verdicts: Sequence[Verdict], credits_of: Mapping[tuple[int, str], list[Invoice]], frame: _Frame
) -> ReminderPlan | None:
    """The client's one reminder: the highest level that leaves something to ask for."""
    client = verdicts[0].standing.client
    plans: list[ReminderPlan] = []
    for currency in sorted({verdict.standing.invoice.open.currency for verdict in verdicts}):
        mine = sorted((v for v in verdicts if v.standing.invoice.open.currency == currency), key=_age)
        account = _Account(
            tuple(v for v in mine if v.decision is Decision.REMIND),
            tuple(v for v in mine if v.decision in TIMING and v.standing.invoice.due_on < frame.today),
            tuple(sorted(credits_of.get((client.id, currency), ()), key=lambda c: (c.issued_on, c.number))),
        )
        plans += _plans(account, frame)
    asking = [plan for plan in plans if plan.total.amount > 0]
    return max(asking, key=lambda plan: (plan.level, plan.total.amount, plan.currency), default=None)


def _plans(account: _Account, frame: _Frame) -> Iterator[ReminderPlan]:
    """Formal notices alone, pre-due reminders alone, all else together."""
    formal: dict[int, list[Verdict]] = defaultdict(list)
    ahead: list[Verdict] = []
    ordinary: list[Verdict] = []
    for verdict in account.advanced:
        level = _level(verdict)
        kind = formal[level.number] if level.formal else ahead if level.offset_days < 0 else ordinary
        kind.append(verdict)
    for alone in (*formal.values(), ahead):
        if alone:
            yield _plan(alone, (), account.credits, frame)
    if ordinary:
        yield _plan(ordinary, account.mentioned, account.credits, frame)


def _plan(
    advanced: Sequence[Verdict], mentioned: Sequence[Verdict], credits: Sequence[Invoice], frame: _Frame
) -> ReminderPlan:
    top = max(advanced, key=lambda v: _level(v).number)
    standing, level = top.standing, _level(top)
    ladder = ladder_of(standing.invoice, standing.client, frame.ladders)
    rows = sorted((*advanced, *mentioned), key=_age)
    lines = tuple(_row(v, level, ladder, frame.today) for v in rows) + tuple(_credit_row(c) for c in credits)
    plan = ReminderPlan(
        client_id=standing.client.id, currency=standing.invoice.open.currency, language=standing.client.language,
        ladder=ladder.name, level=level.number, level_name=level.name, channel=level.channel, formal=level.formal,
        automatic=all(_level(v).approval == "auto" for v in advanced),
        partner=standing.invoice.partner or standing.client.partner, deadline_on=None, lines=lines,
    )  # fmt: skip
    return _with_level(plan, level, frame.calendar, frame.today)


def _with_level(plan: ReminderPlan, level: Level, calendar: WorkCalendar, today: date) -> ReminderPlan:
    days = level.deadline_days
    deadline_on = calendar.forward(today + timedelta(days=days)) if days is not None else None
    return replace(
        plan, level=level.number, level_name=level.name, channel=level.channel, formal=level.formal,
        deadline_on=deadline_on,
    )  # fmt: skip


def _row(verdict: Verdict, level: Level, ladder: Ladder, today: date) -> ReminderLine:
    """An invoice's row. Its level: the one that opened, else the last one sent (0 when none was)."""
    invoice = verdict.standing.invoice
    advanced = verdict.decision is Decision.REMIND
    number = _level(verdict).number if advanced else invoice.level or 0
    if _raised(verdict, level, ladder):
        advanced, number = True, level.number
    return ReminderLine(
        invoice_id=invoice.id, number=invoice.number, issued_on=invoice.issued_on, due_on=invoice.due_on,
        total=invoice.total, open=invoice.open, level=number, cycle=invoice.cycle,
        days_overdue=max(0, (today - invoice.due_on).days), advanced=advanced, matter=invoice.matter,
    )  # fmt: skip


def _raised(verdict: Verdict, level: Level, ladder: Ladder) -> bool:
    """Does `raise_all` lift this row? Never past a deadline that was printed for the client, never to a formal
    notice."""
    sent = verdict.standing.invoice.level
    held_back = verdict.decision is Decision.DEADLINE_RUNNING or (sent is not None and sent >= level.number)
    return ladder.raise_all and not level.formal and level.offset_days >= 0 and not held_back


def _credit_row(credit: Invoice) -> ReminderLine:
    return ReminderLine(
        invoice_id=credit.id, number=credit.number, issued_on=credit.issued_on, due_on=credit.due_on,
        total=credit.total, open=credit.open, level=0, cycle=credit.cycle, days_overdue=0, advanced=False,
        matter=credit.matter,
    )  # fmt: skip


def _level(verdict: Verdict) -> Level:
    if verdict.level is None:
        raise Refused(f"{verdict.standing.invoice.number}: no level is next.")
    return verdict.level


def _age(verdict: Verdict) -> tuple[date, str]:
    return verdict.standing.invoice.due_on, verdict.standing.invoice.number
