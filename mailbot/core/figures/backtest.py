"""Another ladder over a time that is past: how many reminders it would have sent, at which levels, and how many to
people who paid within days anyway.

Replayed is what does not depend on the ladder: when invoices were issued, due and paid. Holds, promises and answers are
left out on both sides, so that two ladders are compared by the same measure; that a client would have paid sooner or
later under another ladder, nobody knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mailbot.core.client import Client
from mailbot.core.deciding.standing import Decision, Standing
from mailbot.core.deciding.verdicts import Verdict, judge
from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder, WorkCalendar
from mailbot.core.money import total

# Who paid within so many days of a reminder would most likely have paid without it.
SOON_DAYS = 3
LadderOf = Callable[[Invoice, Client], Ladder]


@dataclass(frozen=True, slots=True)
class Past:
    """An invoice as it was when it was issued, and the day on which it was paid in full (None: not yet)."""

    invoice: Invoice
    client: Client
    paid_on: date | None


@dataclass(slots=True)
class Replayed:
    """What a ladder would have done: reminders, by level how many invoices they raised, how many of these were paid
    within SOON_DAYS after, the clients written to, and the invoices that were paid before any reminder."""

    reminders: int = 0
    raised: Counter[int] = field(default_factory=Counter)
    soon: Counter[int] = field(default_factory=Counter)
    clients: set[int] = field(default_factory=set)
    unreminded: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A change to try: every day of a ladder so many days later (negative: sooner), no gap shorter than that."""

    days: int = 0
    gap: int | None = None

    def of(self, ladder: Ladder) -> Ladder:
        """The ladder with this change; pre-due levels stay before the due date, the others after it."""
        levels = tuple(
            replace(
                level,
                offset_days=min(level.offset_days + self.days, -1) if ladder.before_due(level)
                else max(level.offset_days + self.days, 0 if level.offset_days >= 0 else level.offset_days),
                gap_days=level.gap_days if self.gap is None else self.gap,
            )
            for level in ladder.levels
        )  # fmt: skip
        return replace(ladder, levels=levels)


def replay(
    pasts: Iterable[Past], ladder_of: LadderOf, calendar: WorkCalendar, first: date, last: date
) -> Replayed:  # fmt: skip
    """The ladder over the days from `first` to `last`."""
    found, by_client = Replayed(), defaultdict[int, list[Past]](list)
    for past in pasts:
        by_client[past.client.id].append(past)
    for mine in by_client.values():
        _replay_client(mine, ladder_of, calendar, (first, last), found)
    return found


def _replay_client(
    mine: Sequence[Past], ladder_of: LadderOf, calendar: WorkCalendar, span: tuple[date, date], found: Replayed
) -> None:
    invoices = {past.invoice.id: past.invoice for past in mine}
    paid = {past.invoice.id: past.paid_on for past in mine}
    client, contact, reminded = mine[0].client, None, set[int]()
    day = calendar.forward(max(span[0], min(past.invoice.issued_on for past in mine)))
    while day <= span[1]:
        verdicts = _verdicts(client, invoices, paid, contact, (day, ladder_of, calendar))
        due = [one for one in verdicts if one.decision is Decision.REMIND]
        for one in due:
            _raise(one, day, calendar, invoices, found, paid)
        if due:
            contact = day
            reminded |= {one.standing.invoice.id for one in due}
            found.clients.add(client.id)
            found.reminders += len({(o.standing.invoice.open.currency, bool(o.level and o.level.formal)) for o in due})
        following = _next_day(verdicts, invoices, day, bool(due))
        if following is None:
            break
        day = calendar.forward(following)
    found.unreminded += sum(paid[key] is not None and key not in reminded for key in invoices)


def _verdicts(
    client: Client, invoices: dict[int, Invoice], paid: dict[int, date | None], contact: date | None,
    at: tuple[date, LadderOf, WorkCalendar],
) -> list[Verdict]:  # fmt: skip
    day, ladder_of, calendar = at
    owed = [one for one in invoices.values() if one.issued_on <= day and not _is_paid(paid[one.id], day)]
    found = []
    for one in owed:
        net = total([other.open for other in owed if other.open.currency == one.open.currency], one.open.currency)
        standing = Standing(invoice=one, client=client, client_net=net, last_contact_on=contact)
        found.append(judge(standing, ladder_of(one, client), calendar, day))
    return found


def _is_paid(paid_on: date | None, day: date) -> bool:
    return paid_on is not None and paid_on <= day


def _raise(
    one: Verdict, day: date, calendar: WorkCalendar, invoices: dict[int, Invoice], found: Replayed,
    paid: dict[int, date | None],
) -> None:  # fmt: skip
    invoice, level = one.standing.invoice, one.level
    if level is None:
        return
    days = level.deadline_days
    deadline = None if days is None else calendar.forward(day + timedelta(days=days))
    invoices[invoice.id] = replace(invoice, level=level.number, level_sent_on=day, deadline_on=deadline)
    found.raised[level.number] += 1
    paid_on = paid[invoice.id]
    if paid_on is not None and paid_on - day <= timedelta(days=SOON_DAYS):
        found.soon[level.number] += 1


def _next_day(verdicts: Sequence[Verdict], invoices: dict[int, Invoice], day: date, reminded: bool) -> date | None:
    """The next day on which something may change: a wait ends, or another invoice is issued; None when nothing will."""
    ahead = [one.until for one in verdicts if one.until is not None and one.until > day]
    ahead += [one.issued_on for one in invoices.values() if one.issued_on > day]
    return day + timedelta(days=1) if reminded else min(ahead, default=None)
