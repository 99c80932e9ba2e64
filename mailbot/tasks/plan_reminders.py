"""Propose reminders: gather what is due, judge every invoice, group, add. Planning twice is harmless."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.grouping import group
from mailbot.core.reminder import ReminderPlan
from mailbot.core.verdicts import Decision, Verdict
from mailbot.store import history, invoices, reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.office import Office
from mailbot.tasks.standings import gather, judge_all

# However long a refusal is meant to last, the plan looks again after this: nothing sleeps for ever.
_LOOK_AGAIN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What one run proposed, and how many invoices got which verdict."""

    proposed: int
    verdicts: Counter[str]


def plan(office: Office, now: datetime) -> PlanReport:
    """Propose every reminder that is due now."""
    today = office.day(now)
    with office.books.write() as session:
        verdicts, plans = _decide(session, office, invoices.clients_to_plan(session, today), now)
        proposed = sum(propose(session, office, one, now) is not None for one in plans)
        _sleep(session, verdicts, today)
    return PlanReport(proposed=proposed, verdicts=Counter(v.decision.value for v in verdicts))


def dry_run(office: Office, now: datetime) -> list[Verdict]:
    """The verdict of every open invoice, by the same code, changing nothing."""
    with office.books.read() as session:
        verdicts, _ = _decide(session, office, invoices.clients_with_debt(session), now)
    return verdicts


def dry_run_due(office: Office, now: datetime) -> tuple[list[Verdict], tuple[ReminderPlan, ...]]:
    """What `plan` would decide now: the verdicts of what is due for a look, and the reminders; changes nothing."""
    with office.books.read() as session:
        return _decide(session, office, invoices.clients_to_plan(session, office.day(now)), now)


def _decide(
    session: Session, office: Office, client_ids: list[int], now: datetime
) -> tuple[list[Verdict], tuple[ReminderPlan, ...]]:
    today = office.day(now)
    gathered = gather(session, office, client_ids, now)
    verdicts = judge_all(office, gathered, today)
    return verdicts, group(verdicts, office.ladders, office.calendar, today, gathered.credits)


def partner_of(office: Office, one: ReminderPlan) -> str:
    """Who decides on it: its partner while they work here, else the one who decides on what is nobody's."""
    return one.partner if office.person(one.partner) else office.settings.default_partner


def propose(
    session: Session, office: Office, one: ReminderPlan, now: datetime, *, actor: str = "mailbot"
) -> ReminderRow | None:
    """Add one reminder, for its partner to decide; None when one of its levels is proposed or sent already."""
    row = reminders.add(session, replace(one, partner=partner_of(office, one)), now)
    if row is None:
        return None
    numbers = ", ".join(line.number for line in one.lines)
    history.append(
        session,
        history.Entry(
            at=now,
            actor=actor,
            kind="reminder_proposed",
            client_id=one.client_id,
            reminder_id=row.id,
            text=f"{one.level_name} proposé pour {numbers}",
            data={"level": one.level, "total": str(one.total), "invoices": numbers},
        ),
    )
    return row


def _sleep(session: Session, verdicts: list[Verdict], today: date) -> None:
    """Each invoice is looked at again when its verdict may change."""
    latest = today + _LOOK_AGAIN
    days = {
        v.standing.invoice.id: min(v.until or latest, latest) for v in verdicts if v.decision is not Decision.REMIND
    }
    invoices.sleep_until(session, {key: max(day, today + timedelta(days=1)) for key, day in days.items()})
