"""What will leave over the next weeks, as the books stand. Reads, changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.deciding.standing import Standing
from mailbot.core.figures.agenda import Coming, coming
from mailbot.store.chunks import chunks
from mailbot.store.debts import sleep
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.standings import gather

# Of more clients than this a page shows the first ones: each day of each is judged.
MOST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The reminders of the weeks to come; `left_out` clients were too many to be looked at."""

    reminders: tuple[Coming, ...]
    first: date
    last: date
    left_out: int


def coming_up(
    session: Session, office: Office, now: datetime, theirs: Callable[[Standing], bool], days: int = 30
) -> Outlook:
    """What would leave within so many days, of the invoices that `theirs` lets through."""
    first, last = _first_day(office, now), office.day(now) + timedelta(days=days)
    keys = sleep.clients_to_plan(session, last)
    standings: list[Standing] = []
    for some in chunks(keys[:MOST]):
        standings += [one for one in gather(session, office, some, now).standings if theirs(one)]
    found = coming(standings, office.ladders, office.calendar, first, last)
    return Outlook(reminders=tuple(found), first=first, last=last, left_out=max(len(keys) - MOST, 0))


def _first_day(office: Office, now: datetime) -> date:
    """Today while mail may still leave, else the next working day."""
    today = office.day(now)
    over = office.local(now).time() >= office.settings.schedule.send_until
    return office.calendar.forward(today + timedelta(days=1) if over else today)
