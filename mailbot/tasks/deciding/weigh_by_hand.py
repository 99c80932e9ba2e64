"""What a reminder asked for by hand would hold, and what is left out and why. Reads, changes nothing.

The verdicts are those of the plan. A person sends at the level that lateness proposes, or at another one that they
name, and may so be earlier than its day; nothing else that keeps a reminder back gives way: no hold, no pause between
two contacts, no deadline that was printed for the client.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.deciding.grouping import group
from mailbot.core.deciding.lateness import level_by_lateness
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.verdicts import Decision, Standing, Verdict, judge
from mailbot.core.errors import Refused
from mailbot.core.ladder import Ladder
from mailbot.core.money import Money
from mailbot.core.reminder import Channel, ReminderPlan
from mailbot.store.debts import clients, invoices
from mailbot.tasks.deciding.change_level import counted_before, waits_since_import
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.subject import Subject, find_subjects
from mailbot.tasks.planning.standings import Gathered, gather


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOrder:
    """What a person asks for: these invoices, or with none named all of the client of that code. `level` None: the one
    that lateness proposes. `channel` stands in for what the ladder says; `why` is kept with a level that was chosen."""

    numbers: tuple[str, ...] = ()
    code: str = ""
    level: int | None = None
    channel: Channel | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The verdict on each invoice asked for, and the reminders that come of it. `impossible`: those that cannot be at
    the level that was named, with the sentence that says why."""

    verdicts: tuple[Verdict, ...]
    plans: tuple[ReminderPlan, ...]
    impossible: tuple[tuple[Standing, str], ...] = ()

    @property
    def advanced(self) -> tuple[Verdict, ...]:
        """The invoices that a reminder raises to their next level."""
        return tuple(one for one in self.verdicts if one.standing.invoice.id in self._ids)

    @property
    def left_out(self) -> tuple[Verdict, ...]:
        """The others."""
        return tuple(one for one in self.verdicts if one.standing.invoice.id not in self._ids)

    @property
    def _ids(self) -> set[int]:
        return {line.invoice_id for plan in self.plans for line in plan.lines if line.advanced}


def weigh(session: Session, office: Office, order: RemindOrder, now: datetime) -> Weighed:
    """Judge and group what is asked for.

    Raises Refused for a number that no invoice has, an invoice of another client, a level that the ladder lacks.
    """
    subjects = find_subjects(session, order.numbers, order.code)
    gathered = gather(session, office, sorted({one.client.id for one in subjects}), now)
    standings = gathered.standings
    if order.numbers:
        standings = tuple(one for one in standings if one.invoice.number in order.numbers)
        standings += _closed(subjects, {one.invoice.id for one in standings})
    today = office.day(now)
    verdicts = tuple(_judge(office, one, order, today) for one in standings)
    return Weighed(verdicts, _grouped(office, verdicts, gathered, order, today))


def weigh_clients(
    session: Session, office: Office, chosen: Mapping[int, Set[int]], order: RemindOrder, now: datetime
) -> Weighed:
    """Judge and group these invoices of these clients (by key), set-based, whatever the order names besides.

    An invoice that cannot be at the level named is said so, and stops no other.
    """
    gathered = gather(session, office, sorted(chosen), now)
    today = office.day(now)
    verdicts, impossible = [], []
    for one in gathered.standings:
        if one.invoice.id not in chosen[one.client.id]:
            continue
        try:
            verdicts.append(_judge(office, one, order, today))
        except Refused as error:
            impossible.append((one, str(error)))
    plans = _grouped(office, verdicts, gathered, order, today)
    return Weighed(tuple(verdicts), plans, tuple(impossible))


def _grouped(
    office: Office, verdicts: Sequence[Verdict], gathered: Gathered, order: RemindOrder, today: date
) -> tuple[ReminderPlan, ...]:
    """The reminders, in the channel that was chosen; never by themselves, for a person asked."""
    plans: Iterable[ReminderPlan] = group(verdicts, office.ladders, office.calendar, today, gathered.credits)
    return tuple(
        replace(plan, channel=plan.channel if plan.quotes else order.channel or plan.channel, automatic=False)
        for plan in plans
    )


def _closed(subjects: Sequence[Subject], seen: Set[int]) -> tuple[Standing, ...]:
    """Invoices named that are settled, and credit notes: the plan does not look at them, the person asked."""
    return tuple(
        Standing(
            invoice=invoices.to_invoice(one.invoice),
            client=clients.to_client(one.client),
            client_net=Money.zero(one.invoice.currency),
        )
        for one in subjects
        if one.invoice and one.invoice.id not in seen
    )


def _judge(office: Office, standing: Standing, order: RemindOrder, today: date) -> Verdict:
    """The plan's verdict at the level that was named, else at the one that lateness proposes."""
    ladder = ladder_of(standing.invoice, standing.client, office.ladders)
    usual = judge(standing, ladder, office.calendar, today)
    if order.level is None:
        late = level_by_lateness(standing.invoice, ladder, today)
        ahead = late is not None and usual.level is not None and late.number > usual.level.number
        return _at(office, standing, ladder, late.number, today) if late and ahead else usual
    if ladder.level(order.level) is None:
        raise Refused(f"Le barème de {standing.invoice.number} n'a pas de niveau {order.level}.")
    if usual.level is not None and usual.level.number == order.level:
        return _earlier(usual, order.level, today)
    unheld = replace(standing, holds=tuple(one for one in standing.holds if not waits_since_import(one)))
    return _earlier(_at(office, unheld, ladder, order.level, today), order.level, today)


def _at(office: Office, standing: Standing, ladder: Ladder, number: int, today: date) -> Verdict:
    """The verdict once that level comes next, as `change_level` will write it."""
    invoice = replace(standing.invoice, level=counted_before(ladder, number), cycle=standing.invoice.cycle + 1)
    return judge(replace(standing, invoice=invoice), ladder, office.calendar, today)


def _earlier(verdict: Verdict, asked: int, today: date) -> Verdict:
    """Overdue, and only the level's own day lies ahead: a person may be earlier."""
    if verdict.level is None or verdict.decision not in (Decision.REMIND, Decision.NOT_DUE):
        return verdict
    invoice = verdict.standing.invoice
    overdue = invoice.due_on < today
    if verdict.level.number == asked:
        return replace(verdict, decision=Decision.REMIND, until=None) if overdue else verdict
    if overdue:
        raise Refused(f"Le niveau {asked} est pour les factures à échoir : {invoice.number} est échue.")
    return replace(verdict, decision=Decision.NOT_DUE, until=invoice.due_on + timedelta(days=1))
