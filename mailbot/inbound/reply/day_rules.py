"""From what was said of a day to the day: one small rule for each way of saying it.

Each takes the match of its pattern and the day the text was written, and gives the day, None when there is no such day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from mailbot.inbound.reply.months import MONTHS, WEEKDAYS, number

Resolver = Callable[[re.Match[str], date], "date | None"]


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, None when there is no such day (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; month may run past 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def full_year(text: str | None) -> int | None:
    """`26` and `2026` as 2026."""
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def next_such(today: date, month: int, day: int, year: str | None) -> date | None:
    """This day of this month: of the year given, else the next one from today on."""
    given = full_year(year)
    if given is not None:
        return make_day(given, month, day)
    value = make_day(today.year, month, day)
    if value is None or value < today:
        return make_day(today.year + 1, month, day)
    return value


def numeric(found: re.Match[str], today: date) -> date | None:
    """`30/11`, `30.11.26`; `11/30` when it can be nothing else."""
    day, month = int(found["day"]), int(found["month"])
    if month > 12 >= day:
        day, month = month, day
    return next_such(today, month, day, found["year"])


def iso(found: re.Match[str], _today: date) -> date | None:
    """`2026-11-30`."""
    return make_day(int(found[1]), int(found[2]), int(found[3]))


def named(found: re.Match[str], today: date) -> date | None:
    """`30 novembre`, `1st December 2026`."""
    return next_such(today, MONTHS[found["name"]], int(found["day"]), found["year"])


def part_of_month(found: re.Match[str], today: date) -> date | None:
    """`début / mi / fin décembre`: 5, 15, last."""
    month = MONTHS[found["name"]]
    year = full_year(found["year"]) or (today.year + (month < today.month))
    part = found["part"]
    if re.match(r"deb|earl|beg|anf|prin|prim|ini|start|tout d", part):
        return _later(date(year, month, 5), today, found["year"])
    if re.match(r"mi|med|met|hal|mit", part):
        return _later(date(year, month, 15), today, found["year"])
    return last_of_month(year, month)


def _later(value: date, today: date, year: str | None) -> date:
    return value if year or value >= today else date(value.year + 1, value.month, value.day)


def in_month(found: re.Match[str], today: date) -> date | None:
    """`en décembre`: its last day."""
    month = MONTHS[found["name"]]
    return last_of_month(full_year(found["year"]) or today.year + (month < today.month), month)


def part_of_this_month(found: re.Match[str], today: date) -> date | None:
    """`fin de mois`, `mid next month`."""
    shift = 1 if found["next"] else 0
    month = today.month + shift
    year, month = today.year + (month - 1) // 12, (month - 1) % 12 + 1
    part = found["part"]
    if re.match(r"deb|earl|beg|anf|prin|prim|ini|start|tout d", part):
        value = date(year, month, 5)
        return value if value >= today else date(year + (month == 12), month % 12 + 1, 5)
    if re.match(r"mi|med|met|hal|mit", part):
        value = date(year, month, 15)
        return value if value >= today else date(year + (month == 12), month % 12 + 1, 15)
    return last_of_month(year, month)


def next_month(_found: re.Match[str], today: date) -> date | None:
    """`le mois prochain`: its last day."""
    return last_of_month(today.year, today.month + 1)


def day_of_month(found: re.Match[str], today: date) -> date | None:
    """`le 5`: the next 5th."""
    day = int(found["day"])
    if not 1 <= day <= 31:
        return None
    for shift in range(1 if found["next"] else 0, 4):
        month = today.month + shift
        value = make_day(today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if value is not None and (value >= today or found["next"]):
            return value
    return None


def _after_count(found: re.Match[str], today: date) -> date | None:
    count = number(found["count"])
    if count is None:
        return None
    unit = found["unit"]
    if unit.startswith(("h", "st", "uur", "ore", "ho")):
        return today + timedelta(days=max(1, count // 24))
    if unit.startswith(("s", "w", "v")) and not unit.startswith("st"):
        return today + timedelta(days=7 * count)
    if unit.startswith("m"):
        year, month = today.year + (today.month + count - 1) // 12, (today.month + count - 1) % 12 + 1
        return min(last_of_month(year, month), make_day(year, month, today.day) or last_of_month(year, month))
    if found["working"]:
        return _working(today, count)
    return today + timedelta(days=count)


def _working(today: date, count: int) -> date:
    while count > 0:
        today += timedelta(days=1)
        count -= today.weekday() < 5
    return today


def weekday(found: re.Match[str], today: date) -> date | None:
    """`vendredi`: the next one; `jeudi en huit`: the one after; `mardi de la semaine prochaine`."""
    ahead = (WEEKDAYS[found["name"]] - today.weekday()) % 7 or 7
    if found["week"]:  # "jeudi en huit": the one after the coming one
        return today + timedelta(days=ahead + (14 if "quinze" in found["week"] else 7))
    if found["nextweek"]:  # "mardi de la semaine prochaine"
        return today + timedelta(days=7 - today.weekday() + WEEKDAYS[found["name"]])
    return today + timedelta(days=ahead)


def week(offset: int, weekday: int) -> Resolver:
    """A weekday of this week (0) or of a later one."""

    def resolve(_found: re.Match[str], today: date) -> date:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        value = monday + timedelta(days=weekday)
        return value if value >= today else value + timedelta(weeks=1)

    return resolve


def iso_week(found: re.Match[str], today: date) -> date | None:
    """`semaine 48`: its Friday."""
    week = int(found["week"])
    if not 1 <= week <= 53:
        return None
    for year in (today.year, today.year + 1):
        try:
            value = date.fromisocalendar(year, week, 5)
        except ValueError:
            continue
        if value >= today:
            return value
    return None


def shift(count: int) -> Resolver:
    """So many days from today."""
    return lambda _found, today: today + timedelta(days=count)


def fixed(month: int, day: int) -> Resolver:
    """A day of every year: Christmas, All Saints."""
    return lambda _found, today: next_such(today, month, day, None)


def after(found: re.Match[str], today: date) -> date | None:
    """`sous 8 jours`, `within 10 working days`, `dans trois semaines`."""
    count = number(found["count"])
    if found["after"] and count is not None and not found["unit"].startswith(("s", "m", "h", "w")):
        return _working(today, count)
    return _after_count(found, today)
