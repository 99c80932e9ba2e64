"""What a rule of the word lists is: a pattern that speaks for an intent, and what silences it in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailbot.core.understood import Intent

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` and `unless` are searched in the folded sentence; `why` is shown to people.

    `weak`: counts only when nothing stronger is found.
    """

    intent: Intent
    pattern: re.Pattern[str]
    unless: re.Pattern[str]
    why: str
    weak: bool = False


def rule(intent: Intent, why: str, patterns: Iterable[str] | str, unless: Iterable[str] | str = (), *, weak: bool = False) -> Rule:
    """A rule from one pattern or alternatives, written folded (no accents, lower case)."""
    vetoes = unless if isinstance(unless, str) else "|".join(unless)
    spoken = patterns if isinstance(patterns, str) else "|".join(patterns)
    return Rule(intent, re.compile(spoken), re.compile(vetoes) if vetoes else _NOTHING, why, weak)
