"""Days told by other days: of a range the later one, "le lendemain", "ce jour-là", "le 17" after "le 15 août"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mailbot.inbound.reply.dates import Day

_OR = re.compile(
    r",? ?(?:ou|or|oder|o|of|voire|-|/|a)(?: (?:bien|au pire|au plus tard|possibly))?(?: le| the| am| el)? ?"
)
_AND = re.compile(r" ?(?:et|and|und|y|e|en|au|to|bis|al|tot|-)(?: le| the| el| il)? ?")
_NEXT_DAY = re.compile(
    r"\b(?:(?:le |au )?(?<!sur)lendemain|the (?:next|following) day|the day after(?! tomorrow)|"
    r"am (?:nachsten|folgenden) tag|am tag darauf|tags darauf|al dia siguiente|il giorno dopo|"
    r"il giorno successivo|de dag (?:erna|daarna|erop)|the morning after)\b"
)
_DAY_BEFORE = re.compile(
    r"\b(?:la veille|the (?:day|evening|night) before(?! yesterday)|am (?:tag|abend) (?:davor|vorher)|el dia antes|"
    r"il giorno prima|de dag ervoor)\b"
)
_SAME_DAY = re.compile(
    r"\b(?:(?:ce|le meme) jour(?:[ -]la)?(?! (?:de|du|des|nous|je|ou|a)\b)|(?:the |that )?(?:same|very) day|that day|"
    r"(?:a|pour|d'ici) cette date|d'ici la|by then|on that date|an dem tag|am selben tag|ese (?:mismo )?dia|"
    r"quel giorno|lo stesso giorno|die dag|dezelfde dag)\b"
)
_MERE_DAY = re.compile(
    r"(?:le|au|du|the|am|el|il|op|zum|on|on the|avant le|by the|dia)? ?\d{1,2}(?:er|st|nd|rd|th|e|\.)?"
)
_OPENED = re.compile(r"\b(?:entre|between|zwischen|tra|tussen|du|from|vom|dal|van|del)\b")


def joined(named: list[Day], folded: str) -> list[Day]:
    """ "jeudi ou vendredi", "entre le 10 et le 15", "du 8 au 9": the later day alone."""
    out: list[Day] = []
    for day in named:
        last = out[-1] if out else None
        if last is not None and _is_range(last, day, folded):
            later = day.date if day.date >= last.date else day.date + timedelta(days=7)
            out[-1] = Day(later if (later - last.date).days < 40 else last.date, last.start, day.end, day.vague)
        else:
            out.append(day)
    return out


def _is_range(last: Day, day: Day, folded: str) -> bool:
    between = folded[last.end : day.start]
    if _OR.fullmatch(between):
        return True
    opened = _OPENED.search(folded[max(0, last.start - 12) : min(len(folded), last.start + 4)])
    return bool(opened and _AND.fullmatch(between))


def told_by_others(named: list[Day], folded: str, last: Day | None, today: date) -> list[Day]:
    """The days of a sentence with those that lean on one before: `last` is the last day of the sentences before."""
    out: list[Day] = []
    for day in named:
        before = out[-1] if out else last
        out.append(_in_its_month(day, before, folded, today))
    for pattern, later in ((_NEXT_DAY, 1), (_SAME_DAY, 0), (_DAY_BEFORE, -1)):
        for found in pattern.finditer(folded):
            if any(found.start() < day.end and day.start < found.end() for day in out):
                continue
            leaned = next((day for day in reversed(out) if day.end <= found.start()), None) or last
            leaned = leaned or next(iter(out), None)
            if leaned is not None:
                out.append(Day(leaned.date + timedelta(days=later), found.start(), found.end(), vague=False))
    return sorted(out, key=lambda day: day.start)


def _in_its_month(day: Day, before: Day | None, folded: str, today: date) -> Day:
    """ "Le 15 août …, le 17": the 17th of August, though the next 17th is one of July."""
    if before is None or not before.of_month or before.date < today or day.date >= before.date:
        return day
    if not _MERE_DAY.fullmatch(folded[day.start : day.end]) or (before.date - today).days > 100:
        return day
    try:
        same = before.date.replace(day=day.date.day)
    except ValueError:
        return day
    return Day(same, day.start, day.end, day.vague, of_month=True) if same >= before.date else day
