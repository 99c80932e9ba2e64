"""Days as people name them, resolved against the day the message was written.

Conventions: end of month = its last day; "sous 8 jours" = +8; a bare weekday = the next one; next week = its Friday;
début / mi / fin of a month = 5 / 15 / last; a day without month = the next one; no year = the next such day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.inbound.reply.folding import fold
from mailbot.inbound.reply.months import MONTH, MONTHS, NUMBER, WEEKDAY, WEEKDAYS, number

MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at [start, end) of the text. `vague`: only a month or less was said."""

    date: date
    start: int
    end: int
    vague: bool = False


_Resolver = Callable[[re.Match[str], date], "date | None"]


def days(text: str, today: date, *, nearest: bool = False) -> list[Day]:
    """Every day named in `text`, in order. `nearest`: without a year take the nearest one instead of the next."""
    folded = fold(text[:MAX_TEXT])
    taken: list[Day] = []
    for pattern, resolve, vague in _PATTERNS:
        for found in pattern.finditer(folded):
            if any(found.start() < day.end and day.start < found.end() for day in taken):
                continue
            value = resolve(found, today)
            if value is not None and nearest and "year" in pattern.groupindex and not found["year"]:
                value = _nearest(value, today)
            if value is not None:
                taken.append(Day(value, found.start(), found.end(), vague))
    return sorted(taken, key=lambda day: day.start)


def first_day(text: str, today: date) -> date | None:
    """The first day named, None when there is none."""
    found = days(text, today)
    return found[0].date if found else None


def _nearest(value: date, today: date) -> date:
    earlier = _make(value.year - 1, value.month, value.day)
    return earlier if earlier is not None and today - earlier < value - today else value


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; month may run past 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _next(today: date, month: int, day: int, year: str | None) -> date | None:
    given = _year(year)
    if given is not None:
        return _make(given, month, day)
    value = _make(today.year, month, day)
    if value is None or value < today:
        return _make(today.year + 1, month, day)
    return value


def _numeric(found: re.Match[str], today: date) -> date | None:
    day, month = int(found["day"]), int(found["month"])
    if month > 12 >= day:
        day, month = month, day
    return _next(today, month, day, found["year"])


def _iso(found: re.Match[str], _today: date) -> date | None:
    return _make(int(found[1]), int(found[2]), int(found[3]))


def _named(found: re.Match[str], today: date) -> date | None:
    return _next(today, MONTHS[found["name"]], int(found["day"]), found["year"])


def _part_of_month(found: re.Match[str], today: date) -> date | None:
    month = MONTHS[found["name"]]
    year = _year(found["year"]) or (today.year + (month < today.month))
    part = found["part"]
    if re.match(r"deb|earl|beg|anf|prin|ini|start", part):
        return _later(date(year, month, 5), today, found["year"])
    if re.match(r"mi|med|met|hal|mit", part):
        return _later(date(year, month, 15), today, found["year"])
    return last_of_month(year, month)


def _later(value: date, today: date, year: str | None) -> date:
    return value if year or value >= today else date(value.year + 1, value.month, value.day)


def _in_month(found: re.Match[str], today: date) -> date | None:
    month = MONTHS[found["name"]]
    return last_of_month(_year(found["year"]) or today.year + (month < today.month), month)


def _part_of_this_month(found: re.Match[str], today: date) -> date | None:
    shift = 1 if found["next"] else 0
    month = today.month + shift
    year, month = today.year + (month - 1) // 12, (month - 1) % 12 + 1
    part = found["part"]
    if re.match(r"deb|earl|beg|anf|prin|ini|start|tout d", part):
        value = date(year, month, 5)
        return value if value >= today else date(year + (month == 12), month % 12 + 1, 5)
    if re.match(r"mi|med|met|hal|mit", part):
        value = date(year, month, 15)
        return value if value >= today else date(year + (month == 12), month % 12 + 1, 15)
    return last_of_month(year, month)


def _next_month(_found: re.Match[str], today: date) -> date | None:
    return last_of_month(today.year, today.month + 1)


