"""Days told by a span: a week or a fortnight of a month, so many days or a few more, a week after a weekday.

Each takes the match of its pattern and the day the text was written, and gives the day, None when there is no such day.
Of a span the last day counts: its Friday for a week, the longer count for "8 à 10 jours".
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from mailbot.inbound.reply.day_rules import _after_count, full_year, last_of_month, make_day, next_such
from mailbot.inbound.reply.months import MONTHS, ORDINALS, WEEKDAYS, number

FRIDAY = 4


def _month_of(found: re.Match[str], today: date) -> tuple[int, int]:
    """Year and month named, or this month, or the next one."""
    name = found["name"]
    if name in MONTHS:
        month = MONTHS[name]
        return full_year(found["year"]) or today.year + (month < today.month), month
    shift = re.search(r"proch|next|nach|prox|pross|volg|viene", name) is not None
    return today.year + (today.month + shift > 12), (today.month + shift - 1) % 12 + 1


def week_of_month(found: re.Match[str], today: date) -> date | None:
    """`première semaine de décembre`: its first Friday; `dernière semaine`: the last one."""
    year, month = _month_of(found, today)
    fridays = [week[FRIDAY] for week in calendar.monthcalendar(year, month) if week[FRIDAY]]
    which = ORDINALS.get(found["which"], 0)
    return date(year, month, fridays[which - 1 if 0 < which <= len(fridays) else -1])


def half_of_month(found: re.Match[str], today: date) -> date | None:
    """`première quinzaine de novembre`: the 15th; `seconde quinzaine`: the last day."""
    year, month = _month_of(found, today)
    return date(year, month, 15) if ORDINALS.get(found["which"]) == 1 else last_of_month(year, month)


def longer_count(found: re.Match[str], today: date) -> date | None:
    """`sous 8 à 10 jours`, `in two to three weeks`: the longer."""
    return _after_count(found, today)


def spelt_day(found: re.Match[str], today: date) -> date | None:
    """`le quinze`, `the twentieth`, `le premier du mois`: the next such day."""
    day = number(found["word"]) or ORDINALS.get(found["word"])
    if day is None:
        return None
    if found["name"]:
        return next_such(today, MONTHS[found["name"]], day, None)
    here = make_day(today.year, today.month, day)
    if here is not None and here >= today and not found["next"]:
        return here
    following = last_of_month(today.year, today.month) + timedelta(days=1)
    return make_day(following.year, following.month, day)


def friday_of_that_week(found: re.Match[str], today: date) -> date | None:
    """`semaine du 12 octobre`, `week commencing 12 October`: the Friday of that week."""
    if found["name"]:
        day = next_such(today, MONTHS[found["name"]], int(found["day"]), None)
    elif found["month"]:
        day = next_such(today, int(found["month"]), int(found["day"]), None) if int(found["month"]) <= 12 else None
    else:
        day = make_day(today.year, today.month, int(found["day"]))
        if day is not None and day < today:
            following = last_of_month(today.year, today.month) + timedelta(days=1)
            day = make_day(following.year, following.month, day.day)
    return day + timedelta(days=FRIDAY - day.weekday()) if day is not None else None


def week_after(found: re.Match[str], today: date) -> date | None:
    """`a week on Friday`, `Freitag in einer Woche`, `a week today`: seven days later than that; a fortnight: 14."""
    later = 14 if re.search(r"fortnight|zwei", found[0]) else 7
    name = found["name"]
    if name in WEEKDAYS:
        return today + timedelta(days=((WEEKDAYS[name] - today.weekday()) % 7 or 7) + later)
    return today + timedelta(days=later + (name in ("tomorrow", "morgen")))


def weekday_of_next_week(found: re.Match[str], today: date) -> date | None:
    """`nächste Woche Mittwoch`, `volgende week vrijdag`, `la semaine prochaine, jeudi`."""
    return today + timedelta(days=7 - today.weekday() + WEEKDAYS[found["name"]])


def end_of_month(_found: re.Match[str], today: date) -> date | None:
    """`ce mois-ci`, `by month end`: its last day."""
    return last_of_month(today.year, today.month)


def end_of_quarter(_found: re.Match[str], today: date) -> date | None:
    """`fin de trimestre`: the last day of March, June, September or December."""
    return last_of_month(today.year, (today.month + 2) // 3 * 3)


def next_monday(_found: re.Match[str], today: date) -> date | None:
    """`en début de semaine`: the coming Monday."""
    return today + timedelta(days=7 - today.weekday())


def first_of_next_month(_found: re.Match[str], today: date) -> date | None:
    """`zum Monatsersten`, `le premier du mois`."""
    return last_of_month(today.year, today.month) + timedelta(days=1)


def early_in_month(found: re.Match[str], today: date) -> date | None:
    """`ai primi di dicembre`: the 5th."""
    return next_such(today, MONTHS[found["name"]], 5, None)


def next_day(day: int, today: date) -> date | None:
    """The next such day of a month."""
    for shift in range(4):
        month = today.month + shift
        value = make_day(today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if value is not None and value >= today:
            return value
    return None


def months_later(today: date, count: int) -> date:
    """The same day so many months later, the last of the month when it has no such day."""
    last = last_of_month(today.year, today.month + count)
    return make_day(last.year, last.month, today.day) or last
