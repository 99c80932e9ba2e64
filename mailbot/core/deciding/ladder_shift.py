"""What becomes of invoices when their ladder is changed: which level comes next, and on which day, before and after.

Counted for groups of invoices that stand alike, so that a million of them cost what their few thousand days cost. Only
the ladder's own days are looked at; holds, promises and absences go on as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.ladder import Base, Ladder, Waits, WorkCalendar, opens
from mailbot.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where invoices stand that differ in nothing that their ladder looks at; `count` of them, `minor` in all."""

    quote: bool
    due_on: date
    issued_on: date
    sent_on: date | None
    level: int | None
    level_sent_on: date | None
    deadline_on: date | None
    last_contact_on: date | None
    currency: str
    count: int
    minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """From which day on each day of an invoice still says something under either ladder; what lies before holds nothing
    back any more. `due`: no day where a ladder counts from another day than the due date."""

    due: date | None
    sent: date
    deadline: date
    contact: date


def horizon(old: Ladder, new: Ladder, today: date) -> Horizon:
    """How far back one has to look: invoices that differ further back only stand alike."""
    levels = [*old.levels, *new.levels]
    offset = max((level.offset_days for level in levels), default=0)
    gap = max((level.gap_days for level in levels), default=0)
    silence = max(old.min_contact_gap_days, new.min_contact_gap_days)
    from_due = old.base is Base.DUE and new.base is Base.DUE
    return Horizon(
        due=today - timedelta(days=max(offset, 0) + 2) if from_due else None,
        sent=today - timedelta(days=gap), deadline=today, contact=today - timedelta(days=silence),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Next:
    """The level that comes next and the day on which it opens; both None where nothing comes any more."""

    level: int | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Invoices whose next level or its day becomes another."""

    place: Place
    before: Next
    after: Next


@dataclass(slots=True)
class Shifted:
    """What a change comes to. `levels`: of each next level, how many invoices before and after (None: nothing more
    comes). `due`: what opens today or earlier under the new ladder and did not under the old, by currency."""

    invoices: int = 0
    moved: int = 0
    sooner: int = 0
    later: int = 0
    due_count: int = 0
    before: Counter[int | None] = field(default_factory=Counter)
    after: Counter[int | None] = field(default_factory=Counter)
    due: Counter[str] = field(default_factory=Counter)
    first: list[Moved] = field(default_factory=list)


def shifted(
    places: Iterable[Place], old: Ladder, new: Ladder, calendar: WorkCalendar, today: date, keep: int = 25
) -> Shifted:
    """Compare both ladders for all of them; `first` keeps the groups that change, the soonest new day first."""
    found = Shifted()
    kept: list[Moved] = []
    for place in places:
        one = Moved(place, next_of(place, old, calendar, today), next_of(place, new, calendar, today))
        found.invoices += place.count
        found.before[one.before.level] += place.count
        found.after[one.after.level] += place.count
        if one.before != one.after:
            _count(found, one, today)
            kept.append(one)
            if len(kept) > 50 * keep:
                kept = sorted(kept, key=_soonest)[:keep]
    found.first = sorted(kept, key=_soonest)[:keep]
    return found


def next_of(place: Place, ladder: Ladder, calendar: WorkCalendar, today: date) -> Next:
    """The level that comes next for them under this ladder, and its day. A day that has gone by is today: what is due
    stays due."""
    overdue = not place.quote and place.due_on < today
    level = ladder.after(place.level, overdue=overdue)
    if level is None:
        return Next(None, None)
    invoice = Invoice(
        id=0, client_id=0, number="", kind=InvoiceKind.QUOTE if place.quote else InvoiceKind.INVOICE,
        issued_on=place.issued_on, due_on=place.due_on, total=Money.zero(place.currency),
        open=Money.zero(place.currency), level=place.level, level_sent_on=place.level_sent_on,
        deadline_on=place.deadline_on, sent_on=place.sent_on,
    )  # fmt: skip
    opening = opens(level, ladder, calendar, invoice, Waits(place.last_contact_on, None))
    return Next(level.number, max(opening.day, today))


def _count(found: Shifted, one: Moved, today: date) -> None:
    count = one.place.count
    found.moved += count
    before, after = one.before.on or date.max, one.after.on or date.max
    found.sooner += count if after < before else 0
    found.later += count if after > before else 0
    if after <= today < before:
        found.due_count += count
        found.due[one.place.currency] += one.place.minor


def _soonest(one: Moved) -> tuple[date, date, int]:
    return one.after.on or date.max, one.place.due_on, -one.place.minor
