"""What confirms an invoice that the amount already points at: its running number alone, its number with one typing
error or cut off, its month, its year written wrongly.

None of this would suffice to find an invoice among a million; it is looked for only on the few that fit otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz.distance import OSA

from mailbot.core.matching.normalise import Run, compact

# What each confirmation weighs, in nats.
NEAR_WEIGHTS = {"typo": 4.0, "cut": 4.0, "running": 3.0, "month": 3.0}
_MOST_RUNS = 7
_LEAST_TYPED = 5
_LEAST_CUT = 5
_SAFE_FIGURES = 2
_MONTHS = {
    "JANVIER": 1, "JANV": 1, "JAN": 1, "JANUARY": 1, "FEVRIER": 2, "FEVR": 2, "FEV": 2, "FEBRUARY": 2, "FEB": 2,
    "MARS": 3, "MARCH": 3, "AVRIL": 4, "AVRI": 4, "AVR": 4, "APRIL": 4, "MAI": 5, "MAY": 5, "JUIN": 6, "JUNE": 6,
    "JUILLET": 7, "JUIL": 7, "JULY": 7, "AOUT": 8, "AUGUST": 8, "AUG": 8, "SEPTEMBRE": 9, "SEPTEMBER": 9, "SEPT": 9,
    "SEP": 9, "OCTOBRE": 10, "OCTOBER": 10, "OCTO": 10, "OCT": 10, "NOVEMBRE": 11, "NOVEMBER": 11, "NOVE": 11,
    "NOV": 11, "DECEMBRE": 12, "DECEMBER": 12, "DECE": 12, "DEC": 12,
}  # fmt: skip
_IN_FIGURES = re.compile(r"(?<![0-9/.-])(0?[1-9]|1[0-2])[/. -]?(20[0-9]{2})(?![0-9/.-])")
_YEAR = re.compile(r"^20[23][0-9](?=$|[0-9]{3,6}$)|^2[0-9]$")
# Letters that are typed or read for figures.
_LIKE = str.maketrans("OQILSBZ", "0011582")


def months_in(text: str) -> frozenset[tuple[int, int | None]]:
    """(month, year or None) that a plain text names.

    >>> sorted(months_in("HONORAIRES OCTOBRE 2026"))
    [(10, 2026)]
    """
    found: set[tuple[int, int | None]] = {(int(one[1]), int(one[2])) for one in _IN_FIGURES.finditer(text)}
    for one in re.finditer(r"\b([A-Z]{3,9})\b(?:[ .]{0,2}(20[0-9]{2}|2[0-9])\b)?", text):
        month = _MONTHS.get(one[1])
        if month is not None:
            found.add((month, int(one[2][-2:]) + 2000 if one[2] else None))
    return frozenset(found)


def of_month(day: date, months: frozenset[tuple[int, int | None]]) -> bool:
    """Is an invoice of that day of one of these months?"""
    return any(day.month == month and year in (None, day.year) for month, year in months)


def written_nearly(number: str, marks: Sequence[Run], *, cut: bool) -> str:
    """How a label that does not hold this number comes close to it: "typo" (one error), "cut" (it begins at the label's
    end and the bank cut it off); empty when it does not."""
    whole = compact(number)
    figures = "".join(sign for sign in whole if sign.isdigit())
    if cut and _begun_at_the_end(whole, marks):
        return "cut"
    for text in _windows(marks, len(whole) + 1):
        if _one_error(text, whole) or (text.isdigit() and len(figures) > _LEAST_TYPED and _one_error(text, figures)):
            return "typo"
    return ""


def other_year(marks: Sequence[Run], shift: int) -> list[Run]:
    """The same label a year earlier or later, wherever a year of this century stands or a number begins with one."""
    return [replace(mark, text=_YEAR.sub(lambda one: str(int(one[0]) + shift), mark.text)) for mark in marks]


def _one_error(text: str, whole: str) -> bool:
    if len(whole) < _LEAST_TYPED or abs(len(text) - len(whole)) > 1:
        return False
    if OSA.distance(text, whole, score_cutoff=1) <= 1:
        return True
    return OSA.distance(text.translate(_LIKE), whole.translate(_LIKE), score_cutoff=1) <= 1 and len(text) == len(whole)


def _windows(marks: Sequence[Run], longest: int) -> Iterator[str]:
    """Neighbouring runs put together, as long as a number may be."""
    for at in range(len(marks)):
        text = ""
        for mark in marks[at : at + _MOST_RUNS]:
            text += mark.text
            if len(text) > longest:
                break
            if any(sign.isdigit() for sign in text):
                yield text


def _begun_at_the_end(whole: str, marks: Sequence[Run]) -> bool:
    text = ""
    for mark in reversed(marks[-_MOST_RUNS:]):
        text = mark.text + text
        told = whole.startswith(text) and len(text) >= _LEAST_CUT and sum(map(str.isdigit, text)) >= _SAFE_FIGURES
        if told and len(text) < len(whole):
            return True
    return False
