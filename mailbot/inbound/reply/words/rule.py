"""What a rule of the word lists is: a pattern that speaks for an intent, and what silences it.

Silence is asked for as near to the words as it can be: a "pas" elsewhere in the sentence must not hide a payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mailbot.core.reading.understood import Intent

_NOTHING = re.compile(r"(?!)")
BEFORE = 48


class Weight(StrEnum):
    """FULL speaks by itself; WEAK only when nothing of substance does; DATED only with a day to come."""

    FULL = "full"
    WEAK = "weak"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is searched in the folded sentence; `why` is shown to people.

    It is silenced by `unless` anywhere in the sentence, by `before` in the words just before the find, by `inside`
    within the find itself.
    """

    intent: Intent
    why: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] = _NOTHING
    before: re.Pattern[str] = _NOTHING
    inside: re.Pattern[str] = _NOTHING
    weight: Weight = Weight.FULL

    def finds(self, folded: str) -> bool:
        """Does this rule speak in the sentence?"""
        if self.unless.search(folded):
            return False
        for found in self.pattern.finditer(folded):
            window = folded[max(0, found.start() - BEFORE) : found.start()]
            if not self.inside.search(found[0]) and not self.before.search(window):
                return True
        return False


def _any(patterns: Iterable[str] | str) -> re.Pattern[str]:
    joined = patterns if isinstance(patterns, str) else "|".join(patterns)
    return re.compile(joined) if joined else _NOTHING


def rule(  # noqa: PLR0913  the table of a language names each of these
    intent: Intent,
    why: str,
    patterns: Iterable[str] | str,
    *,
    unless: Iterable[str] | str = (),
    before: Iterable[str] | str = (),
    inside: Iterable[str] | str = (),
    weight: Weight = Weight.FULL,
) -> Rule:
    """A rule from one pattern or alternatives, written folded (no accents, lower case)."""
    return Rule(intent, why, _any(patterns), _any(unless), _any(before), _any(inside), weight)
