"""What will leave over the next weeks if nothing happens: no money comes, every proposal is approved on its day, no
client writes. The same verdicts as the plan's, day after day; after each reminder the ladder goes on from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mailbot.core.client import Client
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.standing import Decision, Standing
from mailbot.core.deciding.verdicts import Verdict, judge
from mailbot.core.ladder import Ladder, Level, WorkCalendar
from mailbot.core.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A reminder that would leave on that day: to whom, at which level, about which invoices, over how much. `first`:
    the client's next one; later ones rest on it."""

    on: date
    client: Client
    level: Level
    numbers: tuple[str, ...]
    amount: Money
    first: bool


def coming(
    standings: Iterable[Standing], ladders: Mapping[str, Ladder], calendar: WorkCalendar, first: date, last: date
) -> list[Coming]:
    """Every reminder from the working day `first` to `last`, in the order of days."""
    by_client: dict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        # What waits for an answer is taken to get it; a silent bank to speak.
        free = replace(one, waiting=False, client_waiting=False, silent_account="")
        by_client[one.client.id].append(free)
    found = [one for mine in by_client.values() for one in _of_client(mine, ladders, calendar, first, last)]
    return sorted(found, key=lambda one: (one.on, one.client.name, one.client.id, one.level.number))


def _of_client(
    standings: Sequence[Standing], ladders: Mapping[str, Ladder], calendar: WorkCalendar, first: date, last: date
) -> Iterator[Coming]:
    day, mine, is_first = calendar.forward(first), list(standings), True
    while day <= last:
        verdicts = [judge(one, ladder_of(one.invoice, one.client, ladders), calendar, day) for one in mine]
        due = [one for one in verdicts if one.decision is Decision.REMIND]
        if due:
            yield from _reminders(due, day, is_first)
            mine, is_first = [_reminded(one, day, calendar) for one in verdicts], False
            day = calendar.forward(day + timedelta(days=1))
            continue
        ahead = [one.until for one in verdicts if one.until is not None and one.until > day]
        if not ahead:
            return
        day = calendar.forward(min(ahead))


def _reminders(due: Sequence[Verdict], day: date, is_first: bool) -> Iterator[Coming]:
    """One per currency, formal notices and quotes apart."""
    apart: dict[tuple[str, bool, bool], list[Verdict]] = defaultdict(list)
    for one in due:
        invoice = one.standing.invoice
        apart[invoice.open.currency, bool(one.level and one.level.formal), invoice.is_quote].append(one)
    for (currency, _, _), some in apart.items():
        level = max((one.level for one in some if one.level), key=lambda level: level.number)
        yield Coming(
            on=day, client=some[0].standing.client, level=level,
            numbers=tuple(one.standing.invoice.number for one in some),
            amount=total([one.standing.invoice.open for one in some], currency), first=is_first,
        )  # fmt: skip


def _reminded(verdict: Verdict, day: date, calendar: WorkCalendar) -> Standing:
    """The invoice after that day: a level further where it was reminded, its client written to."""
    standing, level = verdict.standing, verdict.level
    if verdict.decision is not Decision.REMIND or level is None:
        return replace(standing, last_contact_on=day)
    days = level.deadline_days
    deadline = None if days is None else calendar.forward(day + timedelta(days=days))
    invoice = replace(standing.invoice, level=level.number, level_sent_on=day, deadline_on=deadline)
    return replace(standing, invoice=invoice, last_contact_on=day)
