"""The figures of a week as one person may see them, with the drawings made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import dropwhile

from sqlalchemy.orm import Session

from mailbot.config.schema import Person
from mailbot.core.figures.aging import AgedBalance, aged
from mailbot.core.figures.chart import Chart, Mark, Writing, aged_chart
from mailbot.core.figures.chart_words import BUCKET_NAMES, aged_title, month_name, received_title
from mailbot.core.figures.collection import Month, month_of
from mailbot.core.figures.week import Week
from mailbot.core.money import Money
from mailbot.core.promises import Outcome
from mailbot.outbound.phrasing import Phrasing
from mailbot.outbound.weekly import Came, Kept, Waits, WeeklyFacts
from mailbot.store.dunning import calls
from mailbot.store.lists import alert_list, inbox_list, money_months, reminder_list, reports, week_figures
from mailbot.store.lists.alert_list import AlertFilter
from mailbot.tasks.desk.matters import matters_of
from mailbot.tasks.desk.office import Office

# So many months of money are drawn; of so many currencies, the most used first.
_MONTHS_DRAWN = 6
_CURRENCIES_DRAWN = 3


def week_facts(session: Session, office: Office, person: Person, week: Week, today: date) -> WeeklyFacts:
    """All that the report of this week tells this person."""
    mine = matters_of(office.settings, person.email, person.role)
    named = _with_nobodys(office, mine)
    since, before = _instant(office, week.first), _instant(office, week.due)
    sent, formal = week_figures.reminders_sent(session, since, before, named)
    balances = _balances(session, office, mine, today)
    base = office.settings.admin.base_url
    return WeeklyFacts(
        firm=office.firm,
        language=office.settings.firm.language,
        to=office.signatory(person.email),
        today=today,
        first=week.first,
        last=week.last,
        balances=balances,
        came=tuple(Came(*one) for one in week_figures.received(session, week.first, week.last, named)),
        sent=sent,
        formal=formal,
        promises=_promises(session, since, before, named),
        waits=tuple(one for one in _waits(session, office, mine, named, today) if one.count),
        charts=_charts(session, office, balances, named, today),
        own=bool(mine),
        link=f"{base}/reports/aged" if base else "",
    )


def _with_nobodys(office: Office, mine: Sequence[str]) -> frozenset[str]:
    """What nobody's name stands on is the default partner's."""
    return frozenset(mine) | ({""} if office.settings.default_partner.lower() in mine else set())


def _balances(session: Session, office: Office, mine: Sequence[str], today: date) -> tuple[AgedBalance, ...]:
    usual = office.settings.default_partner
    rows = reports.open_rows(session, today)
    return aged((row for row in rows if not mine or (row.partner or usual).lower() in mine), today)


def _promises(session: Session, since: datetime, before: datetime, named: frozenset[str]) -> Kept:
    ended = week_figures.promises_ended(session, since, before, named)
    return Kept(
        made=week_figures.promises_made(session, since, before, named),
        kept=ended[Outcome.KEPT],
        late=ended[Outcome.LATE],
        broken=ended[Outcome.BROKEN],
    )


def _waits(session: Session, office: Office, mine: Sequence[str], named: frozenset[str], today: date) -> list[Waits]:
    """What waits for a person; payments and messages that nobody has placed yet are shown to who sees everything, as on
    the pages."""
    usual = office.settings.default_partner
    to_call = [
        client for _, client, _ in calls.to_make(session, today)
        if not mine or (client.partner or usual).lower() in mine
    ]  # fmt: skip
    found = [Waits("reminders", week_figures.to_approve(session, named))]
    if not mine:
        found += [
            Waits("payments", inbox_list.count_to_place(session)),
            Waits("messages", inbox_list.count_waiting(session)),
            Waits("doubtful", len(reminder_list.doubtful(session))),
        ]
    alerts = alert_list.count(session, AlertFilter(persons=mine))
    return [*found, Waits("calls", len(to_call)), Waits("alerts", alerts)]


def _charts(
    session: Session, office: Office, balances: Sequence[AgedBalance], named: frozenset[str], today: date
) -> tuple[Chart, ...]:
    """What is owed by age and what came in by month, per currency."""
    phrasing = Phrasing(office.settings.firm.language)
    owed = {one.currency: one for one in balances}
    drawn: list[Chart] = []
    for currency in money_months.currencies(session)[:_CURRENCIES_DRAWN]:
        if currency in owed:
            title, names = aged_title(currency, phrasing.language), BUCKET_NAMES[phrasing.language]
            drawn.append(aged_chart(owed[currency], title, names, Writing(phrasing.money, phrasing.share)))
        months = week_figures.placed_by_month(session, currency, named) if named else None
        came = money_months.received(session, currency) if months is None else months
        drawn += _by_month(came, currency, phrasing, month_of(today))
    return tuple(drawn)


def _by_month(came: Mapping[Month, int], currency: str, phrasing: Phrasing, last: Month) -> list[Chart]:
    """The last months, the oldest first, from the first of them in which money came; no drawing where none did."""
    months = [last]
    while len(months) < _MONTHS_DRAWN:
        months.insert(0, months[0].before)
    marks = [
        Mark(month_name(one, phrasing.language), minor, phrasing.money(Money.from_minor(minor, currency)))
        for one, minor in dropwhile(lambda pair: not pair[1], [(one, came.get(one, 0)) for one in months])
    ]
    return [Chart(title=received_title(currency, phrasing.language), marks=marks)] if marks else []


def _instant(office: Office, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=office.zone)
