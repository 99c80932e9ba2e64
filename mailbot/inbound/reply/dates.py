"""Days as people name them, resolved against the day the message was written.

Conventions: end of month = its last day; "sous 8 jours" = +8; a bare weekday = the next one; next week = its Friday;
début / mi / fin of a month = 5 / 15 / last; a day without month = the next one; no year = the next such day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailbot.inbound.reply.day_patterns import PATTERNS
from mailbot.inbound.reply.day_rules import make_day
from mailbot.inbound.reply.day_span_patterns import PATTERNS as SPANS
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.reply.months import MONTH

MAX_TEXT = 20_000
_OF_MONTH = re.compile(rf"\b(?:{MONTH})\b|\d[/.]\d")


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at [start, end) of the text. `vague`: only a month or less was said; `of_month`: its month was."""

    date: date
    start: int
    end: int
    vague: bool = False
    of_month: bool = False


def days(text: str, today: date, *, nearest: bool = False) -> list[Day]:
    """Every day named in `text`, in order. `nearest`: without a year take the nearest one instead of the next."""
    folded = fold(text[:MAX_TEXT])
    taken: list[Day] = []
    for pattern, resolve, vague in (*SPANS, *PATTERNS):
        for found in pattern.finditer(folded):
            if any(found.start() < day.end and day.start < found.end() for day in taken):
                continue
            value = resolve(found, today)
            if value is not None and nearest and "year" in pattern.groupindex and not found["year"]:
                value = _nearest(value, today)
            if value is not None:
                taken.append(Day(value, found.start(), found.end(), vague, bool(_OF_MONTH.search(found[0]))))
    return sorted(taken, key=lambda day: day.start)


def first_day(text: str, today: date) -> date | None:
    """The first day named, None when there is none."""
    found = days(text, today)
    return found[0].date if found else None


def _nearest(value: date, today: date) -> date:
    earlier = make_day(value.year - 1, value.month, value.day)
    return earlier if earlier is not None and today - earlier < value - today else value
