"""No regular expression of the readers can be made to run for minutes: each is timed on baits made from itself."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from re import _constants as codes  # the parser that the standard library compiles with
from re import _parser as parser

import pytest

import mailbot.inbound

SHORT, LONG = 1_000, 100_000
# Most searches take a tenth of this; what takes longer on a short bait is tried on a long one, and stopped.
SUSPICIOUS, TOO_LONG = 0.004, 1.0
# Patterns that see a piece of a text only, and how long it can be: a line, a sentence, an absence note, a heading.
PIECES = {
    "banks.single._PRINTED": 1_000,
    "banks.single._TRANSFER": 1_000,
    "imap_answers._CODE": 8_000,
    "reply.amounts.": 1_500,
    "reply.dates.": 6_000,
    "reply.day_": 6_000,
    "reply.sentences._END": 1_000,
    "reply.words.": 1_500,
    "statements.csv_export._IBAN": 1_000,
}
COMMON = (
    "a", "1", " ", "\n", ">", "-", "<", "a@", "a.", "1 ", "le ", "De: ", "a\n", '"', "a b ", "> ",
)  # fmt: skip


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(mailbot.inbound.__path__, "mailbot.inbound."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_inside(value, 0)):
                if isinstance(pattern.pattern, str):
                    place = f"{module.name.removeprefix('mailbot.inbound.')}.{name}.{number}"
                    found.setdefault(pattern.pattern + str(pattern.flags), pattern)
                    _NAMES.setdefault(pattern, place)
    return {_NAMES[pattern]: pattern for pattern in found.values()}


_NAMES: dict[re.Pattern[str], str] = {}


def _inside(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from _inside(item, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for name in fields(value):
            yield from _inside(getattr(value, name.name, None), depth + 1)


PATTERNS = _patterns()


def _sample(tree: object) -> str:
    """A shortest text that a parsed pattern likes."""
    out = ""
    for code, argument in tree:
        out += _piece(code, argument)
    return out[:200]


def _piece(code: object, argument: object) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _sample(argument[2]) * max(1, min(argument[0], 20))
    if code is codes.SUBPATTERN:
        return _sample(argument[-1])
    if code is codes.BRANCH:
        return _sample(argument[1][0])
    if code is codes.IN:
        return _member(argument)
    return "x" if code in (codes.ANY, codes.NOT_LITERAL) else ""


def _member(members: object) -> str:
    kinds = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}
    for code, argument in members:
        if code is codes.LITERAL:
            return chr(argument)
        if code is codes.RANGE:
            return chr(argument[0])
        if code is codes.CATEGORY:
            return kinds.get(argument, "-")
    return "x"


def _repeated(tree: object) -> Iterator[str]:
    """What each repeat inside a pattern likes: written without end, it is the bait."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            yield _sample(argument[2])
            yield from _repeated(argument[2])
        elif code is codes.SUBPATTERN:
            yield from _repeated(argument[-1])
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _repeated(branch)


def _baits(pattern: re.Pattern[str]) -> list[str]:
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = _sample(tree)
    made = [whole, whole[:-1], whole[: len(whole) // 2], *_repeated(tree)]
    return [bait for bait in dict.fromkeys((*COMMON, *made)) if bait][:45]


def _seconds(pattern: re.Pattern[str], bait: str, length: int) -> float:
    text = (bait * (length // len(bait) + 1))[:length] + "\x00!"
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * TOO_LONG)  # pytest's own limit uses the other clock
    try:
        pattern.search(text)
    except TimeoutError:
        return 2 * TOO_LONG
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started


def _stop(_number: int, _frame: object) -> None:
    raise TimeoutError


def _worst(pattern: re.Pattern[str], length: int) -> tuple[float, str]:
    worst = (0.0, "")
    signal.signal(signal.SIGVTALRM, _stop)
    for bait in _baits(pattern):
        if _seconds(pattern, bait, SHORT) > SUSPICIOUS and _seconds(pattern, bait, SHORT) > SUSPICIOUS:
            worst = max(worst, (_seconds(pattern, bait, length), bait))
            if worst[0] > TOO_LONG:
                break
    return worst


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_stays_quick_on_its_own_bait(name):
    length = next((most for place, most in PIECES.items() if name.startswith(place)), LONG)
    seconds, bait = _worst(PATTERNS[name], length)
    assert seconds < TOO_LONG, f"{length} signs of {bait!r} take {seconds:.1f} s: {PATTERNS[name].pattern[:200]}"


def test_a_pattern_that_doubles_back_would_be_found():
    assert _seconds(re.compile(r"^(?:a+)+$"), "a", 24) > SUSPICIOUS
    assert len(PATTERNS) > 300
