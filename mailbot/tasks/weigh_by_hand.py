"""What a reminder asked for by hand would hold, and what is left out and why. Reads, changes nothing.

The verdicts are those of the plan. A person may choose the level, and so be earlier than its day; nothing else that
keeps a reminder back gives way: no hold, no pause between two contacts, no deadline that was printed for the client.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.grouping import group
from mailbot.core.money import Money
from mailbot.core.policy import ladder_of
from mailbot.core.reminder import Channel, ReminderPlan
from mailbot.core.verdicts import Decision, Standing, Verdict, judge
from mailbot.store import clients, invoices
from mailbot.tasks.change_level import counted_before, waits_since_import
from mailbot.tasks.office import Office
from mailbot.tasks.standings import gather
from mailbot.tasks.subject import Subject, find_subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOrder:
    """What a person asks for: these invoices, or with none named all of the client of that code. `level` and
    `channel` stand in for what the ladder says, None leaves it; `why` is kept with a level that was chosen."""

    numbers: tuple[str, ...] = ()
    code: str = ""
    level: int | None = None
    channel: Channel | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The verdict on each invoice asked for, and the reminders that come of it."""

    verdicts: tuple[Verdict, ...]
    plans: tuple[ReminderPlan, ...]

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
    plans = group(verdicts, office.ladders, office.calendar, today, gathered.credits)
    return Weighed(verdicts, tuple(_as_ordered(plan, order) for plan in plans))


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
    """The plan's verdict, or the one at the level that was chosen: its day need not have come, only the due date."""
    ladder = ladder_of(standing.invoice, standing.client, office.ladders)
    usual = judge(standing, ladder, office.calendar, today)
    if order.level is None:
        return usual
    if ladder.level(order.level) is None:
        raise Refused(f"Le barème de {standing.invoice.number} n'a pas de niveau {order.level}.")
    if usual.level is not None and usual.level.number == order.level:
        return _earlier(usual, order.level, today)
    invoice = replace(
        standing.invoice, level=counted_before(ladder, order.level), cycle=standing.invoice.cycle + 1
    )  # as `change_level` will write it
    chosen = replace(standing, invoice=invoice, holds=tuple(h for h in standing.holds if not waits_since_import(h)))
    return _earlier(judge(chosen, ladder, office.calendar, today), order.level, today)


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


def _as_ordered(plan: ReminderPlan, order: RemindOrder) -> ReminderPlan:
    """Its channel if one was chosen; never by itself, for a person asked."""
    return replace(plan, channel=order.channel or plan.channel, automatic=False)
