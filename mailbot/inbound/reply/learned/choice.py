"""Which day, and which amount, of a text is the promised one: each is weighed by the words it stands among."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mailbot.inbound.reply.amounts import Amount, amounts
from mailbot.inbound.reply.dates import Day, days
from mailbot.inbound.reply.day_ranges import joined, told_by_others
from mailbot.inbound.reply.learned.phrases import phrases_in
from mailbot.inbound.reply.learned.vocabulary import ideas_of
from mailbot.inbound.reply.references import without_references
from mailbot.inbound.reply.sentences import Sentence

# A promise further off than this is none.
FAR = 370
# Fewer units than this, without a currency, are a count and no sum.
LEAST_BARE = 20
STEM = 6
_TOKEN = re.compile(r"[a-z]+|[?,;:()!$%€]|\d+")
_CUT = re.compile(r"[;:,()!?]| - ")
_DIGITS = re.compile(r"\d+")
_PAY = re.compile(
    r"\b(?:pa[iy]\w*|regl\w*|vir\w*|vers\w*|sold\w*|chequ\w*|mandat\w*|pay\w*|settl\w*|transfer\w*|send|"
    r"uberweis\w*|zahl\w*|begleich\w*|pag\w*|transf\w*|abon\w*|bonific\w*|sald\w*|betal\w*|overma\w*|part|"
    r"partira|recevr\w+|aurez|parviendra|interviendra)\b"
)


@dataclass(frozen=True, slots=True)
class DayNamed:
    """A day that a text names, in which of its sentences, and the marks of its surroundings."""

    date: date
    index: int
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount that a text names, in which of its sentences, and the marks of its surroundings."""

    amount: Decimal
    index: int
    marks: frozenset[str]


def days_named(said: Sequence[Sentence], today: date) -> list[DayNamed]:
    """Every day of a text not too far off, with the marks by which the promised one is chosen."""
    found: list[tuple[date, int, set[str]]] = []
    last: Day | None = None
    for index, sentence in enumerate(said):
        own = joined(days(without_references(sentence.text), today, nearest=True), sentence.folded)
        for day in told_by_others(own, sentence.folded, last, today):
            last = day
            if (day.date - today).days <= FAR:
                seen = _around(sentence, day.start, day.end) | _of_day(day, sentence, today)
                found.append((day.date, index, seen | _of_place(index, len(said))))
    ahead = [at for at, (value, _, _) in enumerate(found) if value >= today]
    for at, (_, _, seen) in enumerate(found):
        seen.update(_of_order(at, len(found)))
        seen.update(name for name, here in (("ahead", ahead[:1]), ("lastahead", ahead[-1:])) if at in here)
        if ahead == [at]:
            seen.add("onlyahead")
    return [DayNamed(value, index, frozenset(seen)) for value, index, seen in found]


def sums_named(said: Sequence[Sentence], chosen: DayNamed | None) -> list[Sum]:
    """Every amount of a text, with the marks by which the promised one is chosen; `chosen` is the day promised."""
    found: list[tuple[Decimal, int, set[str]]] = []
    for index, sentence in enumerate(said):
        for amount in _amounts(sentence):
            seen = _around(sentence, amount.start, amount.end) | _of_place(index, len(said))
            seen.add("money" if amount.currency else "bare")
            if chosen is not None:
                seen.add("near" if chosen.index == index else "after" if index > chosen.index else "before")
            found.append((amount.amount, index, seen))
    for at, (value, _, seen) in enumerate(found):
        seen.update(_of_order(at, len(found)))
        others = [other for other, _, _ in found if other != value]
        if not others:
            seen.add("only")
        elif value < min(others) or value > max(others):
            seen.add("least" if value < min(others) else "most")
    return [Sum(value, index, frozenset(seen)) for value, index, seen in found]


def _amounts(sentence: Sentence) -> Iterator[Amount]:
    for amount in amounts(without_references(sentence.text), bare=True):
        if amount.amount > 0 and (amount.currency or amount.amount >= LEAST_BARE):
            yield amount


def _of_day(day: Day, sentence: Sentence, today: date) -> set[str]:
    away = (day.date - today).days
    out = {"when:" + ("past" if away < 0 else "today" if away == 0 else "to come")}
    out.add("as:" + _DIGITS.sub("#", sentence.folded[day.start : day.end])[:14])
    if away < 0:
        out.add(f"past:{min(3, -away // 10)}")
    if day.vague:
        out.add("vague")
    return out


def _of_place(index: int, count: int) -> set[str]:
    out = {"opening" if index == 0 else "later"}
    if index == count - 1:
        out.add("closing")
    return out


def _of_order(at: int, count: int) -> set[str]:
    out = {"first" if at == 0 else "not first"}
    if at == count - 1:
        out.add("last")
    return out


def _around(sentence: Sentence, start: int, end: int) -> set[str]:
    """The words next to a find, the ideas of its clause, the turns of phrase of its clause and sentence."""
    before, after = sentence.folded[:start], sentence.folded[end:]
    clauses = (_CUT.split(before)[-1], _CUT.split(after)[0])
    out = _next_to(before, after)
    for side, clause in zip(("cb", "ca"), clauses, strict=True):
        out.update(f"{side}:{idea}" for word in _TOKEN.findall(clause) for idea in ideas_of(word))
    clause_words = [word for clause in clauses for word in _TOKEN.findall(clause)]
    out.update("ch:" + idea for _, idea in phrases_in(clause_words))
    out.update("sh:" + idea for _, idea in phrases_in(_TOKEN.findall(sentence.folded)))
    if any(_PAY.search(clause) for clause in clauses):
        out.add("pay clause")
    if _PAY.search(sentence.folded):
        out.add("pay sentence")
    if sentence.question:
        out.add("?")
    return out


def _next_to(before: str, after: str) -> set[str]:
    """The words just before and after, with their distance where they are near."""
    out: set[str] = set()
    for at, word in enumerate(reversed(_TOKEN.findall(before[-80:])[-6:])):
        out.add("b:" + word[:STEM])
        if at < 4:
            out.add(f"b{min(at, 2)}:{word[:STEM]}")
    for at, word in enumerate(_TOKEN.findall(after[:60])[:5]):
        out.add("a:" + word[:STEM])
        if at < 2:
            out.add(f"a{at}:{word[:STEM]}")
    return out
