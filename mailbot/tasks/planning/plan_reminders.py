"""Propose reminders: gather what is due, judge every invoice, group, add. Planning twice is harmless.

Some clients at a time, each time in a transaction of its own: memory stays flat, nobody waits long for the books, and
a run that was cut off goes on where it stopped, because whoever was planned sleeps and the others are still awake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.deciding.grouping import group
from mailbot.core.deciding.verdicts import TIMING, Decision, Verdict
from mailbot.core.reminder import ReminderPlan
from mailbot.intake.told import Told, quiet
from mailbot.store import history
from mailbot.store.chunks import chunks
from mailbot.store.debts import invoices, open_rows, sleep
from mailbot.store.dunning import many_reminders, reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.let_sleep import let_sleep
from mailbot.tasks.planning.standings import Gathered, gather, gather_due, judge_all

# Clients in one transaction.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What one run proposed, and how many invoices got which verdict."""

    proposed: int
    verdicts: Counter[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the plan says of some clients: their verdicts, and the reminders that come of them."""

    gathered: Gathered
    verdicts: list[Verdict]
    plans: tuple[ReminderPlan, ...]


def plan(office: Office, now: datetime, told: Told = quiet) -> PlanReport:
    """Propose every reminder that is due now. `told` hears how far it is."""
    today = office.day(now)
    with office.books.write() as session:
        let_sleep(session, office, today)
        due = sleep.clients_to_plan(session, today)
    verdicts: Counter[str] = Counter()
    proposed = done = 0
    for keys in chunks(due, _AT_ONCE):
        with office.books.write() as session:
            open_rows.lock(session, keys)
            decided = _decide(office, gather_due(session, office, keys, now), today)
            new = _propose_all(session, office, decided.plans, now)
            _sleep(session, decided, new, today)
        proposed += len(new)
        verdicts.update(verdict.decision.value for verdict in decided.verdicts)
        done += len(keys)
        told("planning clients", done, len(due))
    return PlanReport(proposed=proposed, verdicts=verdicts)


def dry_run(office: Office, now: datetime, told: Told = quiet) -> Iterator[Verdict]:
    """The verdict of every open invoice, by the same code, client by client, changing nothing."""
    today = office.day(now)
    with office.books.read() as session:
        everybody = invoices.clients_with_debt(session)
        for done, keys in enumerate(chunks(everybody, _AT_ONCE), start=1):
            yield from judge_all(office, gather(session, office, keys, now), today)
            told("judging clients", min(done * _AT_ONCE, len(everybody)), len(everybody))


def dry_run_due(office: Office, now: datetime) -> Iterator[Decided]:
    """What `plan` would decide now, of the clients that are due for a look; changes nothing."""
    today = office.day(now)
    with office.books.read() as session:
        for keys in chunks(sleep.clients_to_plan(session, today), _AT_ONCE):
            yield _decide(office, gather_due(session, office, keys, now), today)


def _decide(office: Office, gathered: Gathered, today: date) -> Decided:
    verdicts = judge_all(office, gathered, today)
    return Decided(gathered, verdicts, group(verdicts, office.ladders, office.calendar, today, gathered.credits))


def partner_of(office: Office, one: ReminderPlan) -> str:
    """Who decides on it: its partner while they work here, else the one who decides on what is nobody's."""
    return one.partner if office.person(one.partner) else office.settings.default_partner


def propose(
    session: Session, office: Office, one: ReminderPlan, now: datetime, *, actor: str = "mailbot"
) -> ReminderRow | None:
    """Add one reminder, for its partner to decide; None when one of its levels is proposed or sent already."""
    row = reminders.add(session, replace(one, partner=partner_of(office, one)), now)
    if row is not None:
        history.append(session, _proposed(one, row.id, actor, now))
    return row


def _propose_all(session: Session, office: Office, plans: Sequence[ReminderPlan], now: datetime) -> list[ReminderPlan]:
    """The same for the reminders of many clients; those that are new."""
    mine = [replace(one, partner=partner_of(office, one)) for one in plans]
    added = many_reminders.add_all(session, mine, now)
    history.append(session, *(_proposed(one, key, "mailbot", now) for one, key in added))
    return [one for one, _ in added]


def _proposed(one: ReminderPlan, key: int, actor: str, now: datetime) -> history.Entry:
    numbers = ", ".join(line.number for line in one.lines)
    return history.Entry(
        at=now,
        actor=actor,
        kind="reminder_proposed",
        client_id=one.client_id,
        reminder_id=key,
        text=f"{one.level_name} proposé pour {numbers}",
        data={"level": one.level, "total": str(one.total), "invoices": numbers},
    )


def _sleep(session: Session, decided: Decided, new: Sequence[ReminderPlan], today: date) -> None:
    """Each invoice is looked at again when its verdict may change; what was proposed, when that is decided.

    What was awake was woken by somebody. Where several write at once they may have gone on to end what still speaks
    here, and have found nobody asleep to wake: it is looked at once more tomorrow.
    """
    latest, soonest = today + sleep.LOOK_AGAIN, today + timedelta(days=1)
    proposed = {line.invoice_id for one in new for line in one.lines if line.advanced}
    asleep = decided.gathered.asleep
    days: dict[int, date] = {}
    for verdict in decided.verdicts:
        key = verdict.standing.invoice.id
        if verdict.decision is Decision.REMIND and key not in proposed:
            continue
        certain = key in asleep or key in proposed or verdict.decision in TIMING
        days[key] = max(min(verdict.until or latest, latest), soonest) if certain else soonest
    sleep.sleep_until(session, {key: day for key, day in days.items() if asleep.get(key) != day})
