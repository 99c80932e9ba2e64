"""One clause of a partner's answer: what it orders, or None when it is not wholly understood.

`OK` `OUI` `VALIDÉ` · `OK SAUF 3, 7-9` · `SEULEMENT 2` · `OK 2` · `NON` · `NON 2 : motif` · `REPORT 4 15/12` · `NIVEAU
5 1` · `ESSAI 4` · `STOP` and the ways people write them. A clause must match from its first letter to its last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mailbot.core.approving import approval_words as words
from mailbot.core.approving.approval_lines import fold
from mailbot.core.reading.understood import ReplyLine

_LONGEST_RANGE = 200
_LATELY_DAYS = 60


@dataclass(frozen=True, slots=True)
class Order:
    """What one clause orders. `rest`: "the others", which means something only beside numbers named elsewhere."""

    lines: tuple[ReplyLine, ...]
    rest: bool = False


_Build = Callable[[re.Match[str], str, date], Order | None]


def read_clause(clause: str, today: date) -> Order | None:
    """The order in this clause. A question orders nothing."""
    folded = fold(clause)
    if "?" in clause:
        return None
    for pattern, build in _RULES:
        match = pattern.fullmatch(folded)
        if match:
            return build(match, clause, today)
    return None


def numbers_in(text: str) -> tuple[int, ...] | None:
    """The numbers of a list such as `3, 7-9 et 12`, each once; None for a range that runs backwards, and for "les 5",
    which may be a number or a count."""
    if re.fullmatch(r"(?:pour |a |to |for )?(?:les |the )\d+", text.strip()):
        return None
    found: list[int] = []
    pattern = rf"({words.NUMBER})(?:{words.RANGE_SIGN}({words.NUMBER}))?"
    for first, last in re.findall(pattern, text):
        low = _digits(first)
        high = _digits(last) if last else low
        if not 0 < low <= high < low + _LONGEST_RANGE:
            return None
        found += [n for n in range(low, high + 1) if n not in found]
    return tuple(found) or None


def _digits(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def _reason(match: re.Match[str], clause: str) -> str:
    start, end = match.span("reason")
    return clause[start:end].strip(" ()") if start >= 0 else ""


def _approve_all(match: re.Match[str], clause: str, today: date) -> Order:
    return Order((ReplyLine(verb="approve"),))


def _approve_rest(match: re.Match[str], clause: str, today: date) -> Order:
    return Order((ReplyLine(verb="approve"),), rest=True)


def _approve_except(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers, reason = numbers_in(match["numbers"]), _reason(match, clause)
    if not numbers or not words.is_plain_reason(fold(reason)):
        return None
    return Order((ReplyLine(verb="approve"), ReplyLine(verb="reject", numbers=numbers, reason=reason)))


def _approve_some(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers = numbers_in(match["numbers"])
    return Order((ReplyLine(verb="approve", numbers=numbers),)) if numbers else None


def _approve_only(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers = numbers_in(match["numbers"])
    return Order((ReplyLine(verb="approve", numbers=numbers), ReplyLine(verb="reject"))) if numbers else None


def _reject_all(match: re.Match[str], clause: str, today: date) -> Order:
    return Order((ReplyLine(verb="reject", reason=_reason(match, clause)),))


def _reject_some(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers = numbers_in(match["numbers"])
    return Order((ReplyLine(verb="reject", numbers=numbers, reason=_reason(match, clause)),)) if numbers else None


def _postpone(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers = numbers_in(match["numbers"]) if match["numbers"] else ()
    until = _date(match, today)
    if numbers is None or until is None or until <= today:
        return None
    return Order((ReplyLine(verb="postpone", numbers=numbers, until=until, reason=_reason(match, clause)),))


def _level(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers = numbers_in(match["numbers"])
    return Order((ReplyLine(verb="level", numbers=numbers, level=int(match["level"])),)) if numbers else None


def _test(match: re.Match[str], clause: str, today: date) -> Order | None:
    numbers = numbers_in(match["numbers"])
    return Order((ReplyLine(verb="test", numbers=numbers),)) if numbers else None


def _stop(match: re.Match[str], clause: str, today: date) -> Order:
    return Order((ReplyLine(verb="stop", reason=_reason(match, clause)),))


def _date(match: re.Match[str], today: date) -> date | None:
    """The date written; without a year the next such day, unless that day passed lately: then it is a slip."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day = int(match["day"] or match["day_second"])
        word = match["word"] or match["word_first"]
        month = words.MONTHS[word] if word else int(match["month"])
        year = match["year"] or match["year_last"]
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        this_year = date(today.year, month, day)
        passed = (today - this_year).days
        return this_year if passed < _LATELY_DAYS else date(today.year + 1, month, day)
    except ValueError:
        return None


def _rule(pattern: str, build: _Build) -> tuple[re.Pattern[str], _Build]:
    return re.compile(pattern), build


_NUMBERS = rf"(?P<numbers>{words.NUMBERS})"
_WHY = rf"(?:{words.BECAUSE}(?P<reason>[^ ].*?)\)?)?"
# After a refused number the reason needs no colon: refusing lets nothing go.
_FREE_WHY = rf"(?:(?:{words.BECAUSE}|[ ,]+)(?P<reason>[a-z(].*?)\)?)?"
_UNTIL = r"(?: ?(?:au|a|to|until|till|jusqu'au|pour le|le|:|-|->|>)? ?)"

_RULES: tuple[tuple[re.Pattern[str], _Build], ...] = (
    _rule(rf"{words.OK}{words.ALL}?", _approve_all),
    _rule(r"(?:tout(?: est)?|all) (?:ok|bon|good|valide|approved)", _approve_all),
    _rule(rf"{words.OK} {words.REST}|{words.REST}(?: :)? {words.OK}", _approve_rest),
    _rule(rf"{words.OK}{words.ALL}?,? {words.EXCEPT}(?: :)? {_NUMBERS}{_WHY}", _approve_except),
    _rule(rf"(?:{words.OK} )?(?:mais )?{words.ONLY}(?: (?:pour|for))?(?: :)? {_NUMBERS}", _approve_only),
    _rule(rf"{words.OK}(?: (?:pour|to|for|:))? {_NUMBERS} {words.ONLY}", _approve_only),
    _rule(rf"{words.OK}(?: (?:pour|to|for))?(?: :)? {_NUMBERS}", _approve_some),
    _rule(rf"{_NUMBERS} ?[:=-]? ?{words.OK}", _approve_some),
    _rule(rf"{words.NO}{words.ALL}?{_WHY}", _reject_all),
    _rule(rf"(?:{words.NO}|pas|not|{words.STOP})(?: (?:pour|to|for|a))? {_NUMBERS}{_FREE_WHY}", _reject_some),
    _rule(rf"{_NUMBERS} ?[:=-]? ?{words.NO}{_FREE_WHY}", _reject_some),
    _rule(rf"{words.POSTPONE}(?:(?: :)? {_NUMBERS})?{_UNTIL}(?:{words.DATE}){_WHY}", _postpone),
    _rule(rf"{words.LEVEL} {_NUMBERS}(?: ?(?:->|=|:) ?| (?:a|to|au|en) | )(?P<level>\d{{1,2}})", _level),
    _rule(rf"(?:essai|test)(?: (?:pour|for|de|of))?(?: :)? {_NUMBERS}", _test),
    _rule(rf"{words.STOP}{words.ALL}?{_WHY}", _stop),
)