def _day_of_month(found: re.Match[str], today: date) -> date | None:
    day = int(found["day"])
    if not 1 <= day <= 31:
        return None
    for shift in range(1 if found["next"] else 0, 4):
        month = today.month + shift
        value = _make(today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if value is not None and (value >= today or found["next"]):
            return value
    return None


def _after(found: re.Match[str], today: date) -> date | None:
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
        return min(last_of_month(year, month), _make(year, month, today.day) or last_of_month(year, month))
    if found["working"]:
        return _working(today, count)
    return today + timedelta(days=count)


def _working(today: date, count: int) -> date:
    while count > 0:
        today += timedelta(days=1)
        count -= today.weekday() < 5
    return today


def _weekday(found: re.Match[str], today: date) -> date | None:
    ahead = (WEEKDAYS[found["name"]] - today.weekday()) % 7 or 7
    if found["week"]:  # "jeudi en huit": the one after the coming one
        return today + timedelta(days=ahead + (14 if "quinze" in found["week"] else 7))
    if found["nextweek"]:  # "mardi de la semaine prochaine"
        return today + timedelta(days=7 - today.weekday() + WEEKDAYS[found["name"]])
    return today + timedelta(days=ahead)


def _week(offset: int, weekday: int) -> _Resolver:
    def resolve(_found: re.Match[str], today: date) -> date:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        value = monday + timedelta(days=weekday)
        return value if value >= today else value + timedelta(weeks=1)

    return resolve


def _iso_week(found: re.Match[str], today: date) -> date | None:
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


def _shift(count: int) -> _Resolver:
    return lambda _found, today: today + timedelta(days=count)


def _fixed(month: int, day: int) -> _Resolver:
    return lambda _found, today: _next(today, month, day, None)


def _c(text: str) -> re.Pattern[str]:
    return re.compile(text)


_YEAR = r"(?P<year>20\d\d|\d\d(?!\d|[.,]\d| ?(?:€|eur|h\b)))?"
_PART = r"(?P<part>(?:tout )?debut(?: du mois)?|mi|fin|courant|milieu|early|mid|end|late|beginning|start|anfang|mitte|ende|principios|primeros|mediados|finales|fin(?:ales)?|inizio|meta|fine|begin|half|medio|eind(?:e)?)"
_OF = r"[ -]?(?:(?:de|du|d'|of|des|van|di|del|dello|the|le mois de|mois de|month of|der|the month of)[ ]?){0,2}"
_LAST = r"(?! (?:dernier|derniere|passe|passee|ecoule|pasad|scors|scorso|letzt|vorig|afgelopen))"
_BEFORE_LAST = r"(?<!last )(?<!letzten )(?<!letzte )(?<!pasado )(?<!scorso )(?<!vorige )(?<!afgelopen )(?<!vergangenen )"

# Most specific first; a later pattern never overlaps an earlier find. (pattern, resolver, vague)
_PATTERNS: tuple[tuple[re.Pattern[str], _Resolver, bool], ...] = (
    (_c(r"\b(20\d\d)-(\d\d)-(\d\d)\b"), _iso, False),
    (_c(r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?:(?P=sep)(?P<year>20\d\d|\d\d)(?!\d))?(?![\d/]|[.,-]\d| ?(?:€|eur|heures?\b|h\b|%))"), _numeric, False),
    (_c(rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.|ero|o)?,? ?(?:de |of |du |di )?(?P<name>{MONTH})\b\.?,?(?: (?:de |del )?{_YEAR})?"), _named, False),
    (_c(rf"\b(?P<name>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:h.,]\d)(?:,? {_YEAR})?"), _named, False),
    (_c(rf"\b{_PART}{_OF}(?P<name>{MONTH})\b\.?(?: (?:de |del )?{_YEAR})?"), _part_of_month, True),
    (_c(rf"\b(?:{_PART})[ -]?(?:de |du |of |the |des |dieses |d'|del |di |van de |van |ce |this |le ){{0,3}}(?P<next>mois prochain|next month|nachsten monats?|proximo mes|prossimo mese|mese prossimo|mes que viene|volgende maand)\b"), _part_of_this_month, True),
    (_c(rf"\b(?:{_PART})[ -]?(?:de |du |of |the |des |dieses |d'|del |di |van de |van |ce |this |le ){{0,3}}(?:mois|month|monats?|mes|mese|maand)\b(?P<next>)"), _part_of_this_month, True),
    (_c(r"\b(?P<part>fin)e? mese\b(?P<next>)|\bmonatsende\b"), lambda f, t: last_of_month(t.year, t.month), True),
    (_c(r"\b(?:au |le )?(?:1er )?(?:courant |dans le courant du |d'ici (?:a )?)?(?:le )?(?:mois prochain|mois suivant|next month|nachsten monat|proximo mes|mes que viene|mese prossimo|prossimo mese|volgende maand)\b"), _next_month, True),
    (_c(r"\b(?:fin d'annee|fin de l'annee|end of (?:the )?year|year[- ]end|jahresende|ende des jahres|fin de ano|final de ano|fine anno|eind(?:e)? van het jaar)\b"), _fixed(12, 31), True),
    (_c(r"\b(?:avant (?:la )?noel|before (?:christmas|xmas)|avant les fetes|vor weihnachten|antes de navidad|prima di natale|voor kerst)\b"), _fixed(12, 24), False),
    (_c(r"\b(?:a noel|christmas|weihnachten|navidad|natale)\b"), _fixed(12, 25), True),
    (_c(r"\b(?:la )?toussaint\b"), _fixed(11, 1), True),
    (_c(rf"\b(?:sous|dans|d'ici(?: a)?|within|in|binnen|innerhalb von|en|entro|dentro de|tra|fra|over)(?: (?:les?|the(?: next)?|den nachsten|i|las?|los|de|un delai de|prossimi|maximum|max|environ|about))?(?: (?:prochains?|next|nachsten|proximos|komende))? (?P<count>{NUMBER})(?:[ -](?:a|ou|or|oder|o)[ -]\d{{1,3}})? ?(?:prochain(?:e)?s )?(?P<working>working |business |werk)?(?P<unit>jours?|jrs?|js?\b|heures?|h\b|hrs?|semaines?|mois|days?|hours?|weeks?|months?|tagen?|stunden|wochen?|monaten?|dias|horas|semanas?|meses|giorni|ore|settimane?|mesi|dagen|uur|weken|maanden)(?P<after> ouvr\w+)?"), lambda f, t: _after_ouvre(f, t), False),
    (_c(r"\b(?:sous |d'ici (?:une )?|dans (?:une |la )?)?(?:quinzaine)\b"), _shift(15), False),
    (_c(r"\b(?:sous |d'ici (?:une )?|dans (?:une |la )?)?huitaine\b"), _shift(8), False),
    (_c(rf"\b(?P<count>{NUMBER}) ?(?:calendar )?(?P<working>working |business )?(?P<unit>days?|weeks?) (?:from (?:now|today)|time)"), _after, False),
    (_c(r"\b(?:apres[- ]demain|day after tomorrow|ubermorgen|pasado manana|dopodomani|overmorgen)\b"), _shift(2), False),
    (_c(r"\b(?:demain|tomorrow|morgen|manana|domani|2moro|tmrw)\b"), _shift(1), False),
    (_c(rf"{_BEFORE_LAST}\b(?P<name>{WEEKDAY})\b(?! ?\d){_LAST}(?:(?P<week> en (?:huit|quinze)| week)|(?P<nextweek> (?:de )?(?:la )?(?:semaine prochaine|nachster woche|nachste woche|of next week|next week|de la semana que viene|della prossima settimana|volgende week)))?"), _weekday, False),
    (_c(r"\b(?:debut|beginning of|anfang|start of|early|principios de|inizio|begin) (?:de (?:la )?|of |the )?(?:semaine prochaine|next week|nachster woche|nachste woche|la semana que viene|(?:la )?prossima settimana|volgende week)\b"), _week(1, 0), True),
    (_c(r"\b(?:mi|milieu|middle of|mid|mitte)[ -](?:de (?:la )?|of )?(?:semaine prochaine|next week|nachster woche|nachste woche)\b"), _week(1, 2), True),
    (_c(r"\b(?:(?:courant|fin|end|late|ende|in|dans|d'ici|de|of|la|the|le courant de|a la fin|au cours|during|sometime)[ -])*(?:de )?(?:la )?(?:semaine prochaine|sem\.? prochaine|semaine qui vient|semaine suivante|next week|nachste[rn]? woche|kommende[rn]? woche|(?:la )?proxima semana|semana que viene|prossima settimana|settimana prossima|volgende week|komende week)\b"), _week(1, 4), True),
    (_c(r"\b(?:(?:d'ici|avant|fin|a|en)[ ](?:la )?)*fin de (?:la |cette )?semaine\b|\b(?:cette semaine|dans la semaine|this week|end of (?:the |this )?week|week[ -]?end|diese[rn]? woche|ende der woche|wochenende|esta semana|fin de semana|questa settimana|fine settimana|deze week|eind van de week)\b"), _week(0, 4), True),
    (_c(r"\b(?:semaine|sem\.?|s|kw|week|wk) ?(?P<week>\d{2})\b(?! ?(?:€|eur|h\b))"), _iso_week, True),
    (_c(r"\b(?:le|au|du|avant le|the|on the|by the|am|bis zum|el|il|op|de|pour le) (?P<day>\d{1,2})(?:er|st|nd|rd|th|\.)?(?! ?(?:€|eur|h\b|heures|:|%|jours|j\b|mois|fois|factures|[a-z]*eme|x\b|[/.,-]\d|\d))(?: (?:du |de )?(?P<next>mois prochain|mois suivant|next month|of next month|prochain mois))?(?: (?:du mois|of the month|courant|du present|prochain|de ce mois|des monats))?\b"), _day_of_month, False),
    (_c(r"\b(?:aujourd'?hui|today|ce jour|ce soir|ce matin|cet apres[- ]midi|tonight|heute|hoy|oggi|vandaag|this (?:morning|afternoon|evening)|le jour meme)\b"), _shift(0), False),
    (_c(rf"\b(?:en|in|courant|d'ici|for|pour|im|bis|a|ad|nel mese di|au mois de|avant|before|by) (?:le mois de )?(?P<name>{MONTH})\b\.?(?: (?:de )?{_YEAR})?(?! \d)"), _in_month, True),
)  # fmt: skip


def _after_ouvre(found: re.Match[str], today: date) -> date | None:
    count = number(found["count"])
    if found["after"] and count is not None and not found["unit"].startswith(("s", "m", "h", "w")):
        return _working(today, count)
    return _after(found, today)
