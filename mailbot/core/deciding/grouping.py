"""From verdicts to reminders: one message per client, currency and language, and at most one per client at a time.

Invoices whose next level opened are *advanced* and make the reminder's level, the highest among them. Overdue invoices
that only the calendar refused are *mentioned*. Credit notes are negative rows, and money in hand that lies on no
invoice yet is deducted, so that nobody is asked for more than is owed. A formal notice holds no invoice of another
level; a pre-due reminder holds nothing overdue; quotes travel by themselves, and after what is owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mailbot.core.deciding.lots import Frame, Row, lots, own_level
from mailbot.core.deciding.verdicts import TIMING, Decision, Verdict
from mailbot.core.errors import Refused
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.ladder import Ladder, Level, WorkCalendar
from mailbot.core.reminder import Channel, ReminderLine, ReminderPlan


@dataclass(frozen=True, slots=True)
class _Account:
    """One client's invoices (or quotes) in one currency, sorted by what the plan says of them."""

    quotes: bool
    advanced: tuple[Verdict, ...]
    mentioned: tuple[Verdict, ...]
    credits: tuple[Invoice, ...]


def group(
    verdicts: Sequence[Verdict], ladders: Mapping[str, Ladder], calendar: WorkCalendar, today: date,
    credits: Sequence[Invoice] = (),
) -> tuple[ReminderPlan, ...]:  # fmt: skip
    """The reminders to propose, by client code; the same whatever the order of the input.

    Give the verdicts of all open invoices and pending quotes of a client together. `credits`: open credit notes. Of
    several possible reminders to one client the highest level goes first, what is owed before what was offered, and
    the others wait for their turn.
    """
    frame = Frame(ladders, calendar, today)
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
    found = _level_of(plan, max(numbers), ladders) if numbers else None
    if found is None:
        return None
    smaller = _with_level(replace(plan, lines=kept, ladder=found[0].name), found[1], calendar, today)
    return smaller if smaller.total.amount > 0 else None


def _level_of(plan: ReminderPlan, number: int, ladders: Mapping[str, Ladder]) -> tuple[Ladder, Level] | None:
    """The level of that number: on the plan's ladder, else (rows of several ladders travel together) on another."""
    known = (ladders[plan.ladder], *(ladders[name] for name in sorted(ladders)))
    return next(((ladder, level) for ladder in known if (level := ladder.level(number))), None)


def _by_client(credits: Iterable[Invoice]) -> Mapping[tuple[int, str], list[Invoice]]:
    found: dict[tuple[int, str], list[Invoice]] = defaultdict(list)
    for credit in credits:
        if credit.kind is InvoiceKind.CREDIT_NOTE and credit.open.amount < 0:
            found[credit.client_id, credit.open.currency].append(credit)
    return found


def _plan_for(
    verdicts: Sequence[Verdict], credits_of: Mapping[tuple[int, str], list[Invoice]], frame: Frame
) -> ReminderPlan | None:
    """The client's one reminder: of those that leave something to ask for, debts first, then the highest level."""
    accounts = _accounts(verdicts, credits_of, frame)
    plans = [_plan(rows, account, frame) for account in accounts for rows in _messages(account, frame)]
    asking = [plan for plan in plans if plan.total.amount > 0]
    return max(
        asking, key=lambda plan: (not plan.quotes, plan.level, plan.total.amount, plan.currency), default=None
    )  # fmt: skip


def _accounts(
    verdicts: Sequence[Verdict], credits_of: Mapping[tuple[int, str], list[Invoice]], frame: Frame
) -> Iterator[_Account]:
    """The client's invoices and quotes, apart and by currency. Of quotes none is only mentioned."""
    client = verdicts[0].standing.client
    by_kind: dict[tuple[bool, str], list[Verdict]] = defaultdict(list)
    for verdict in sorted(verdicts, key=_age):
        by_kind[verdict.standing.invoice.is_quote, verdict.standing.invoice.open.currency].append(verdict)
    for (quotes, currency), mine in sorted(by_kind.items()):
        waiting = [v for v in mine if v.decision in TIMING and v.standing.invoice.due_on < frame.today]
        credits = sorted(credits_of.get((client.id, currency), ()), key=lambda c: (c.issued_on, c.number))
        advanced = tuple(v for v in mine if v.decision is Decision.REMIND)
        yield _Account(quotes, advanced, () if quotes else tuple(waiting), () if quotes else tuple(credits))


def _messages(account: _Account, frame: Frame) -> Iterator[tuple[Row, ...]]:
    if not account.quotes:
        yield from lots(account.advanced, account.mentioned, frame)
    elif account.advanced:
        yield tuple(Row(verdict, own_level(verdict)) for verdict in account.advanced)


def _plan(rows: Sequence[Row], account: _Account, frame: Frame) -> ReminderPlan:
    advanced = [(row.level, row.verdict) for row in rows if row.level]
    # Of rows that were lifted to one level, the one that came furthest by itself leads.
    level, top = max(advanced, key=lambda pair: (pair[0].number, pair[1].level.number if pair[1].level else -1))
    standing = top.standing
    lines = tuple(_line(row, frame.today) for row in sorted(rows, key=lambda row: _age(row.verdict)))
    plan = ReminderPlan(
        client_id=standing.client.id, currency=standing.invoice.open.currency, language=standing.client.language,
        ladder=frame.ladder(top).name, level=level.number, level_name=level.name, channel=level.channel,
        formal=level.formal, automatic=all(one.approval == "auto" for one, _ in advanced),
        partner=standing.invoice.partner or standing.client.partner, deadline_on=None,
        lines=(*lines, *(_credit_line(credit) for credit in account.credits)), quotes=account.quotes,
        in_hand=None if account.quotes else standing.in_hand,
    )  # fmt: skip
    return _with_level(plan, level, frame.calendar, frame.today)


def _with_level(plan: ReminderPlan, level: Level, calendar: WorkCalendar, today: date) -> ReminderPlan:
    """The plan at that level. A reminder of quotes sets no deadline, is no formal notice and brings no letter."""
    days = None if plan.quotes else level.deadline_days
    deadline_on = calendar.forward(today + timedelta(days=days)) if days is not None else None
    return replace(
        plan, level=level.number, level_name=level.name, channel=Channel.MAIL if plan.quotes else level.channel,
        formal=level.formal and not plan.quotes, deadline_on=deadline_on,
    )  # fmt: skip


def _line(row: Row, today: date) -> ReminderLine:
    """An invoice's row. Its level: the one that the message counts, else the last one sent (0 when none was)."""
    invoice = row.verdict.standing.invoice
    overdue = 0 if invoice.is_quote else max(0, (today - invoice.due_on).days)
    return ReminderLine(
        invoice_id=invoice.id, number=invoice.number, issued_on=invoice.issued_on, due_on=invoice.due_on,
        total=invoice.total, open=invoice.open, level=row.level.number if row.level else invoice.level or 0,
        cycle=invoice.cycle, days_overdue=overdue, advanced=row.level is not None, matter=invoice.matter,
    )  # fmt: skip


def _credit_line(credit: Invoice) -> ReminderLine:
    return ReminderLine(
        invoice_id=credit.id, number=credit.number, issued_on=credit.issued_on, due_on=credit.due_on,
        total=credit.total, open=credit.open, level=0, cycle=credit.cycle, days_overdue=0, advanced=False,
        matter=credit.matter,
    )  # fmt: skip


def _age(verdict: Verdict) -> tuple[date, str]:
    return verdict.standing.invoice.due_on, verdict.standing.invoice.number
